import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { inputs } from '../../src/doors/action/inputs.ts';
import { checkNames } from '../../src/verdict/conclusion.ts';
import { filesUnder, read } from './sources.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<
    Record<string, { readonly name?: string; readonly permissions: object; readonly steps: readonly Step[] }>
  >;
}

const files = filesUnder('docs/workflows', '.yml');

/** What people copy has to be right the first time. */
describe.each(files)('%s', (file) => {
  const { permissions, jobs }: Workflow = parse(read(file));
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  test('has no rights but those that a job asks for, and none to write', () => {
    expect(permissions).toEqual({});
    const asked = Object.values(jobs).map((job) => job.permissions);
    expect(
      asked.flatMap((each) => Object.entries(each)).filter(([name, level]) => level === 'write' && name !== 'id-token'),
    ).toEqual([]);
    expect(asked.every((each) => 'contents' in each)).toBe(true);
  });

  test('pins everything to a commit', () => {
    const uses = steps.flatMap((step) => step.uses ?? []);
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((each) => !/^[\w./-]+@[0-9a-f]{40}$/.test(each))).toEqual([]);
  });

  test('gives the Action inputs that it has, in a job that runs nothing of the repository', () => {
    for (const job of Object.values(jobs)) {
      const own = job.steps.filter(({ uses }) => uses?.startsWith('gonogo/gonogo@'));
      if (own.length === 0) continue;
      expect(own.flatMap((step) => Object.keys(step.with ?? {})).filter((name) => !Object.hasOwn(inputs, name))).toEqual([]);
      expect(job.steps.filter(({ run, uses }) => run !== undefined || uses?.startsWith('actions/checkout@'))).toEqual([]);
    }
  });

  test('has no job by the name of our check', () => {
    const names = Object.entries(jobs).flatMap(([id, { name }]) => [id, name ?? id]);
    expect(names.filter((name) => checkNames.includes(name))).toEqual([]);
  });
});

test('there are three of them', () => {
  expect(files).toHaveLength(3);
});
