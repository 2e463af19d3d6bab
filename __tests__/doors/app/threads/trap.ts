// A thread that does what the name of the document says, as one would that met a document which is too much for it.
import { parentPort } from 'node:worker_threads';
import { packed } from '../../../../src/doors/app/evidence-parcel.ts';
import { readingOf } from '../../../../src/reconcile/evidence/reading.ts';

const held: unknown[] = [];

const acts: Readonly<Record<string, () => void>> = {
  hang: () => {
    for (;;) held.length = 0;
  },
  eat: () => {
    for (;;) held.push({ more: held.length });
  },
  throw: () => {
    throw new Error('a mistake of ours');
  },
  leave: () => process.exit(0),
};

function tell(what: unknown): void {
  parentPort?.postMessage(what, []);
}

parentPort?.on('message', ({ evidence, artifact }: { readonly evidence: Uint8Array; readonly artifact: string }) => {
  acts[artifact]?.();
  tell(packed(readingOf(evidence, artifact)));
});
tell('ready');
