import { expect, test } from '@jest/globals';
import { Requirements, warningsOf } from '../../../src/reconcile/policy/requirements.ts';
import type { Requirement } from '../../../src/reconcile/ports/platform.ts';

const place = { installation: 1, repoId: 7, owner: 'acme', name: 'shop' };
const ask = { place, branch: 'main', check: 'gonogo' };

function rules(answers: (Requirement | Error)[]) {
  let time = 0;
  let asked = 0;
  const requirement = async () => {
    const answer = answers[asked] ?? 'ours';
    asked += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const platform = { requirement, requiredWorkflows: async () => [], repository: async () => undefined };
  const requirements = new Requirements({ platform, now: () => time });
  return { requirements, later: (seconds: number) => (time += seconds * 1_000), asked: () => asked };
}

test('it is looked up once in ten minutes for each branch and name', async () => {
  const { requirements, later, asked } = rules(['not-required', 'ours']);
  expect(await requirements.of(ask)).toBe('not-required');
  later(599);
  expect(await requirements.of(ask)).toBe('not-required');
  later(2);
  expect(await requirements.of(ask)).toBe('ours');
  expect(asked()).toBe(2);
  await requirements.of({ ...ask, branch: 'release/1' });
  expect(asked()).toBe(3);
});

test('a workflow is required by the id of its repository and its path, looked up once', async () => {
  const path = '.github/workflows/ci.yml';
  const asked: string[] = [];
  const requirements = new Requirements({
    platform: {
      requirement: async () => 'ours',
      requiredWorkflows: async ({ branch }) => {
        asked.push(branch);
        return branch === 'main' ? [{ repoId: 8, path }] : [];
      },
      repository: async ({ owner, name }) =>
        name === 'gone'
          ? undefined
          : { place: { ...place, repoId: name === 'pipelines' ? 8 : 9, owner, name }, branch: 'main', tip: null },
    },
    now: () => 0,
  });
  const wants = (more: object) => requirements.wantsWorkflow({ place, branch: 'main', source: 'acme/pipelines', path, ...more });
  expect(await Promise.all([wants({}), wants({})])).toEqual([true, true]);
  expect(asked).toEqual(['main']);
  expect(await wants({ branch: 'stable' })).toBe(false);
  expect(await wants({ path: 'other.yml' })).toBe(false);
  expect(await wants({ source: 'acme/other' })).toBe(false);
  expect(await wants({ source: 'acme/gone' })).toBe(false);
  requirements.forget(7);
  await wants({});
  expect(asked.filter((branch) => branch === 'main')).toHaveLength(5);
});

test('rules that were changed are looked up again', async () => {
  const { requirements } = rules(['not-required', 'ours']);
  await requirements.of(ask);
  requirements.forget(70);
  expect(await requirements.of(ask)).toBe('not-required');
  requirements.forget(7);
  expect(await requirements.of(ask)).toBe('ours');
});

test('a failure is not kept', async () => {
  const { requirements } = rules([new Error('502'), 'ours']);
  await expect(requirements.of(ask)).rejects.toThrow('502');
  expect(await requirements.of(ask)).toBe('ours');
});

test.each(['not-required', 'anybody', 'another-app', 'unknown'] as const)(
  '%s is said, with the branch and the check',
  (requirement) => {
    const [warning, ...more] = warningsOf(requirement, ask);
    expect(warning).toContain('main');
    expect(warning).toContain('gonogo');
    expect(more).toEqual([]);
  },
);

test('where it is required as ours there is nothing to say', () => {
  expect(warningsOf('ours', ask)).toEqual([]);
});

test('what is only observed is not meant to be required, and a rule that asks for it of anybody is said all the same', () => {
  const observed = { ...ask, check: 'gonogo observe' };
  expect(warningsOf('not-required', observed)).toEqual([]);
  expect(warningsOf('anybody', observed)).toHaveLength(1);
});
