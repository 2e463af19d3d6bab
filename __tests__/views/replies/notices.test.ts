import { expect, test } from '@jest/globals';
import { emergencyPart, heldPart, releasedPart, waivedPart } from '../../../src/views/replies/notices.ts';
import { replyBody } from '../../../src/views/replies/reply.ts';
import { lead, reviewer, say, second } from '../../verdict/cases.ts';
import { itemsWith, known, knownOf } from './knowns.ts';

const those = itemsWith();

test('a hold says who lifts it', () => {
  expect(replyBody([heldPart(say('hold', undefined, { by: reviewer, reason: 'the database is moving' }))])).toBe(
    '⏸️ **Held** by bob: the database is moving. Nothing goes until bob or the role release lifts it: `/gonogo release-hold`',
  );
  expect(replyBody([heldPart(say('hold', undefined, { by: reviewer }))])).toMatch(/^⏸️ \*\*Held\*\* by bob\. Nothing/);
});

test('lifting a hold says whether another one stands', () => {
  const lifted = say('release-hold', undefined, { by: lead });
  expect(replyBody([releasedPart(lifted, known)])).toBe('▶️ **Lifted** by lea. No hold stands any more.');
  const held = knownOf(those, [say('hold', undefined, { by: second, reason: 'wait' })]);
  expect(replyBody([releasedPart(lifted, held)])).toBe(
    '▶️ **Lifted** by lea. Still:\n\n- held by sue: wait. → sue or the role release lifts it with /gonogo release-hold.',
  );
});

test('a waiver says exactly what it covers and until when', () => {
  const until = '2026-12-01T12:00:00Z';
  const coverage = those.find(({ id }) => id === 'coverage');
  const waivers = [
    say('waive', coverage, {
      by: lead,
      until,
      reason: 'fix on Monday',
      covers: [{ finding: 'lines', value: 70 }, { finding: 'gone' }],
    }),
    say('waive', those[0], { by: lead, until, reason: 'no traffic yet' }),
  ];
  expect(replyBody([waivedPart(waivers, known)]).split('\n')).toEqual([
    '**Waived**',
    '',
    '- 🟡 `test-1` Backups were restored: by lea until 2026-12-01 12:00 UTC, in 10 days: fix on Monday. It covers 2 findings:',
    expect.stringMatching(/^ {2}- lines.* 70/),
    '  - gone',
    '- 🟡 `db-1` Backups were restored: by lea until 2026-12-01 12:00 UTC, in 10 days: no traffic yet. It covers the item as it reads now.',
    '',
    'What is new or worse opens it again. `/gonogo unwaive ITEMS` ends it.',
  ]);
});

test('of many findings some are named and the rest is counted', () => {
  const covers = Array.from({ length: 25 }, (_, at) => ({ finding: `f${at}` }));
  const body = replyBody([waivedPart([say('waive', those[0], { covers })], known)]);
  expect(body).toContain('It covers 25 findings:');
  expect(body).toContain('\n  - and 5 more\n');
});

test('an emergency says how long, and what is passed over', () => {
  const emergency = { by: lead, reason: 'payments are down', until: '2026-11-21T16:00:00Z', skipped: ['backups', 'coverage'] };
  expect(replyBody([emergencyPart(emergency, known)]).split('\n')).toEqual([
    '🚨 **EMERGENCY** by lea: payments are down. This commit may go until 2026-11-21 16:00 UTC. 2 items passed over, each to be made up for:',
    '',
    '- 🔴 `db-1` Backups were restored',
    '- 🔴 `test-1` Backups were restored',
  ]);
  expect(replyBody([emergencyPart({ ...emergency, skipped: [] }, known)])).toMatch(/Nothing is passed over\.$/);
});
