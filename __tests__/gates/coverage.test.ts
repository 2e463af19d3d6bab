import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { coverage } from '../../src/gates/coverage.ts';
import type { Judgement } from '../../src/gates/engine/contract.ts';
import { judgeClaim } from '../../src/gates/engine/judge.ts';
import { collectAll } from '../../src/gates/engine/runner.ts';
import type { Static } from '../../src/gates/engine/schema.ts';
import { issuesOf } from '../../src/gates/engine/validate.ts';
import { openWorkspace } from '../../src/gates/engine/workspace.ts';
import type { Json } from '../../src/ground/json.ts';
import { withFolder } from './folder.ts';

type Evidence = Static<typeof coverage.evidence>;
type Limits = Static<typeof coverage.limits>;

const count = (covered: number, total: number) => ({ covered, total });
const file = (path: string, covered: number, total: number) => ({ path, covered, total });

const seen: Evidence = {
  reports: [{ path: 'coverage/lcov.info', format: 'lcov' }],
  files: 3,
  ignored: 0,
  totals: { lines: count(15, 20), branches: count(4, 8) },
  lowest: {
    lines: { of: 3, files: [file('src/c.ts', 1, 4), file('src/a.ts', 6, 8), file('src/b.ts', 8, 8)] },
    branches: { of: 2, files: [file('src/a.ts', 1, 4), file('src/c.ts', 3, 4)] },
  },
  doubts: [],
};

/** One file, which is the total. */
function onlyFile(covered: number, total: number): Evidence {
  const lowest = { lines: { of: 1, files: [file('src/a.ts', covered, total)] } };
  return { ...seen, files: 1, totals: { lines: count(covered, total) }, lowest };
}

/** Judged as the engine does it, so that an answer that contradicts itself does not count here either. */
function judge(limits: Limits, evidence: Evidence = seen): Judgement {
  const claim = { gate: 'coverage', source: '', at: '', tookMs: 0, state: 'collected' as const, data: evidence };
  return judgeClaim(coverage, claim, limits);
}

describe('a limit in total', () => {
  test('that is reached passes, with the numbers', () => {
    expect(judge({ lines: 75, branches: 50 })).toEqual({
      result: 'pass',
      summary: 'lines 75.00 % (at least 75 %), branches 50.00 % (at least 50 %) in 3 files',
      measured: [
        { metric: 'lines', value: 75, unit: '%', limit: 'at least 75 %', ok: true },
        { metric: 'branches', value: 50, unit: '%', limit: 'at least 50 %', ok: true },
        { metric: 'files', value: 3 },
      ],
      findings: [],
    });
  });

  test('that is missed fails, says how much is missing, and what to test first', () => {
    expect(judge({ lines: 80 })).toEqual({
      result: 'fail',
      summary: 'lines 75.00 % (at least 80 %) in 3 files',
      measured: [
        { metric: 'lines', value: 75, unit: '%', limit: 'at least 80 %', ok: false },
        { metric: 'branches', value: 50, unit: '%' },
        { metric: 'files', value: 3 },
      ],
      findings: [{ id: 'lines', title: 'lines: 75.00 % (15 of 20), at least 80 % is asked', value: 75, better: 'higher' }],
      remedy: 'Test what is least covered first: src/c.ts (25.00 % (1 of 4)), src/a.ts (75.00 % (6 of 8)).',
    });
  });

  test('each missed one is a finding, also beside one that cannot be told', () => {
    expect(judge({ lines: 80, branches: 60, statements: 1 })).toMatchObject({
      result: 'fail',
      findings: [{ id: 'lines' }, { id: 'branches' }],
    });
  });

  test.each<[Limits, Evidence, string]>([
    [{ statements: 80 }, seen, 'counted for statements, in 3 files of lcov'],
    [{ lines: 75, functions: 1 }, seen, 'counted for functions'],
    [{ files: { functions: 0 } }, seen, 'counted for functions'],
    [{ lines: 0 }, { ...seen, totals: { lines: count(0, 0) }, lowest: {} }, 'counted for lines'],
    [{ lines: 0 }, { ...seen, totals: {}, lowest: {}, files: 0, ignored: 3 }, 'counted for lines'],
  ])('%j of what is not counted cannot be told', (limits, evidence, summary) => {
    const judgement = judge(limits, evidence);
    expect(judgement).toMatchObject({ result: 'cannot-tell', remedy: expect.stringContaining('set a limit for what it counts') });
    expect(judgement.summary).toContain(summary);
  });

  test('a doubt is enough to tell nothing', () => {
    const doubted = { ...seen, doubts: ['a declares too much', 'b too'] };
    expect(judge({ lines: 1 }, doubted)).toMatchObject({
      result: 'cannot-tell',
      summary: 'the reports contradict themselves: a declares too much (and 1 more such)',
    });
    expect(judge({ lines: 99 }, doubted).result).toBe('cannot-tell');
  });

  test.each<Evidence>([onlyFile(21, 20), { ...seen, lowest: { branches: { of: 1, files: [file('a', 2, 1)] } } }])(
    'and so are numbers that cannot be: %#',
    (evidence) => {
      expect(judge({ lines: 1 }, evidence)).toMatchObject({
        result: 'cannot-tell',
        summary: expect.stringContaining('contradict'),
      });
    },
  );

  test('ignored files are shown', () => {
    const { summary, measured } = judge({ lines: 1 }, { ...seen, ignored: 2 });
    expect(summary).toContain('in 3 files, 2 ignored');
    expect(measured).toContainEqual({ metric: 'files ignored', value: 2 });
  });
});

describe('a limit for every file', () => {
  test('passes when the lowest reaches it', () => {
    expect(judge({ files: { lines: 25 } })).toMatchObject({
      result: 'pass',
      summary: 'lines of the lowest file 25.00 % (at least 25 %) in 3 files',
    });
  });

  test('finds every file below, by a name that stays', () => {
    const { result, findings } = judge({ lines: 70, files: { lines: 80, branches: 50 } });
    expect(result).toBe('fail');
    expect(findings.map(({ id, value, file: path }) => [id, value, path])).toEqual([
      ['lines:src/c.ts', 25, 'src/c.ts'],
      ['lines:src/a.ts', 75, 'src/a.ts'],
      ['branches:src/a.ts', 25, 'src/a.ts'],
    ]);
  });

  test('a list that was cut hides nothing: only when all of it is below there may be more', () => {
    const cut: Evidence = {
      ...seen,
      files: 9,
      lowest: { ...seen.lowest, lines: { of: 9, files: [file('a', 1, 4), file('b', 2, 4)] } },
    };
    expect(judge({ files: { lines: 25 } }, cut).result).toBe('pass');
    expect(judge({ files: { lines: 50 } }, cut).findings.map(({ id }) => id)).toEqual(['lines:a']);
    const all = judge({ files: { lines: 60 } }, cut);
    expect(all.findings.map(({ id }) => id)).toEqual(['lines:a', 'lines:b', 'lines:more-files']);
    expect(all.findings.at(-1)).toMatchObject({ value: 7, better: 'lower', title: 'lines: 7 more files may be below 60 %' });
  });
});

test('no rounding turns a miss into a hit, and what is shown does not reach a limit that is missed', () => {
  const total = fc.integer({ min: 1, max: 3_000_000 });
  const share = total.chain((all) => fc.tuple(fc.integer({ min: 0, max: all }), fc.constant(all)));
  fc.assert(
    fc.property(share, fc.integer({ min: 0, max: 10_000 }), ([covered, all], hundredths) => {
      const least = hundredths / 100;
      const { result, measured } = judge({ lines: least }, onlyFile(covered, all));
      const isReached = BigInt(covered) * 10_000n >= BigInt(hundredths) * BigInt(all);
      expect(result).toBe(isReached ? 'pass' : 'fail');
      const shown = Number(measured.find(({ metric }) => metric === 'lines')?.value);
      expect(shown >= least).toBe(isReached);
      expect(Math.abs(shown - (covered / all) * 100)).toBeLessThan(0.0100001);
    }),
    { numRuns: 300 },
  );
  expect(judge({ lines: 80 }, onlyFile(799_999, 1_000_000)).summary).toContain('lines 79.99 %');
  expect(judge({ lines: 66.667 }, onlyFile(2, 3)).result).toBe('fail');
  expect(judge({ lines: 66.6666 }, onlyFile(2, 3)).result).toBe('pass');
});

test('a stricter limit never passes where a looser one fails', () => {
  const percentage = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(percentage, percentage, fc.nat(20), (a, b, covered) => {
      const evidence = { ...seen, totals: { lines: count(covered, 20) } };
      const [loose, strict] = [Math.min(a, b), Math.max(a, b)];
      if (judge({ lines: strict }, evidence).result === 'pass') expect(judge({ lines: loose }, evidence).result).toBe('pass');
    }),
  );
});

test.each<[Json, string]>([
  [{}, 'needs at least 1 of: lines, statements, branches, functions, files, groups, changed, drop, absent'],
  [{ files: {} }, 'needs at least 1 of: lines, statements, branches, functions'],
  [{ lines: 101 }, 'must be at most 100, not 101'],
  [{ lines: '80' }, 'must be a number, not "80"'],
  [{ line: 80 }, 'unknown key "line"; did you mean "lines"?'],
  [
    { percent: 80 },
    'unknown key "percent"; known here: lines, statements, branches, functions, files, groups, changed, drop, absent',
  ],
])('the limits %j are refused', (limits, message) => {
  expect(issuesOf(coverage.limits, limits).map((issue) => issue.message)).toContain(message);
});

test('from the file to the answer, with other limits and no new run', async () => {
  const report = 'SF:src/a.ts\nDA:1,1\nDA:2,0\nend_of_record\n';
  await withFolder({ 'coverage/lcov.info': report }, async (root) => {
    const workspace = await openWorkspace(root);
    const use = { gate: 'coverage', source: { files: ['coverage/*.info'] }, limits: {} };
    const [claim] = await collectAll([use], { gateById: () => coverage, workspace });
    expect(claim).toMatchObject({ state: 'collected', data: { files: 1, totals: { lines: { covered: 1, total: 2 } } } });
    if (claim === undefined) return;
    expect(judgeClaim(coverage, claim, { lines: 50 }).result).toBe('pass');
    expect(judgeClaim(coverage, claim, { lines: 51 }).result).toBe('fail');
  });
});
