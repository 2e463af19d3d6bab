import { describe, expect, test } from '@jest/globals';
import { canonical } from '../../src/ground/json.ts';
import { isRefusal } from '../../src/ledger/commands/command.ts';
import { readParts } from '../../src/ledger/commands/parts.ts';
import { readCommands } from '../../src/ledger/commands/read.ts';
import { isVerb, usageOf, verbNames, verbs, word } from '../../src/ledger/commands/verbs.ts';
import { read } from './sources.ts';
import { tableRows } from './tables.ts';

const text = read('docs/commands.md');

const rows = (heading: string) => tableRows(text, heading);
const examples = [...text.matchAll(/^```\n([\s\S]*?)^```$/gm)].map(([, example = '']) => example);
const [comment = '', alike = '', below = '', none = ''] = examples;

describe('the page on commands', () => {
  test('has a row for each command, in its own words', () => {
    expect(rows('What there is')).toEqual(
      verbNames.map((verb) => [`\`${verbs[verb].usage}\``, verbs[verb].does, `\`${word} ${verbs[verb].example}\``]),
    );
  });

  test.each(rows('What there is'))('%s: its example is read as it', (usage, _, example) => {
    const { commands, misses } = readCommands(example?.replaceAll('`', '') ?? '');
    expect([commands.map(({ verb }) => verb), misses]).toEqual([[usage?.slice(1).split(/[ `]/)[0]], []]);
  });

  test.each(rows('Items'))('%s can be typed', (written) => {
    for (const [, items = ''] of written?.matchAll(/`([^`]+)`/g) ?? []) {
      const parts = readParts(items, 'tick');
      expect([items, isRefusal(parts) ? parts.message : parts.names.length]).toEqual([items, items.includes(' and ') ? 3 : 1]);
    }
  });

  test('the comment at its top is read', () => {
    expect(readCommands(comment)).toMatchObject({
      commands: [
        { verb: 'tick', line: 2 },
        { verb: 'waive', line: 3 },
      ],
      misses: [],
    });
  });

  test('what says the same is read as the same', () => {
    const { commands, misses } = readCommands(alike);
    const said = commands.map((command) => canonical({ ...command, line: 0 }));
    expect(commands).toHaveLength(6);
    expect([new Set(said).size, misses]).toEqual([1, []]);
  });

  test('where it counts and where it does not', () => {
    expect(readCommands(below).commands).toHaveLength(1);
    const lines = none.trim().split('\n');
    expect(lines.map((line) => readCommands(line).commands.length)).toEqual(lines.map(() => 0));
    expect(lines).toHaveLength(6);
  });

  test('names no command that there is not', () => {
    const named = [...text.matchAll(/\/gonogo ([a-z-]+)/g)].map(([, verb = '']) => verb);
    expect(named.filter((verb) => !isVerb(verb))).toEqual([]);
    expect(usageOf('tick')).toContain('tick ITEMS');
  });
});
