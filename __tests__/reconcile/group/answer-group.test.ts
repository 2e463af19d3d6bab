import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { answerGroup, waitingAnswer } from '../../../src/reconcile/group/answer-group.ts';
import { writeFiles } from '../../../src/sandbox/state/repositories.ts';
import { type Bed, checklist, config, openBed } from '../bed.ts';

let bed: Bed;

const configOf = () => config.replace('base: [main]', 'base: [main], head: [next]');

beforeEach(async () => {
  bed = await openBed({ config: configOf() });
});

afterEach(() => bed.close());

function input(members: readonly { number: number; head: string; base: string }[] | null, more = {}) {
  const { world, place } = bed;
  Object.assign(world.platform, { members: async () => members });
  const group = { repoId: bed.repo.id, branch: 'main', base: bed.repo.refs.get('refs/heads/main') ?? '', sha: 'f'.repeat(40) };
  const held = bed.store.hold({ kind: 'group', key: `${bed.repo.id}/${group.sha}` });
  return { world, held, place, group, since: bed.now(), wasThere: false, seen: null, ...more };
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

test('a member that changes what releases are judged by is held until a policy owner agreed', async () => {
  const files = { '.github/release.yml': `${checklist}# a word\n` };
  const pull = await bed.release('rules', files);
  await bed.work();
  const member = { number: pull.number, head: pull.pull.headSha, base: 'main' };
  expect(await answerGroup(input([member]))).toMatchObject({ again: false, answer: { decision: 'waiting', goSince: null } });
  await bed.sandbox.as('ada').review(pull, 'APPROVED');
  await bed.work();
  expect(await answerGroup(input([member]))).toMatchObject({ again: false, answer: { decision: 'go' } });
});

test('what its group is put on may guard a file that its own base does not', async () => {
  const plain = bed.repo.refs.get('refs/heads/main') ?? '';
  const pull = await bed.release('notes', { 'docs/mine.yml': checklist });
  await bed.work();
  expect(bed.check(pull.pull.headSha)).not.toBe('action_required');
  const named = configOf().replace('checklist: .github/release.yml', 'checklist: [.github/release.yml, docs/mine.yml]');
  const put = writeFiles(bed.sandbox.world, bed.repo, {
    author: bed.person('ada'),
    message: 'another in the queue',
    parents: [plain],
    files: { '.github/gonogo.yml': named, 'docs/mine.yml': checklist.replaceAll(/id: /g, 'id: my-') },
  });
  const { group, ...rest } = input([{ number: pull.number, head: pull.pull.headSha, base: 'main' }]);
  expect(await answerGroup({ ...rest, group: { ...group, base: put } })).toMatchObject({
    again: true,
    answer: { goSince: null },
  });
});
