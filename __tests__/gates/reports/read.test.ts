import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { expectedFormat, readReport } from '../../../src/gates/reports/read.ts';
import { ProblemError } from '../../../src/ground/problem.ts';
import { withFolder } from '../folder.ts';
import { problemsOf } from '../problems.ts';
import { textSource } from './text-source.ts';

const lcov = `TN:\nSF:src/a.ts\nFN:1,f\nFNDA:1,f\nFNF:1\nFNH:1\nDA:1,1\nDA:2,0\nDA:3,10\nLF:3\nLH:2\nBRDA:1,0,0,1\nBRF:1\nBRH:1\nend_of_record\n`;
const half = { lines: { total: 2, covered: 1, pct: 50 } };
const istanbul = JSON.stringify({ total: half, 'src/a.ts': half });

test('a report is known by its content, whatever its name', async () => {
  await withFolder({ 'lcov.info': istanbul, 'coverage-summary.json': `\uFEFF${lcov}` }, async (root) => {
    const one = await readReport(join(root, 'lcov.info'));
    expect(one).toEqual({
      format: 'istanbul',
      kind: 'coverage',
      facts: { shape: 'summary', files: 1, lines: { total: 2, covered: 1, pct: 50 } },
      doubts: [],
    });
    const other = await readReport(join(root, 'coverage-summary.json'), { format: 'lcov' });
    expect(other).toMatchObject({ format: 'lcov', kind: 'coverage', facts: { DA_lines: 3, DA_hit: 2 }, doubts: [] });
  });
});

test('another format than the wanted one is a problem', async () => {
  expect(expectedFormat(textSource(lcov), 'lcov').format).toBe('lcov');
  expect(await problemsOf(() => expectedFormat(textSource(lcov), 'istanbul'))).toMatchObject([
    { code: 'report.other-format', message: 'This is a report of the format lcov, not istanbul.' },
  ]);
});

describe('a damaged report', () => {
  /** Either it is refused, or what it says can be true. */
  async function isHarmless(content: Uint8Array): Promise<Record<string, unknown>> {
    return withFolder({ report: content }, async (root) => {
      try {
        const { facts } = await readReport(join(root, 'report'));
        const numbers = JSON.stringify(facts).match(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g) ?? [];
        expect(numbers.every((number) => Number.isFinite(Number(number)) && Number(number) >= 0)).toBe(true);
        return facts;
      } catch (error) {
        expect(error).toBeInstanceOf(ProblemError);
        return {};
      }
    });
  }

  const bytes = [lcov, istanbul].map((text) => new TextEncoder().encode(text));
  const intact = fc.constantFrom(...bytes);

  test.each(bytes)('cut anywhere before its end, it is refused or whole (%#)', async (whole) => {
    const last = new TextDecoder().decode(whole).trimEnd().length;
    for (let end = 0; end < last; end++) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await isHarmless(whole.subarray(0, end))).toEqual({});
    }
    expect(await isHarmless(whole.subarray(0, last))).not.toEqual({});
  });

  test('with any bit flipped it is refused, or says what can be true', async () => {
    const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 7 })), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(intact, flips, async (whole, at) => {
        const damaged = whole.slice();
        for (const [place, bit] of at) damaged[place % damaged.length] = (damaged[place % damaged.length] ?? 0) ^ (1 << bit);
        const facts = await isHarmless(damaged);
        for (const [covered, total] of [
          [facts['DA_hit'], facts['DA_lines']],
          [facts['LH'], facts['LF']],
          [facts['BRH'], facts['BRF']],
        ]) {
          if (typeof covered === 'number') expect(covered).toBeLessThanOrEqual(Number(total));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('with other values in its place it is refused, or says what can be true', async () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom(-1, 1.5, 1e300, '80', null, []));
    const count = fc.record({ total: value, covered: value, pct: value }, { requiredKeys: [] });
    const entry = fc.oneof(fc.dictionary(fc.constantFrom('lines', 'branches', 'path'), fc.oneof(count, value)), value);
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom('total', 'a', 'b'), entry), async (summary) => {
        const facts = await isHarmless(new TextEncoder().encode(JSON.stringify({ total: half, ...summary })));
        const lines = facts['lines'];
        if (typeof lines !== 'object' || lines === null) return;
        expect(Reflect.get(lines, 'covered')).toBeLessThanOrEqual(Number(Reflect.get(lines, 'total')));
      }),
      { numRuns: 200 },
    );
  });

  test('made of anything it is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (content) => {
        expect(await isHarmless(content)).toEqual({});
      }),
    );
  });
});
