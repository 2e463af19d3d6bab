import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { lookAtMerged } from '../../../src/reconcile/group/merged.ts';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import type { Bed } from '../bed.ts';
import { begin, type CiWish, checklist, ciFile, ciPath, configWith, end, failing, runCi } from '../evidence/ci.ts';
import { group, openQueue } from './queue.ts';

let bed: Bed;

const inQueue = ciFile.replace('[pull_request]', '[pull_request, merge_group]');
const queue = (text = inQueue) => openQueue({ grouping_strategy: 'HEADGREEN' }, { checklist, files: { [ciPath]: text } });

beforeEach(async () => {
  bed = await queue();
});

afterEach(() => bed.close());

/** Ticked, and proved by CI at its own head. */
async function ready(branch = 'next'): Promise<PullRequest> {
  const pull = await bed.release(branch);
  await bed.work();
  await runCi(bed, pull);
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.work();
  await bed.later(80);
  expect(bed.check(pull.pull.headSha)).toBe('success');
  return pull;
}

const ofGroup = () => ({ event: 'merge_group', sha: group(bed).sha, branch: 'gh-readonly-queue/main/pr-1' });

/** CI on the commit of the newest group, from its start to its end. */
async function ciOnGroup(pull: PullRequest, wish: CiWish = {}) {
  await runCi(bed, pull, { ...ofGroup(), ...wish });
  await bed.work();
  await bed.work();
}

async function queued() {
  const pull = await ready();
  await bed.sandbox.as('wil').enqueue(pull);
  const { sha, check } = group(bed);
  await bed.work();
  return { pull, sha, check };
}

const saidAt = (sha: string) => {
  const { title, summary, text } = bed.runs(sha).at(-1)?.output ?? {};
  return [title, summary, text].join('\n');
};

test('it waits for a workflow that has not begun, and for one that runs, as long as the queue does', async () => {
  const { pull, sha, check } = await queued();
  expect(check()).toBe('in_progress');
  expect(saidAt(sha)).toContain('ci.yml has not begun yet');
  const run = begin(bed, pull, ofGroup());
  await bed.later(1_000);
  expect(check()).toBe('in_progress');
  expect(saidAt(sha)).toContain('ci.yml is still running');
  await end(bed, run, {});
  await bed.work();
  await bed.work();
  expect(pull.pull.mergedAt).not.toBeNull();
});

test('a gate that fails there stops the group, and not the member at its own head', async () => {
  const { pull, sha, check } = await queued();
  await ciOnGroup(pull, { leaves: (run) => [failing(run)] });
  expect(check()).toBe('failure');
  expect(saidAt(sha)).toContain('lines 10.00 % (at least 80 %) in 1 file, in what the merge queue made of it');
  expect(bed.repo.queue).toEqual([]);
  expect(pull.pull.mergedAt).toBeNull();
  await bed.later(100);
  expect(bed.check(pull.pull.headSha)).toBe('success');
});

test('evidence that was left for a member and is not left for the group stops it, and says what to do', async () => {
  const { pull, sha, check } = await queued();
  await ciOnGroup(pull, { leaves: () => [], conclusion: 'cancelled' });
  expect(check()).toBe('failure');
  expect(saidAt(sha)).toContain(
    `left evidence of this for &#35;<!-- -->${pull.number}, and has left none, in what the merge queue made of it`,
  );
  expect(pull.pull.mergedAt).toBeNull();
});

test('where no workflow is started by the queue, what its members brought decides', async () => {
  await bed.close();
  bed = await queue(ciFile);
  const { pull } = await queued();
  await bed.work();
  expect(pull.pull.mergedAt).not.toBeNull();
});

test('a workflow that a push on the branch of the queue has started counts as well', async () => {
  await bed.close();
  bed = await queue(ciFile);
  const pull = await ready();
  await bed.sandbox.as('wil').enqueue(pull);
  await ciOnGroup(pull, { event: 'push', leaves: (run) => [failing(run)] });
  expect(bed.repo.queue).toEqual([]);
  expect(pull.pull.mergedAt).toBeNull();
});

test('a run that somebody else has made for the same commit says nothing of the group', async () => {
  const { pull } = await queued();
  await runCi(bed, pull, { ...ofGroup(), event: 'workflow_dispatch', leaves: (run) => [failing(run)] });
  await ciOnGroup(pull);
  expect(pull.pull.mergedAt).not.toBeNull();
});

test('a run that begins between the judgement and the green is waited for', async () => {
  await bed.close();
  bed = await queue(ciFile);
  const pull = await ready();
  await bed.sandbox.as('wil').enqueue(pull);
  const { sha, check } = group(bed);
  await bed.hear();
  await bed.run({ kind: 'group', key: `${bed.repo.id}/${sha}` });
  const run = begin(bed, pull, { ...ofGroup(), event: 'push' });
  await bed.run(bed.checkTask(sha));
  expect(check()).not.toBe('success');
  await end(bed, run, { leaves: (of) => [failing(of)] });
  await bed.work();
  expect(check()).toBe('failure');
  expect(pull.pull.mergedAt).toBeNull();
});

test('runs that GitHub does not show are waited for, and in the end nobody can tell', async () => {
  const pull = await ready();
  bed.sandbox.faults.add({ does: 'invalid', on: 'GET /repos/{owner}/{repo}/actions/runs' });
  await bed.sandbox.as('wil').enqueue(pull);
  const { sha, check } = group(bed);
  await bed.work();
  expect(check()).toBe('in_progress');
  expect(saidAt(sha)).toContain('the workflow runs of its commit could not be looked at');
  for (const seconds of [100, 200, 400]) await bed.later(seconds);
  expect(check()).toBe('failure');
  expect(pull.pull.mergedAt).toBeNull();
});

test('groups that stand on one another wait each for their own CI; without the first the second is tried anew', async () => {
  await bed.close();
  bed = await openQueue({ grouping_strategy: 'ALLGREEN' }, { checklist, files: { [ciPath]: inQueue } });
  const [one, two] = [await ready('one'), await ready('two')];
  for (const pull of [one, two]) await bed.sandbox.as('wil').enqueue(pull);
  const [first, second] = bed.repo.groups.map(({ headSha }) => headSha);
  expect(bed.repo.groups[1]?.baseSha).toBe(first);
  await ciOnGroup(two);
  expect([first, second].map((sha) => bed.check(sha ?? ''))).toEqual(['in_progress', 'success']);
  await runCi(bed, one, { ...ofGroup(), sha: first ?? '', leaves: (run) => [failing(run)] });
  await bed.work();
  expect(bed.repo.queue.map(({ issue }) => issue.number)).toEqual([two.number]);
  await bed.work();
  expect(group(bed).sha).not.toBe(second);
  expect(group(bed).check()).toBe('in_progress');
  await ciOnGroup(two);
  expect([one, two].map(({ pull }) => pull.mergedAt !== null)).toEqual([false, true]);
});

test('an emergency waits for no workflow, and goes though CI fails', async () => {
  await bed.close();
  const config = `${configWith('{ minimum: unchanged-workflow }')}  incident-commander: { users: [ada] }\n`;
  bed = await openQueue({}, { config, checklist, files: { [ciPath]: inQueue } });
  const pull = await bed.release('next');
  await bed.work();
  await runCi(bed, pull, { leaves: (run) => [failing(run)] });
  await bed.sandbox.as('ada').say(pull, '/gonogo break-glass the shop is down');
  await bed.work();
  await bed.later(30);
  await bed.sandbox.as('wil').enqueue(pull);
  await bed.work();
  await bed.work();
  expect(pull.pull.mergedAt).not.toBeNull();
});

test('whose change it is: that of all members together', async () => {
  const pull = await bed.release('softer', { [ciPath]: `${inQueue}# softer\n` });
  const base = bed.repo.refs.get('refs/heads/main') ?? '';
  const sha = pull.pull.headSha;
  await runCi(bed, pull, { event: 'merge_group', sha });
  const read = await bed.world.policies.at({ place: bed.place, commit: base });
  if (read.is !== 'read') throw new Error('there is no policy');
  const at = { repoId: bed.repo.id, branch: 'main', base, sha };
  const held = bed.store.hold({ kind: 'group', key: `${bed.repo.id}/${sha}` });
  const look = await lookAtMerged({
    world: bed.world,
    held,
    place: bed.place,
    group: at,
    seen: null,
    members: [],
    url: 'https://x/pull/1',
  });
  expect(await look.found(read.policy)).toMatchObject([
    { head: sha, origin: 'changed-workflow', doubt: `this merge group changes ${ciPath}` },
  ]);
});
