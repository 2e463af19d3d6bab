import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Statement } from '../../../src/ledger/statement.ts';
import type { PolicyAnswer } from '../../../src/reconcile/policy/policies.ts';
import type { PullSnapshot } from '../../../src/reconcile/ports/snapshot.ts';
import { changeOf } from '../../../src/reconcile/pull/facts.ts';
import { goSinceOf, type JudgeInput, judgePull } from '../../../src/reconcile/pull/judge-pull.ts';
import { type Answer, noMemory, type PullMemory } from '../../../src/reconcile/pull/memory.ts';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;
let snapshot: PullSnapshot;
let policy: Extract<PolicyAnswer, { is: 'read' }>['policy'];
let statements: readonly Statement[];

beforeAll(async () => {
  bed = await openBed();
  const pull = await bed.release('next');
  await bed.work();
  await bed.sandbox.as('max').say(pull, '/gonogo tick backups alerts');
  await bed.work();
  const found = await bed.platform.pull({ place: bed.place, number: pull.number, boards: [], checks: [] });
  const read = await bed.world.policies.at({ place: bed.place, commit: found?.base.tip?.sha ?? '' });
  if (found === undefined || read.is !== 'read') throw new Error('there is nothing to judge');
  snapshot = found;
  ({ policy } = read);
  statements = bed.store.statements();
});

afterAll(() => bed.close());

async function judged(more: Partial<JudgeInput> = {}) {
  const change = await changeOf(bed.platform, snapshot);
  return judgePull({ world: bed.world, snapshot, policy, statements, memory: noMemory, change, ...more });
}

test('is go once all is said, by people who were looked up for it', async () => {
  const { answer } = await judged();
  expect(answer).toMatchObject({ decision: 'go', head: snapshot.head.sha, goSince: bed.now(), settle: 20 });
  expect(answer.grounds?.asked.map(({ login }) => login)).toEqual(['max']);
  expect(answer.grounds?.pulse).toBe(snapshot.pulse);
});

test('a policy that cannot be read is never go, and asks nobody', async () => {
  const problems = [{ code: 'x', message: 'it is broken', remedy: 'Mend it.' }];
  const { answer } = await judged({ policy: problems });
  expect(answer).toMatchObject({ decision: 'cannot-tell', goSince: null, output: { conclusion: 'failure', name: 'gonogo' } });
  expect(answer.grounds?.asked).toEqual([]);
});

test('whom nobody can look up helps nothing on', async () => {
  const unknown = { ...bed.platform, people: async () => ({}) };
  const { answer } = await judged({ world: { ...bed.world, platform: unknown } });
  expect(answer.decision).not.toBe('go');
});

test('says what everybody should know who relies on it', async () => {
  expect((await judged()).warnings).toEqual([expect.stringContaining('does not require the check gonogo')]);
  const { warnings } = await judged({ memory: { ...noMemory, unwritten: 'refused' } });
  expect(warnings).toEqual([expect.any(String), expect.stringContaining('does not let the checklist be written')]);
});

test('has the digest of before as long as it says the same, at whatever time', async () => {
  const { answer } = await judged();
  bed.clock.advance(5_000);
  expect((await judged()).answer.digest).toBe(answer.digest);
  expect((await judged({ statements: [] })).answer.digest).not.toBe(answer.digest);
});

describe('since when it lets go', () => {
  const memory = (more: Partial<Answer>): PullMemory => {
    const answer: Answer = {
      head: snapshot.head.sha,
      decision: 'go',
      output: { name: 'gonogo', status: 'in_progress', title: '', summary: '', text: '', annotations: [], actions: [] },
      digest: 'd',
      goSince: '2026-11-21T10:00:00.000Z',
      settle: 20,
      grounds: null,
      ...more,
    };
    return { ...noMemory, answer };
  };

  test('stays while it does', async () => {
    expect((await judged({ memory: memory({}) })).answer.goSince).toBe('2026-11-21T10:00:00.000Z');
  });

  test.each([
    ['another head', { head: 'another' }],
    ['no release', { decision: 'not-a-release' }],
    ['an answer that did not', { decision: 'waiting', goSince: null }],
  ] as const)('begins anew after %s', (_name, before) => {
    expect(goSinceOf(memory(before), { head: snapshot.head, decision: 'go' })).toBeNull();
  });
});
