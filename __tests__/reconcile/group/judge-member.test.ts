import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { judgeMember } from '../../../src/reconcile/group/judge-member.ts';
import type { PolicyAnswer } from '../../../src/reconcile/policy/policies.ts';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { type Bed, checklist, config, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed({ config: config.replace('base: [main]', 'base: [main], head: [next]') });
});

afterEach(() => bed.close());

const tip = () => bed.repo.refs.get('refs/heads/main') ?? '';
const policyAt = (commit: string) => bed.world.policies.at({ place: bed.place, commit });

async function judged({ number }: PullRequest, policy?: PolicyAnswer) {
  const answer = await judgeMember(bed.world, { place: bed.place, policy: policy ?? (await policyAt(tip())), number });
  return typeof answer === 'string' ? answer : answer.answer.decision;
}

async function opened(branch: string) {
  const pull = await bed.release(branch);
  await bed.work();
  return pull;
}

test('is judged by its own statements', async () => {
  const pull = await opened('next');
  expect(await judged(pull)).toBe('waiting');
  await bed.sandbox.as('max').say(pull, '/gonogo tick backups alerts');
  await bed.work();
  expect(await judged(pull)).toBe('go');
});

test('nobody is known not to have pushed it where nobody tells who did', async () => {
  const off = bed.sandbox.faults.add({ does: 'server-error', on: 'GET /repos/{owner}/{repo}/activity' });
  const pull = await opened('next');
  await bed.sandbox.as('max').say(pull, '/gonogo tick backups alerts');
  await bed.work();
  expect(await judged(pull)).toBe('cannot-tell');
  off();
  expect(await judged(pull)).toBe('go');
});

test('is judged by what its group is put on', async () => {
  const pull = await opened('next');
  await bed.sandbox.as('max').say(pull, '/gonogo tick backups alerts');
  await bed.work();
  const more = `${checklist}      - { id: cache, title: The cache is warm, level: must }\n`;
  const under = await bed.sandbox.as('ada').push(bed.repo, 'stricter', { '.github/release.yml': more });
  await bed.hear();
  await bed.work();
  expect(await judged(pull)).toBe('go');
  expect(await judged(pull, await policyAt(under))).toBe('waiting');
});

test('is unclear as long as something said of it was not heard', async () => {
  const pull = await opened('next');
  await bed.sandbox.as('max').say(pull, '/gonogo hold not today');
  await bed.hear();
  expect(await judged(pull)).toBe('unclear');
});

test('is unclear when it has changed since it was looked at', async () => {
  const pull = await opened('next');
  bed.sandbox.webhooks.shake({ drop: 1 });
  await bed.sandbox.as('max').tick(pull, 'backups');
  expect(await judged(pull)).toBe('unclear');
});

test('is unclear when it was never looked at, or by a version that we cannot read', async () => {
  const pull = await bed.release('next');
  expect(await judged(pull)).toBe('unclear');
  await bed.work();
  const [row] = bed.store.subjects();
  if (row === undefined) throw new Error('there is no row');
  await bed.store
    .hold(bed.pullTask(pull))
    .write((writes) => writes.saveSubject({ ...row, memory: { format: 'gonogo/pull/9', answer: null } }));
  expect(await judged(pull)).toBe('unclear');
});

test('that is no release passes, but not where it is put on what makes it one', async () => {
  const pull = await opened('other');
  expect(await judged(pull)).toBe('not-a-release');
  expect(await judged(pull, { is: 'none' })).toBe('unclear');
  const read = await policyAt(tip());
  if (read.is !== 'read') throw new Error('there is no policy');
  const releases = { base: ['main'], head: ['other'] };
  expect(await judged(pull, { ...read, policy: { ...read.policy, releases } })).toBe('unclear');
});

test('of which nothing was asked is none, but not once its branch is asked of', async () => {
  await bed.close();
  bed = await openBed({ config: null });
  const pull = await opened('next');
  expect(await judged(pull)).toBe('none');
  bed.sandbox.webhooks.shake({ drop: 1 });
  await bed.sandbox.as('ada').push(bed.repo, 'main', { '.github/gonogo.yml': config });
  expect(await judged(pull)).toBe('unclear');
});
