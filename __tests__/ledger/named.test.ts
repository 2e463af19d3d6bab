import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '../../src/ledger/commands/command.ts';
import { readParts } from '../../src/ledger/commands/parts.ts';
import type { Verb } from '../../src/ledger/commands/verbs.ts';
import { chooserOf, type Named } from '../../src/ledger/named.ts';
import { named } from './named-items.ts';

function choose(text: string, { verb = 'tick', among = named }: { verb?: Verb; among?: readonly Named[] } = {}) {
  const parts = readParts(text, verb);
  if (isRefusal(parts)) throw new Error(parts.message);
  return chooserOf(among)({ verb, line: 1, ...parts });
}

const idsOf = (text: string) => {
  const chosen = choose(text);
  return isRefusal(chosen) ? chosen.message : chosen.map(({ item }) => item.id).join(' ');
};

describe('items by', () => {
  test.each<[string, string]>([
    ['db-1', 'database.backups'],
    ['DB-1', 'database.backups'],
    ['database.backups', 'database.backups'],
    ['Database.Backups', 'database.backups'],
    ['db-1 database.backups db-1', 'database.backups'],
    ['db-9', 'db-9'],
    ['db-3, db-1', 'database.replicas database.backups'],
    ['db-1..db-3', 'database.backups database.migrations database.replicas'],
    ['db-2..4', 'database.migrations database.replicas db-9'],
    ['DB-2..Db-2', 'database.migrations'],
    ['section:quality', 'coverage'],
    ['section:Quality.Tests', 'coverage'],
    ['section:sign-off db-1', 'security operations all database.backups'],
    ['"TEST /  Unit Tests"', 'coverage'],
    ['"db-1"', 'database.backups'],
    ['`db-1`', 'database.backups'],
  ])('%s', (text, ids) => {
    expect(idsOf(text)).toBe(ids);
  });

  test('what is named by itself is told from what is only of a range or section', () => {
    const chosen = choose('section:database db-2');
    expect(isRefusal(chosen) ? [] : chosen.filter(({ byName }) => byName).map(({ item }) => item.handle)).toEqual(['db-2']);
  });
});

describe('nothing of a command is done when a name finds nothing', () => {
  test.each<[string, string, string]>([
    ['db-1 db-33', 'no item is called "db-33"', 'Did you mean db-3?'],
    ['databse.backups', 'no item is called "databse.backups"', 'Did you mean database.backups?'],
    ['nowhere', 'no item is called "nowhere"', 'The handles stand beside the titles'],
    ['Security / x', 'no item is called "/"; no item is called "x"', 'The handles'],
    ['"Backups were restored"', '2 items are called "Backups were restored"', 'Name one by its handle: db-1, db-4.'],
    ['Backups', 'no item is called "Backups"', 'The handles'],
    ['database', 'no item is called "database"', 'section:database'],
    ['database.*', 'no item is called "database.*"', 'section:database'],
    ['section:databas', 'no section is called "databas"', 'Did you mean section:database?'],
    ['section:x', 'no section is called "x"', 'The handles'],
    ['db-1..test-1', '"db-1..test-1" is no range', 'A range goes'],
    ['a..b', '"a..b" is no range', 'A range goes'],
    ['db-1..db-7', '"db-7" in "db-1..db-7" is no handle', 'Did you mean db-1?'],
    ['db-1..db-9', '"db-9" in "db-1..db-9" is no handle', 'Did you mean'],
    ['db-3..db-1', '"db-3..db-1" goes backwards', 'Write db-1..db-3.'],
    ['db-1 - db-3', 'no item is called "-"', 'db-1..db-4 for a range'],
    ['db-1 to db-3', 'no item is called "to"', 'db-1..db-4 for a range'],
    ['db-1–db-3', 'no item is called "db-1–db-3"', 'Did you mean db-1..db-3?'],
    ['db-1-3', 'no item is called "db-1-3"', 'Did you mean db-1..3?'],
    ['@anna', 'no item is called "@anna"', 'The handles'],
    ['x'.repeat(5000), `no item is called "${'x'.repeat(60)}…"`, 'The handles'],
    ['p q r s t u v', 'no item is called "t"; and 2 more', 'The handles'],
  ])('%.50s', (text, message, remedy) => {
    const refusal = choose(text);
    expect(refusal).toMatchObject({ code: 'command.unknown-item', line: 1, verb: 'tick' });
    expect(isRefusal(refusal) && refusal.message).toContain(message);
    expect(isRefusal(refusal) && refusal.remedy).toContain(remedy);
  });

  test('words behind the items were perhaps a reason', () => {
    expect(choose('db-1 looks good to me', { verb: 'sign' })).toMatchObject({
      suggestion: '/gonogo sign db-1 reason: looks good to me',
    });
    expect(choose('db-1 looks good db-2')).not.toHaveProperty('suggestion');
    expect(choose('db-1 <b>x')).not.toHaveProperty('suggestion');
    expect(choose('db-1 please', { verb: 'explain' })).not.toHaveProperty('suggestion');
  });

  test('and when it would be more than anybody looks at', () => {
    const among = Array.from({ length: 201 }, (_, at) => ({ id: `i${at}`, handle: `x-${at}`, title: 'x', sections: ['s'] }));
    expect(choose('section:s', { among })).toMatchObject({ code: 'command.too-many-items' });
    expect(choose('x-1..x-200', { among })).toHaveProperty('length', 200);
  });
});

test.each(['x-0..x-1999', 'x-0..x-198', 'section:all', 'section:some'])('naming %s over and over takes no time', (name) => {
  const among = Array.from({ length: 2_000 }, (_, at) => ({
    id: `i${at}`,
    handle: `x-${at}`,
    title: 'x',
    sections: at < 199 ? ['all', 'some'] : ['all'],
  }));
  const chooser = chooserOf(among);
  const parts = readParts(`${name} `.repeat(190), 'tick');
  if (isRefusal(parts)) throw new Error(parts.message);
  const start = process.cpuUsage().user;
  for (let line = 1; line <= 20; line += 1) chooser({ verb: 'tick', line, ...parts });
  expect((process.cpuUsage().user - start) / 1000).toBeLessThan(800);
});

test('whatever is typed, an item is found by its own id or handle, or nothing is', () => {
  const text = fc.string({ unit: fc.constantFrom(...'db-0123.:* ,"section'.split('')), maxLength: 30 });
  fc.assert(
    fc.property(text, (typed) => {
      const parts = readParts(typed, 'tick');
      if (isRefusal(parts)) return;
      const chosen = chooserOf(named)({ verb: 'tick', line: 1, ...parts });
      if (isRefusal(chosen)) return;
      for (const { item, byName } of chosen) {
        const own = [item.id, item.handle, item.title.toLowerCase()].some((name) => typed.toLowerCase().includes(name));
        expect(own || (!byName && (typed.includes('..') || typed.includes('section:')))).toBe(true);
      }
    }),
  );
});
