import { expect, test } from '@jest/globals';
import { eventsWithKeys } from '../../src/github/keys.ts';
import { alwaysSent, events, permissions } from '../../src/github/manifest.ts';

test('what we hear of is what we know what to do with, and nothing else is asked for', () => {
  const heard = [...events, ...alwaysSent].map(({ name }) => name);
  expect(heard.toSorted()).toEqual(eventsWithKeys.toSorted());
});

test('nothing may be written but checks, comments, and the status that is never set', () => {
  const writes = permissions.filter(({ level }) => level === 'write').map(({ name }) => name);
  expect(writes).toEqual(['checks', 'pull_requests', 'issues', 'statuses']);
  expect([...permissions, ...events, ...alwaysSent].every(({ why }) => why.endsWith('.'))).toBe(true);
});
