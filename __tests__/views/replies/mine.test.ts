import { expect, test } from '@jest/globals';
import { mineParts } from '../../../src/views/replies/mine.ts';
import { replyBody } from '../../../src/views/replies/reply.ts';
import { item, lead, reviewer, say } from '../../verdict/cases.ts';
import { itemsWith, known, knownOf } from './knowns.ts';

const all = new Set(known.items.keys());

test('grouped by what is to be done, with the lines to type', () => {
  const body = replyBody(mineParts({ login: 'lea', may: all }, known));
  expect(body.split('\n')).toEqual([
    '**You can tick**',
    '',
    '- ⬜ `db-1` Backups were restored',
    '- ⬜ `shop-1` Backups were restored',
    '',
    'To type, after you looked at each: `/gonogo tick db-1, shop-1`',
    '',
    '**You can sign**',
    '',
    '- ⬜ `sign-2` Backups were restored',
    '',
    'To type, after you looked at each: `/gonogo sign sign-2`',
    '',
    '**You can sign by an approving review of this commit**',
    '',
    '- ⬜ `sign-1` Backups were restored',
  ]);
});

test('only what they may, and only what is open', () => {
  const [backups] = itemsWith();
  const there = knownOf(itemsWith(), [say('tick', backups, { by: reviewer })]);
  expect(replyBody(mineParts({ login: 'bob', may: new Set(['backups', 'coverage', 'later']) }, there))).toMatch(
    /^Nothing is open that you can answer now\. `\/gonogo status`/,
  );
});

test('what is theirs by name, what is due and what ends soon', () => {
  const those = [
    item('a', { due: '2026-11-20T00:00:00Z', level: 'should' }),
    item('b', { asked: { standing: { lasts: 90, voidIfChanged: [] } } }),
  ];
  const standing = say('tick', those[1], { scope: { standing: { repoId: 7 } }, at: '2026-08-25T12:00:00Z' });
  const there = knownOf(those, [say('assign', those[0], { to: lead }), standing]);
  const body = replyBody(mineParts({ login: 'LEA', may: new Set(['a', 'b']) }, there));
  expect(body).toContain('`a` Item a · assigned to you · OVERDUE since 2026-11-20 00:00 UTC · should\n');
  expect(body).toContain('`b` Item b · stands until 2026-11-23 12:00 UTC: renew it\n');
});

test('many are typed in several lines', () => {
  const those = Array.from({ length: 45 }, (_, at) => item(`i${at}`));
  const body = replyBody(mineParts({ login: 'bob', may: new Set(those.map(({ id }) => id)) }, knownOf(those)));
  expect(body.match(/`\/gonogo tick /g)).toHaveLength(3);
});
