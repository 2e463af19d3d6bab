import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { filesOf, newTally } from '../../../src/gates/reports/coverage-tally.ts';
import { addLcov } from '../../../src/gates/reports/lcov.ts';
import { factsOf } from '../../../src/gates/reports/lcov-tally.ts';
import { ProblemError } from '../../../src/ground/problem.ts';
import { textSource } from './text-source.ts';

interface Said {
  readonly files: Map<string, Map<number, boolean>>;
  LF: number;
  LH: number;
}

/** The plainest way to read records of lines: one text, split into lines, each held against a pattern. Nothing when it is no report. */
function plainly(text: string): Said | undefined {
  const said: Said = { files: new Map(), LF: 0, LH: 0 };
  let now: { path: string; lines: Map<number, boolean>; LF?: number; LH?: number } | undefined;
  let records = 0;
  for (const each of text.split('\n').map((line) => line.replace(/\r$/, ''))) {
    if (each.includes('\r')) return undefined;
    const line = each.trim();
    const [, key = '', rest = ''] = /^([A-Z]+):(.*)$/.exec(line) ?? [];
    if (line === '' || key === 'TN') continue;
    if (key === 'SF') {
      if (now !== undefined || rest.trim() === '') return undefined;
      now = { path: rest.trim(), lines: new Map() };
    } else if (now === undefined) return undefined;
    else if (line === 'end_of_record') {
      if (!add(said, now)) return undefined;
      now = undefined;
      records += 1;
    } else if (key === 'DA') {
      const [, number, hits] = /^(\d+),(\d+)(?:,.*)?$/.exec(rest) ?? [];
      if (number === undefined || Number(number) > 10_000_000) return undefined;
      if (Number(number) > 0) now.lines.set(Number(number), Number(hits) > 0 || now.lines.get(Number(number)) === true);
    } else if (key === 'LF' || key === 'LH') {
      if (!/^\d{1,15}$/.test(rest)) return undefined;
      now[key] = Number(rest);
    } else if (key === '') return undefined;
  }
  return now === undefined && records > 0 ? said : undefined;
}

function add(
  said: Said,
  { path, lines, LF, LH }: { path: string; lines: Map<number, boolean>; LF?: number; LH?: number },
): boolean {
  const file = said.files.get(path) ?? new Map<number, boolean>();
  if (LF !== undefined || LH !== undefined) {
    const [total, covered] = [LF ?? lines.size, LH ?? [...lines.values()].filter(Boolean).length];
    if (covered > total) return false;
    said.LF += total;
    said.LH += covered;
  }
  for (const [line, isHit] of lines) file.set(line, isHit || file.get(line) === true);
  said.files.set(path, file);
  return true;
}

function asFound(said: Said | undefined) {
  if (said === undefined) return 'no report';
  const counts = [...said.files].map(([path, lines]): [string, number, number] => [
    path,
    [...lines.values()].filter(Boolean).length,
    lines.size,
  ]);
  return { counts, LF: said.LF, LH: said.LH, hit: sum(counts.map(([, hit]) => hit)), of: sum(counts.map(([, , of]) => of)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

async function found(text: string, pieceBytes: number) {
  const tally = newTally();
  try {
    await addLcov(textSource(text, pieceBytes), tally);
  } catch (error) {
    if (error instanceof ProblemError) return 'no report';
    throw error;
  }
  const { LF, LH, DA_hit: hit, DA_lines: of } = factsOf(tally);
  const counts = filesOf(tally).map(({ path, counts: { lines } }) => [path, lines?.covered, lines?.total]);
  return { counts, LF, LH, hit, of };
}

const lines = fc.array(fc.tuple(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5000 })), fc.nat(2)), {
  maxLength: 30,
});
const record = fc
  .record({
    path: fc.constantFrom('a.ts', 'src/b.ts', 'ä ö.ts', 'a:b.ts'),
    lines,
    sum: fc.constantFrom('', '', ',hQID=='),
    totals: fc.boolean(),
  })
  .map((each) => {
    const listed = each.lines.map(([line, hits]) => `DA:${line},${hits}${each.sum}`);
    const hit = new Set(each.lines.filter(([, hits]) => hits > 0).map(([line]) => line)).size;
    const totals = each.totals ? [`LF:${new Set(each.lines.map(([line]) => line)).size}`, `LH:${hit}`] : [];
    return ['TN:', `SF:${each.path}`, ...listed, ...totals, 'end_of_record', ''].join('\n');
  });
const report = fc
  .tuple(fc.array(record, { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\n', '\r\n'))
  .map(([records, end]) => records.join('').replaceAll('\n', end));
const pieceBytes = fc.constantFrom(1, 3, 7, 64, 300, 10_000);

test('a report says what a plain reading of it says, wherever its pieces end', async () => {
  await fc.assert(
    fc.asyncProperty(report, pieceBytes, async (text, size) => {
      expect(plainly(text)).toBeDefined();
      expect(await found(text, size)).toEqual(asFound(plainly(text)));
    }),
  );
});

test('one that was damaged says the same as well, or nothing', async () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom('', '', '\n', '\r', '0', '7', ',', ':', 'D', ' ')), {
    minLength: 1,
    maxLength: 3,
  });
  await fc.assert(
    fc.asyncProperty(report, damage, pieceBytes, async (text, places, size) => {
      const damaged = places.reduce((all, [place, taken, put]) => {
        const at = place % (all.length + 1);
        return all.slice(0, at) + put + all.slice(at + taken);
      }, text);
      expect(await found(damaged, size)).toEqual(asFound(plainly(damaged)));
    }),
    { numRuns: 300 },
  );
});
