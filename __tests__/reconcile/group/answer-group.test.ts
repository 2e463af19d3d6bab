import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { answerGroup, waitingAnswer } from '../../../src/reconcile/group/answer-group.ts';
import { type Bed, config, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed({ config: config.replace('base: [main]', 'base: [main], head: [next]') });
});

afterEach(() => bed.close());

function input(members: readonly { number: number; head: string; base: string }[] | null, more = {}) {
  const { world, place } = bed;
  Object.assign(world.platform, { members: async () => members });
  const group = { repoId: bed.repo.id, branch: 'main', base: bed.repo.refs.get('refs/heads/main') ?? '', sha: 'f'.repeat(40) };
  return { world, place, group, since: bed.now(), wasThere: false, ...more };
}

async function opened(branch: string) {
  const pull = await bed.release(branch);
  await bed.work();
  return { number: pull.number, head: pull.pull.headSha, base: 'main' };
}

test('is as good as the worst of its members, and asks all of them again before green', async () => {
  const [ready, other] = [await opened('other'), await opened('next')];
  const one = await answerGroup(input([ready]));
  expect(one).toMatchObject({ again: false, answer: { decision: 'go', grounds: { members: [{ number: ready.number }] } } });
  const both = await answerGroup(input([ready, other]));
  expect(both).toMatchObject({ again: false, answer: { decision: 'waiting', goSince: null } });
  expect(both).toMatchObject({ answer: { output: { conclusion: 'action_required' } } });
});

test('a member at another commit is looked at first', async () => {
  const ready = await opened('other');
  const answer = await answerGroup(input([{ ...ready, head: 'a'.repeat(40) }]));
  expect(answer).toMatchObject({ again: true, answer: { goSince: null, output: { status: 'in_progress' } } });
  expect(bed.store.wanted().some(({ kind, key }) => kind === 'pull' && key.endsWith(`/${ready.number}`))).toBe(true);
});

test('a group that the queue does not have is gone, but for the first moment', async () => {
  expect(await answerGroup(input([]))).toMatchObject({ again: true, answer: { goSince: null } });
  expect(await answerGroup(input([], { wasThere: true }))).toBe('gone');
  const then = input([]);
  bed.clock.advance(61_000);
  expect(await answerGroup(then)).toBe('gone');
});

test('what stays unclear fails in the end', () => {
  const then = input(null);
  expect(waitingAnswer(then, 'gonogo', 'why').output.status).toBe('in_progress');
  bed.clock.advance(601_000);
  expect(waitingAnswer(then, 'gonogo', 'why').output).toMatchObject({ status: 'completed', conclusion: 'failure' });
});
