import { expect, test } from '@jest/globals';
import { nodeId, readNodeId } from '../../../src/sandbox/state/node-id.ts';

test('is read back, and anything else is not', () => {
  expect(readNodeId(nodeId('IC', 1042))).toEqual({ kind: 'IC', id: '1042' });
  expect(readNodeId(nodeId('C', '7:abc'))).toEqual({ kind: 'C', id: '7:abc' });
  expect([readNodeId('MDEyOk'), readNodeId('')]).toEqual([undefined, undefined]);
});
