import { expect, test } from '@jest/globals';
import { replyBody } from '../../../src/views/replies/reply.ts';
import { statusPart } from '../../../src/views/replies/status.ts';
import { item, reviewer, say } from '../../verdict/cases.ts';
import { itemsWith, known, knownOf } from './knowns.ts';

test('the headline, what to fix first with its handles, and the counts', () => {
  const lines = replyBody([statusPart(known)]).split('\n');
  expect(lines[0]).toBe('**NO-GO: 1 failed**');
  expect(lines[4]).toBe('What to fix first:');
  expect(lines[6]).toMatch(/^- ❌ `test-1` Backups were restored: lines 70.00 %.+\. → /);
  expect(lines.at(-2)).toMatch(/^0 of 6 required done · 1 failed · 4 to do/);
  expect(lines.at(-1)).toBe('`/gonogo mine` lists what you can do.');
});

test('a long list is cut, and says so', () => {
  const those = Array.from({ length: 9 }, (_, at) =>
    item(`i${at}`, { proof: { by: 'person', who: { users: [`u${at}`] }, support: [], couldBe: [] } }),
  );
  expect(replyBody([statusPart(knownOf(those))])).toMatch(/\n- and \d more\n/);
});

test('with nothing to do there is no list', () => {
  const [backups] = itemsWith();
  if (backups === undefined) throw new Error('no item');
  const body = replyBody([statusPart(knownOf([backups], [say('tick', backups, { by: reviewer })]))]);
  expect(body).toMatch(/^\*\*GO\*\*\n\n.+\n\n1 of 1 required done/);
});
