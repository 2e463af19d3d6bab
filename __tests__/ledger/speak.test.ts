import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '../../src/ledger/commands/command.ts';
import { readLine } from '../../src/ledger/commands/grammar.ts';
import { isSpeaking, specOf } from '../../src/ledger/commands/verbs.ts';
import { statementKey } from '../../src/ledger/key.ts';
import { chooserOf } from '../../src/ledger/named.ts';
import { type CommandOccasion, type Said, speak } from '../../src/ledger/speak.ts';
import { anna, bob, items, named, occasion } from './named-items.ts';

function say(text: string, at: CommandOccasion = occasion) {
  const taken = readLine(`/gonogo ${text}`, 5);
  if (taken === undefined || 'refusal' in taken) throw new Error(`not read: ${text}`);
  const { command } = taken;
  const { verb } = command;
  const chosen = specOf(verb).items === 'none' ? [] : chooserOf(named)(command);
  if (!isSpeaking(verb) || isRefusal(chosen)) throw new Error(`not said: ${text}`);
  return speak({ command: { ...command, verb }, chosen, items, occasion: at });
}

function said(text: string): Said {
  const found = say(text);
  if (isRefusal(found)) throw new Error(found.message);
  return found;
}

describe('statements', () => {
  test('a tick has all that a record needs', () => {
    expect(said('tick db-1 -- seen on staging')).toEqual({
      leftOut: [],
      statements: [
        {
          key: statementKey({
            comment: 99,
            by: 1,
            at: '2027-03-01T10:00:00Z',
            item: 'database.backups',
            scope: occasion.scope,
            act: 'tick',
          }),
          scope: { subject: '7/pull-request/1' },
          item: 'database.backups',
          itemDigest: 'd1',
          act: 'tick',
          by: anna,
          at: '2027-03-01T10:00:00Z',
          head: 'aaaa',
          tree: 'tree',
          via: 'command',
          reason: 'seen on staging',
          link: occasion.link,
        },
      ],
    });
  });

  test.each<[string, object[]]>([
    ['tick db-3', [{ item: 'database.replicas', scope: { standing: { repoId: 7 } } }]],
    [
      'untick db-1 db-3',
      [
        { act: 'untick', item: 'database.backups', scope: occasion.scope },
        { act: 'untick', item: 'database.replicas', scope: occasion.scope },
        { act: 'untick', item: 'database.replicas', scope: { standing: { repoId: 7 } } },
      ],
    ],
    ['na db-3 until: 1d reason: x', [{ item: 'database.replicas', scope: occasion.scope }]],
    ['sign sign-1', [{ item: 'security', act: 'sign' }]],
    ['unsign sign-1 sign-2', [{ act: 'unsign' }, { item: 'operations', act: 'unsign' }]],
    ['na db-1 until: 2027-03-05 reason: one region', [{ act: 'na', until: '2027-03-06T00:00:00Z', reason: 'one region' }]],
    ['waive db-2 until: 30d reason: x', [{ until: '2027-03-31T10:00:00Z', covers: [{ finding: 'a', value: 3 }] }]],
    ['waive db-1 until: 2027-03-02T00:00:00Z reason: x', [{ until: '2027-03-02T00:00:00Z' }]],
    ['unwaive db-2', [{ act: 'unwaive' }]],
    ['assign db-2, sign-1 to @BOB', [{ to: bob }, { to: bob }]],
    ['assign db-2 to me', [{ to: anna }]],
    ['hold', [{ act: 'hold' }]],
    ['hold the database is moving', [{ act: 'hold', reason: 'the database is moving' }]],
    ['release-hold', [{ act: 'release-hold' }]],
    ['break-glass payments are down', [{ act: 'break-glass', reason: 'payments are down' }]],
  ])('%s', (text, expected) => {
    expect(said(text).statements).toMatchObject(expected);
  });

  test('what speaks of the whole subject names no item, and a tick covers nothing', () => {
    expect(said('hold').statements[0]).not.toHaveProperty('item');
    expect(said('tick db-1').statements[0]).not.toHaveProperty('covers');
  });

  test('a range or section passes over what it cannot be said of', () => {
    expect(said('tick section:database')).toMatchObject({
      leftOut: ['database.migrations'],
      statements: ['database.backups', 'database.replicas', 'db-9', 'database.indexes'].map((item) => ({ item })),
    });
  });
});

describe('refused as a whole', () => {
  test.each<[string, string, string]>([
    ['tick db-1 test-1', 'command.unfit-item', 'test-1 is proved by a gate'],
    ['tick test-1..test-1', 'command.unfit-item', 'test-1 is proved by a gate'],
    ['tick sign-1', 'command.unfit-item', 'sign-1 is signed, not ticked'],
    ['untick end-1', 'command.unfit-item', 'end-1 closes by itself'],
    ['sign db-1', 'command.unfit-item', 'db-1 is ticked, not signed'],
    ['sign sign-2', 'command.unfit-item', 'sign-2 is signed by an approving review'],
    ['unsign db-1', 'command.unfit-item', 'db-1 is ticked'],
    ['na db-2 until: 1d reason: x', 'command.unfit-item', 'for the gate or the policy to say'],
    ['na sign-1 until: 1d reason: x', 'command.unfit-item', 'sign-1 is for nobody to declare'],
    ['na database.indexes until: 1d reason: x', 'command.unfit-item', 'is for nobody to declare'],
    ['waive sign-1 until: 1d reason: x', 'command.unfit-item', 'sign-1 is never waived'],
    ['waive database.indexes until: 1d reason: x', 'command.unfit-item', 'is never waived'],
    ['waive test-1 until: 1d reason: x', 'command.unfit-item', 'has no findings now'],
    ['waive db-1 reason: x', 'command.no-end', 'waive needs an end'],
    ['waive db-1', 'command.no-end', 'waive needs an end'],
    ['waive db-1 until: 1d', 'command.no-reason', 'waive needs a reason'],
    ['waive db-1 until: 1d reason: ...', 'command.no-reason', 'waive needs a reason'],
    ['waive db-1 until: 1d reason: TEXT', 'command.no-reason', 'waive needs a reason'],
    ['break-glass', 'command.no-reason', 'break-glass needs a reason'],
    ['waive db-1 until: 31d reason: x', 'command.end-far', 'too far'],
    ['waive db-1 until: 2027-03-31 reason: x', 'command.end-far', 'too far'],
    ['waive db-1 until: 9999-12-31 reason: x', 'command.end-far', 'too far'],
    ['waive db-1 until: 2027-03-31T10:00:01Z reason: x', 'command.end-far', 'too far'],
    ['na db-1 until: 366d reason: x', 'command.end-far', 'too far'],
    ['waive db-1 until: 0d reason: x', 'command.end-past', 'over already'],
    ['waive db-1 until: 2027-02-28 reason: x', 'command.end-past', 'over already'],
    ['waive db-1 until: 2027-03-01T10:00:00Z reason: x', 'command.end-past', 'over already'],
    ['assign db-1 to @nobody', 'command.unknown-person', '"nobody"'],
  ])('%s', (text, code, message) => {
    expect(say(text)).toEqual(expect.objectContaining({ code, message: expect.stringContaining(message), line: 5 }));
  });

  test.each<[string, string]>([
    ['waive db-1 reason: no traffic yet', '/gonogo waive db-1 until: 2027-03-14 reason: no traffic yet'],
    ['waive db-1, db-2', '/gonogo waive db-1, db-2 until: 2027-03-14 reason: TEXT'],
    ['waive db-1 reason: see #1', '/gonogo waive db-1 until: 2027-03-14 reason: TEXT'],
    ['waive db-1 until: 2w', '/gonogo waive db-1 until: 14d reason: TEXT'],
    ['waive db-1 until: 2027-03-20', '/gonogo waive db-1 until: 2027-03-20 reason: TEXT'],
    ['waive db-1 until: 99d reason: x', '/gonogo waive db-1 until: 2027-03-14 reason: x'],
    ['na db-1 reason: x', '/gonogo na db-1 until: 2027-05-29 reason: x'],
    ['break-glass', '/gonogo break-glass reason: TEXT'],
  ])('%s: the line to type', (text, suggestion) => {
    expect(say(text)).toHaveProperty('suggestion', suggestion);
    const again = suggestion.replace('/gonogo ', '').replace('TEXT', 'why');
    expect(said(again).statements.length).toBeGreaterThan(0);
  });

  test('an item that is not asked of this subject', () => {
    const taken = chooserOf(named)({ verb: 'tick', line: 1, names: [{ is: 'item', text: 'db-1' }] });
    if (isRefusal(taken)) throw new Error(taken.message);
    const command = { verb: 'tick', line: 1, names: [] } as const;
    expect(speak({ command, chosen: taken, items: new Map(), occasion })).toMatchObject({ code: 'command.unfit-item' });
  });

  test('the last day that is proposed is over in time, at any time of day', () => {
    for (const at of ['2027-03-01T00:00:00Z', '2027-03-01T23:59:59Z', '2028-02-15T12:00:00Z']) {
      const fault = say('waive db-1 reason: x', { ...occasion, at });
      const last = isRefusal(fault) ? /until (\d{4}-\d\d-\d\d)/.exec(fault.remedy)?.[1] : undefined;
      expect(isRefusal(say(`waive db-1 until: ${last} reason: x`, { ...occasion, at }))).toBe(false);
    }
  });
});
