// A delivery with a canary in it, and an App that chokes on it.
import { createListener } from '../../../src/doors/app/probot.ts';
import { privateKey } from './keys.ts';

const { hear } = await createListener({ appId: 7, privateKey, baseUrl: 'http://127.0.0.1:9' }, ({ payload }) => {
  throw new Error(`cannot read ${payload}`);
});
const canary = JSON.stringify({ action: 'created', installation: { id: 1 }, comment: { body: 'canary-in-a-payload' } });
await hear({ guid: 'a', event: 'issue_comment', receivedAt: '2027-01-02T03:04:05.000Z', payload: canary }).catch(() => {
  process.stderr.write('rejected\n');
});
