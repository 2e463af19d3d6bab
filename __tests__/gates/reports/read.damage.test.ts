import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { coverage } from '../../../src/gates/coverage.ts';
import type { Gate } from '../../../src/gates/engine/contract.ts';
import { judgeClaim } from '../../../src/gates/engine/judge.ts';
import { collectAll } from '../../../src/gates/engine/runner.ts';
import { openWorkspace } from '../../../src/gates/engine/workspace.ts';
import type { ReportFormat } from '../../../src/gates/reports/formats.ts';
import { readReport } from '../../../src/gates/reports/read.ts';
import { secretsScan } from '../../../src/gates/secrets-scan.ts';
import { tests } from '../../../src/gates/tests.ts';
import type { Json } from '../../../src/ground/json.ts';
import { withFolder } from '../folder.ts';
import { badCoverage, badFindings, badTests } from './bad-reports.ts';
import { mutantsOf } from './mutate.ts';

/** Through a whole gate each; the reader alone is tried more often by those who have the time. */
const few = process.env['GONOGO_MUTANTS'] === undefined ? 60 : undefined;

const samples = [
  ...badTests.map((sample) => [...sample, tests, {}] as const),
  ...badCoverage.map((sample) => [...sample, coverage, { lines: 90 }] as const),
  ...badFindings.map((sample) => [...sample, secretsScan, {}] as const),
].map(([name, format, text, gate, limits]) => [name, { format, text, gate, limits }] as const);

interface Sample {
  readonly format: ReportFormat;
  readonly text: string;
  readonly gate: Gate;
  readonly limits: Json;
}

async function judged(root: string, { format, gate, limits }: Sample) {
  const use = { gate: gate.id, source: { files: 'report', format }, limits };
  const [claim] = await collectAll([use], { gateById: () => gate, workspace: await openWorkspace(root) });
  return claim === undefined ? undefined : judgeClaim(gate, claim, limits);
}

test.each<readonly [string, Sample]>(samples)(
  '%s: what is bad fails, also with the format left to the content',
  async (_name, sample) => {
    await withFolder({ report: sample.text }, async (root) => {
      expect(await judged(root, sample)).toMatchObject({ result: 'fail' });
      expect((await readReport(join(root, 'report'))).format).toBe(sample.format);
    });
  },
);

test.each<readonly [string, Sample]>(samples)(
  '%s: no damage turns it green, nor breaks the gate',
  async (_name, sample) => {
    const wrong: string[] = [];
    await withFolder({}, async (root) => {
      for (const { what, bytes } of mutantsOf(sample.text, few)) {
        writeFileSync(join(root, 'report'), bytes);
        // oxlint-disable-next-line no-await-in-loop
        const answer = await judged(root, sample);
        const isSound =
          answer?.result === 'fail' ||
          (answer?.result === 'cannot-tell' && !/crash|defect/.test(`${answer.summary} ${answer.remedy}`));
        if (!isSound) wrong.push(`${what}: ${answer?.result} ${answer?.summary}`);
      }
    });
    expect(wrong).toEqual([]);
  },
  3_600_000,
);
