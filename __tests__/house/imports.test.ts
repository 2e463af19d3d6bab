import { describe, expect, test } from '@jest/globals';
import { breaches, roomOf } from './import-rules.ts';
import { narrow, packages, pure, rooms } from './rooms.ts';
import { scan } from './scanner.ts';
import { filesUnder, read } from './sources.ts';

const files = filesUnder('src', '.ts');

test('no file breaks the table', () => {
  expect(files.flatMap((file) => breaches(file, read(file)))).toEqual([]);
  expect(files.length).toBeGreaterThan(0);
});

test('only what a bundle starts with asks whether Node runs it, because in the bundle the answer is always yes', () => {
  const asking = files.filter((file) => scan(read(file)).code.includes('import.meta.main'));
  expect(asking).toEqual(['src/doors/action.ts', 'src/doors/cli.ts']);
});

test('the table speaks of rooms that it lists', () => {
  const mentioned = [...Object.values(rooms).flat(), ...Object.keys(narrow), ...Object.keys(pure)];
  const unknown = [
    ...mentioned.filter((room) => !(room in rooms)),
    ...Object.values(packages)
      .flat()
      .filter((place) => !((place.split('/')[0] ?? '') in rooms)),
  ];
  expect(unknown).toEqual([]);
});

test('no room imports one that imports it', () => {
  const circles = Object.entries(rooms).flatMap(([room, may]) => may.filter((other) => reachable(other).has(room)));
  expect(circles).toEqual([]);
});

function reachable(room: string, seen = new Set<string>()): Set<string> {
  for (const next of rooms[room] ?? []) {
    if (!seen.has(next)) reachable(next, seen.add(next));
  }
  return seen;
}

describe('the table refuses', () => {
  test.each([
    ['src/attic/a.ts', '', /src\/attic is no room/],
    [
      'src/ground/a.ts',
      "\nimport { x } from '../views/x.ts';",
      /^src\/ground\/a\.ts:2: imports .*ground may import no other room.*rooms\.ts:\d+$/,
    ],
    [
      'src/views/a.ts',
      "import type { Gate } from '../gates/engine/contract.ts';",
      /views may import ground, checklist, ledger, verdict/,
    ],
    ['src/ledger/a.ts', "await import('../checklist/model.ts');", /ledger may import ground/],
    ['src/checklist/a.ts', "export { x } from '../gates/coverage.ts';", /may import only gates\/registry\.ts/],
    ['src/sandbox/a.ts', "import '../ground/json.ts';", /sandbox may import no other room/],
    ['src/verdict/a.ts', "import '../../scripts/build.ts';", /outside src/],
    ['src/doors/a.ts', "import { x } from './b';", /does not end in \.ts/],
    ['src/doors/a.ts', 'await import(name);', /computed/],
    ['src/doors/a.ts', "import { readFileSync } from 'fs';", /write node:fs/],
    ['src/doors/a.ts', "import { nothing } from 'left-pad';", /package\.json does not list/],
    ['src/doors/a.ts', "import { build } from 'esbuild';", /package\.json does not list/],
    ['src/doors/a.ts', "import Ajv from 'ajv/dist/2020.js';", /only gates\/engine\/compile\.ts, \S+ may.*rooms\.ts:\d+$/],
    ['src/gates/x.ts', "import { read } from './reports/lcov.ts';", /loads only ground\/.*inside collect/],
    ['src/gates/x.ts', "import type { Lcov } from './reports/lcov.ts';", /loads only ground\//],
    ['src/gates/x.ts', "import { parse } from 'yaml';", /inside collect/],
    ['src/ground/a.ts', "import { readFileSync } from 'node:fs';", /ground is pure.*rooms\.ts:\d+/],
    ['src/ledger/a.ts', "import { createHash } from 'node:crypto';", /ledger is pure/],
    ['src/views/a.ts', "import type { Server } from 'node:http';", /views is pure/],
  ])('%s: %s', (file, source, message) => {
    expect(breaches(file, source)).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    'const now = Date.now();',
    'const now = new Date();',
    'const now = new Date;',
    'const now = Date();',
    'performance.now()',
    'date.getHours()',
    'date.getTimezoneOffset()',
    'a.localeCompare(b)',
    'date.toLocaleString()',
    'new Intl.DateTimeFormat()',
    'Math.random()',
    'crypto.randomUUID()',
    'process.env.HOME',
    "process['env']",
    'import.meta.url',
    'globalThis.process',
    'fetch(url)',
    'setTimeout(f, 1)',
    "console.log('x')",
  ])('in a pure room: %s', (source) => {
    expect(breaches('src/verdict/a.ts', `\n${source}\n`)[0]).toMatch(/^src\/verdict\/a\.ts:2: .*as an argument$/);
    expect(breaches('src/doors/a.ts', source)).toEqual([]);
  });
});

describe('the table allows', () => {
  test.each([
    ['src/ground/a.ts', "import { createHash } from 'node:crypto'; import './b.ts';"],
    ['src/gates/x.ts', "import { s } from './engine/schema.ts'; import '../ground/json.ts';"],
    ['src/gates/x.ts', "async function collect() { await import('./reports/lcov.ts'); await import('yaml'); }"],
    ['src/gates/registry.ts', "import { coverage } from './coverage.ts';"],
    ['src/checklist/a.ts', "import { gates } from '../gates/registry.ts'; import { parse } from 'yaml';"],
    ['src/doors/cli.ts', "import manifest from '../../package.json' with { type: 'json' };"],
    ['src/doors/cli.ts', "import '../views/board.ts'; import { readFile } from 'node:fs/promises';"],
    ['src/verdict/a.ts', 'new Date(at).getUTCHours(); order.process(x); // Date.now()\nconst text = "Date.now()";'],
  ])('%s: %s', (file, source) => {
    expect(breaches(file, source)).toEqual([]);
  });
});

test('the graph of the house', () => {
  const counts = new Map<string, Map<string, number>>();
  for (const file of files) {
    const row = counts.get(roomOf(file)) ?? new Map<string, number>();
    counts.set(roomOf(file), row);
    for (const { specifier } of scan(read(file)).imports) {
      const other = Object.keys(rooms).find((room) => specifier.includes(`../${room}/`));
      if (other !== undefined && other !== roomOf(file)) row.set(other, (row.get(other) ?? 0) + 1);
    }
  }
  const rows = Object.keys(rooms)
    .filter((room) => counts.has(room))
    .map((room) => {
      const targets = [...(counts.get(room) ?? [])].map(([other, times]) => `${other} (${times})`);
      return `  ${room.padEnd(10)} -> ${targets.join(', ') || '-'}`;
    });
  process.stdout.write(`Who imports whom, and how often\n${rows.join('\n')}\n`);
  expect(rows.length).toBe(counts.size);
});
