import { describe, expect, test } from '@jest/globals';
import { mostItems, readParts, tooMany } from '../../../src/ledger/commands/parts.ts';
import type { Verb } from '../../../src/ledger/commands/verbs.ts';

const item = (text: string) => ({ is: 'item', text });
const quoted = (text: string) => ({ is: 'quoted', text });
const db1to4 = { is: 'range', from: 'db-1', to: 'db-4' };
const days = (number: number) => ({ is: 'days', days: number });

describe('items', () => {
  test.each<[string, object[]]>([
    ['db-3', [item('db-3')]],
    ['db-3.', [item('db-3')]],
    ['db-1 db-2', [item('db-1'), item('db-2')]],
    ['db-1, db-2;db-3,', [item('db-1'), item('db-2'), item('db-3')]],
    ['db-1 and db-2 & db-3', [item('db-1'), item('db-2'), item('db-3')]],
    ['and', [item('and')]],
    ['db-1..db-4', [db1to4]],
    ['db-1...db-4', [db1to4]],
    ['db-1…db-4!', [db1to4]],
    ['db-1 .. db-4', [db1to4]],
    ['db-1..4', [{ is: 'range', from: 'db-1', to: '4' }]],
    ['db-1.. ', [item('db-1..')]],
    ['section:database', [{ is: 'section', id: 'database' }]],
    ['Section: pre.database, x', [{ is: 'section', id: 'pre.database' }, item('x')]],
    ['"test / Unit Tests" db-1', [quoted('test / Unit Tests'), item('db-1')]],
    ['“test / Unit Tests”', [quoted('test / Unit Tests')]],
    ['„Prüfung“', [quoted('Prüfung')]],
    ["'a b'", [quoted('a b')]],
    ['`db-3`', [quoted('db-3')]],
    ['security.transport.tls-min', [item('security.transport.tls-min')]],
    ['db-1-4', [item('db-1-4')]],
  ])('%s', (text, names) => {
    expect(readParts(text, 'tick')).toEqual({ names });
  });
});

describe('reason and end', () => {
  test.each<[string, object]>([
    ['db-3 until: 30d reason: no traffic yet', { until: days(30), reason: 'no traffic yet' }],
    ['db-3 reason: no traffic yet until: 30d', { until: days(30), reason: 'no traffic yet' }],
    ['db-3 reason: no traffic yet (until 2 weeks).', { until: days(14), reason: 'no traffic yet' }],
    ['db-3 because no traffic until 2027-06-30', { until: { is: 'day', day: '2027-06-30' }, reason: 'no traffic' }],
    ['until 2w db-3 -- no traffic', { until: days(14), reason: 'no traffic' }],
    ['db-3 — no traffic until=1week', { until: days(7), reason: 'no traffic' }],
    ['db-3 --until 2 days --reason no traffic', { until: days(2), reason: 'no traffic' }],
    ['db-3: no traffic until: 1d', { until: days(1), reason: 'no traffic' }],
    ['db-3 until: 1d (no traffic)', { until: days(1), reason: 'no traffic' }],
    ['db-3 until: 1d because: we wait until we know', { until: days(1), reason: 'we wait until we know' }],
    ['db-3 until: 1d reason: it waits until 2027-01-01', { until: days(1), reason: 'it waits until 2027-01-01' }],
    [
      'db-3 until: 2027-01-01T12:00:00Z reason: see <https://a.example/until>',
      {
        until: { is: 'instant', instant: '2027-01-01T12:00:00Z' },
        reason: 'see <https://a.example/until>',
      },
    ],
    ['db-3 until: 1d reason: because: x', { until: days(1), reason: 'because: x' }],
    ['db-3 reason: see section: two ... and three', { reason: 'see section: two ... and three' }],
    ['db-3 reason x', { reason: 'x' }],
    ['db-3 reason:', {}],
    ['db-3', {}],
  ])('%s', (text, expected) => {
    expect(readParts(text, 'waive')).toEqual({ names: [item('db-3')], ...expected });
  });

  test('a quoted name may have its colon as well', () => {
    expect(readParts('"a b": seen', 'tick')).toEqual({ names: [quoted('a b')], reason: 'seen' });
  });

  test.each<[Verb, string, object]>([
    ['tick', 'db-3 -- seen on staging until: later', { reason: 'seen on staging until: later' }],
    ['tick', 'db-3: seen', { reason: 'seen' }],
    ['assign', 'db-3 to @anna', { to: 'anna' }],
    ['assign', 'db-3 to anna-b.', { to: 'anna-b' }],
    ['assign', '@Anna db-3', { to: 'Anna' }],
    ['assign', 'db-3 @anna_corp', { to: 'anna_corp' }],
    ['assign', 'to: me, db-3', { to: 'me' }],
  ])('%s %s', (verb, text, expected) => {
    expect(readParts(text, verb)).toEqual({ names: [item('db-3')], ...expected });
  });
});

describe('refused', () => {
  test.each<[Verb, string, string]>([
    ['tick', '', 'command.no-items'],
    ['tick', 'reason: done', 'command.no-items'],
    ['tick', '"db', 'command.open-quote'],
    ['tick', '""', 'command.open-quote'],
    ['tick', 'db-3 until: 3d', 'command.no-end-here'],
    ['tick', 'db-3 --force', 'command.unknown-option'],
    ['waive', 'db-3 reasn: x', 'command.unknown-option'],
    ['waive', 'db-3 untill: 3d', 'command.unknown-option'],
    ['waive', 'db-3 until: soon reason: x', 'command.bad-end'],
    ['waive', 'db-3 until: 1 month reason: x', 'command.bad-end'],
    ['waive', 'db-3 reason: x until: friday', 'command.bad-end'],
    ['waive', 'db-3 until: 2027-02-30 reason: x', 'command.bad-end'],
    ['waive', 'db-3 until: 2027-02-20T25:00:00Z reason: x', 'command.bad-end'],
    ['waive', 'db-3 until:', 'command.bad-end'],
    ['waive', 'db-3 until: 1d until: 2d', 'command.twice'],
    ['waive', 'db-3 until: 1d reason: x until: 2d', 'command.twice'],
    ['waive', 'db-1..db-4 until: 1d reason: x', 'command.one-by-one'],
    ['sign', 'section:database', 'command.one-by-one'],
    ['waive', 'db-1..db-4: why', 'command.one-by-one'],
    ['na', `db-3 reason: ${'x'.repeat(1001)}`, 'command.long-reason'],
    ['explain', 'db-3 because', 'command.no-reason-here'],
    ['assign', 'db-3', 'command.no-person'],
    ['assign', 'db-3 to', 'command.no-person'],
    ['assign', 'db-3 to @acme/security', 'command.team'],
    ['assign', 'db-3 @anna @bob', 'command.twice'],
    ['tick', 'x '.repeat(201), 'command.too-many-items'],
  ])('%s %.60s: %s', (verb, text, code) => {
    expect(readParts(text, verb)).toEqual(expect.objectContaining({ code, verb }));
  });

  test('a lone dash may mean a range, so it begins no reason and is left for who knows the items', () => {
    expect(readParts('db-1 - db-4', 'tick')).toEqual({ names: [item('db-1'), item('-'), item('db-4')] });
  });

  test('two hundred items are not too many', () => {
    expect(readParts('x '.repeat(mostItems), 'tick')).toHaveProperty('names.length', 200);
    expect(tooMany('tick').message).toContain('200');
  });
});
