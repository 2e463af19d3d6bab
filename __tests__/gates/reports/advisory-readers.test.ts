import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readAdvisories } from '../../../src/gates/reports/advisory-readers.ts';
import { detectFormat } from '../../../src/gates/reports/detect.ts';
import type { ReportFormat } from '../../../src/gates/reports/formats.ts';
import { newScanTally } from '../../../src/gates/reports/scan-tally.ts';
import { withSource } from '../../../src/gates/reports/source.ts';
import { judgeScan } from '../../../src/gates/scan/judge.ts';
import { ProblemError } from '../../../src/ground/problem.ts';
import { withFolder } from '../folder.ts';
import { mutantsOf } from './mutate.ts';
import { samples } from './samples.ts';

/** What the strictest limits say of a report; it is not green when it is refused. */
async function resultOf(path: string, format?: ReportFormat): Promise<string> {
  try {
    return await withSource(path, { name: 'report' }, async (source) => {
      const tally = newScanTally();
      const found = detectFormat(source.head, source.name, format);
      await readAdvisories(source, found, tally);
      const { kept, moreSuppressed } = tally.advisories();
      const reports = [{ path: 'report', format: found.format, tool: '' }];
      const seen = {
        reports,
        advisories: [...kept],
        more: tally.more,
        moreSuppressed,
        endOfLife: [],
        doubts: tally.doubts.list(),
      };
      const count = ['vulnerability', 'secret', 'misconfiguration'];
      return judgeScan(seen, { total: 0, count }, () => true).result;
    });
  } catch (error) {
    if (error instanceof ProblemError && error.problems.every(({ remedy }) => /\w/.test(remedy))) return 'refused';
    throw error;
  }
}

test.each(samples)('%s: what is bad is found, also with the format left to the content', async (_name, format, report) => {
  await withFolder({ report }, async (root) => {
    expect(await resultOf(`${root}/report`, format)).toBe('fail');
    expect(await resultOf(`${root}/report`)).toBe('fail');
  });
});

test.each(samples)(
  '%s: no damage turns it green',
  async (_name, format, report) => {
    const greens = await withFolder({}, async (root) => {
      const green: string[] = [];
      for (const { what, bytes, keepsKeys } of mutantsOf(report)) {
        writeFileSync(join(root, 'report'), bytes);
        // oxlint-disable-next-line no-await-in-loop
        const result = await resultOf(join(root, 'report'), format);
        if (result === 'pass' && keepsKeys) green.push(what);
      }
      return green;
    });
    expect(greens).toEqual([]);
  },
  600_000,
);

test('the same report is the same in UTF-16, in gzip, and with other line ends', async () => {
  for (const [, format, report] of samples) {
    const wide = Buffer.from(`\uFEFF${report}`, 'utf16le');
    const windows = report.replaceAll('\n', '\r\n');
    // oxlint-disable-next-line no-await-in-loop
    await withFolder({ wide, windows }, async (root) => {
      expect(await resultOf(`${root}/wide`, format)).toBe('fail');
      expect(await resultOf(`${root}/windows`, format)).toBe('fail');
    });
  }
});
