import { expect, test } from '@jest/globals';
import { type Reminder, remindersBody } from '../../../src/views/replies/reminders.ts';

const now = '2026-11-21T12:00:00Z';
const reminder = (of: Reminder['of'], title = 'Backups were restored'): Reminder => ({
  of,
  item: { handle: 'db-1', title },
  at: '2026-11-24T12:00:00Z',
});

test('calls each once, and says what, when, and what to type', () => {
  const body = remindersBody(
    [
      { who: 'lea', reminders: [reminder('waive-ends'), reminder('overdue')] },
      { who: 'acme/ops', reminders: [reminder('renew')] },
    ],
    now,
  );
  expect(body.split('\n')).toEqual([
    '@lea',
    '',
    '- ⏰ `db-1` Backups were restored: its waiver ends 2026-11-24 12:00 UTC, in 3 days.',
    '- ⏰ `db-1` Backups were restored: it is overdue since 2026-11-24 12:00 UTC, in 3 days.',
    '',
    '@acme/ops',
    '',
    '- ⏰ `db-1` Backups were restored: what was said for every release ends 2026-11-24 12:00 UTC, in 3 days.',
    '',
    '`/gonogo mine` lists what you can do.',
  ]);
});

test('nobody else is called, whatever a title holds', () => {
  const body = remindersBody([{ who: 'lea', reminders: [reminder('na-ended', '@everybody look <b>here</b>')] }], now);
  expect(body.match(/(?<![\w\\&;])@[a-z]+/gi)).toEqual(['@lea']);
  expect(body).not.toContain('<b>');
});
