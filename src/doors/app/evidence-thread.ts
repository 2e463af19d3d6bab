// The thread in which foreign evidence is read: it has nothing of what the App has, and may be ended at any time.
import { parentPort } from 'node:worker_threads';
import { readingOf } from '../../reconcile/evidence/reading.ts';
import { packed } from './evidence-parcel.ts';

const port = parentPort;
if (port === null) throw new Error('foreign evidence is read in a thread');

port.on('message', ({ evidence, artifact }: { readonly evidence: Uint8Array; readonly artifact: string }) => {
  const parcel = packed(readingOf(evidence, artifact));
  port.postMessage(parcel, parcel.is === 'read' ? [parcel.texts.buffer] : []);
});

port.postMessage('ready');
