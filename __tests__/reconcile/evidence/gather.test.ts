import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Evidence, origins } from '../../../src/gates/engine/contract.ts';
import { asksForEvidence, gather } from '../../../src/reconcile/evidence/gather.ts';
import type { EvidenceSeen } from '../../../src/reconcile/evidence/take-in.ts';
import { changeOf } from '../../../src/reconcile/pull/facts.ts';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { closePull, openPull, retarget } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { rerun } from '../../../src/sandbox/state/reruns.ts';
import { type Bed, openBed } from '../bed.ts';
import { artifactFor, checklist, ciFile, ciPath, claimOf, end, mixedFile, passing, runCi, source, textFor } from './ci.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed({ checklist, files: { [ciPath]: ciFile, '.github/workflows/mixed.yml': mixedFile } });
});

afterEach(() => bed.close());

async function gathered(pull: PullRequest, seen: EvidenceSeen | null = bed.memory(pull).evidence) {
  const snapshot = await bed.platform.pull({ place: bed.place, number: pull.number, boards: [], checks: [] });
  const read = await bed.world.policies.at({ place: bed.place, commit: snapshot?.base.tip?.sha ?? '' });
  if (snapshot === undefined || read.is !== 'read') throw new Error('there is nothing to judge');
  const change = await changeOf(bed.platform, snapshot);
  return gather({ world: bed.world, snapshot, policy: read.policy, change, seen });
}

async function ran(...wishes: Parameters<typeof runCi>[2][]) {
  const pull = await bed.release('next');
  const runs = [];
  for (const wish of wishes) runs.push(await runCi(bed, pull, wish));
  await bed.work();
  return { pull, runs };
}

test('claims of what is asked, bound to commit, run and origin', async () => {
  const other = claimOf({ source: { files: 'other.info' } });
  const { pull, runs } = await ran({ leaves: (run) => [artifactFor(textFor(run, [claimOf(), { ...other, gate: 'tests' }]))] });
  const [run] = runs;
  expect(await gathered(pull)).toEqual({
    evidence: [
      {
        ...claimOf(),
        head: pull.pull.headSha,
        origin: 'unchanged-workflow',
        run: { id: run?.id, attempt: 1, path: ciPath },
        link: `${bed.sandbox.url}/acme/shop/actions/runs/${run?.id}/attempts/1`,
      },
    ],
    warnings: [],
  });
});

test('what was tried in another base proves nothing here, though the pull request is moved here afterwards', async () => {
  const { author } = await bed.release('first');
  const soft = { [ciPath]: `${ciFile}# soft\n` };
  commitFiles(bed.sandbox.world, bed.repo, { author, message: 'soft', branch: 'soft', files: soft });
  const pull = await bed.release('next');
  retarget(bed.sandbox.world, pull, { base: 'soft', sender: author });
  bed.clock.advance(60_000);
  const run = await runCi(bed, pull);
  bed.clock.advance(60_000);
  retarget(bed.sandbox.world, pull, { base: 'main', sender: author });
  await bed.work();
  const [moved] = (await gathered(pull)).evidence;
  expect(moved).toMatchObject({ origin: 'changed-workflow', doubt: 'it began before the pull request was moved to main' });
  expect(bed.states(pull)['covered']).not.toBe('passed');
  // Another attempt of it tries what the first one tried.
  bed.clock.advance(60_000);
  rerun(bed.sandbox.world, run, { by: author, jobs: 'all' });
  await end(bed, run, {});
  await bed.work();
  expect(bed.states(pull)['covered']).not.toBe('passed');
  await runCi(bed, pull);
  await bed.work();
  expect((await gathered(pull)).evidence.at(-1)).toMatchObject({ origin: 'unchanged-workflow' });
});

test('what was tried for a pull request into another base that is closed by now proves nothing here', async () => {
  const pull = await bed.release('next');
  const { author } = pull;
  const files = { [ciPath]: `${ciFile}# soft\n` };
  commitFiles(bed.sandbox.world, bed.repo, { author, message: 'soft', branch: 'soft', files });
  const head = { repo: bed.repo, ref: 'next' };
  const other = openPull(bed.sandbox.world, bed.repo, { title: 'o', author, base: 'soft', head });
  await runCi(bed, other);
  bed.clock.advance(60_000);
  closePull(bed.sandbox.world, other, { sender: author });
  await bed.work();
  expect((await gathered(pull)).evidence).toMatchObject([{ origin: 'changed-workflow' }]);
});

test('what a job says that runs other things as well is marked', async () => {
  const { pull } = await ran({ path: '.github/workflows/mixed.yml' });
  expect((await gathered(pull)).evidence).toMatchObject([{ origin: 'unchanged-workflow', isMixed: true }]);
});

test('a claim is no newer than its artifact, whatever it says', async () => {
  const { pull } = await ran({ leaves: (run) => [artifactFor(textFor(run, [claimOf({ at: '2027-01-01T00:00:00Z' })]))] });
  expect((await gathered(pull)).evidence.map(({ at }) => at)).toEqual(['2026-11-21T12:00:00Z']);
});

test('other settings are told, and what stands there is not', async () => {
  const { pull } = await ran({ leaves: (run) => [artifactFor(textFor(run, [claimOf({ source: { files: 'a|b' } })]))] });
  const { evidence } = await gathered(pull);
  expect(evidence).toMatchObject([{ gate: 'coverage', state: 'broken', reason: 'it was collected with other settings' }]);
  expect(bed.memory(pull).verdict?.items.find(({ id }) => id === 'covered')?.because).toContain('with other settings');
});

test('a report is collected from elsewhere while a release is open: both are asked, and from the next push on only what CI collects by then', async () => {
  const { pull } = await ran({});
  const files = { '.github/release.yml': checklist.replace(source.files, 'x.info').replace('lines: 80', 'lines: 50') };
  commitFiles(bed.sandbox.world, bed.repo, { author: bed.person('ada'), message: 'another report', branch: 'main', files });
  await bed.work();
  expect(bed.states(pull)).toMatchObject({ covered: 'passed', 'covered.now': 'cannot-tell' });
  await bed.sandbox.as('wil').push(bed.repo, 'next', { 'b.txt': '1' });
  await bed.work();
  const collect = (lines: number) =>
    runCi(bed, pull, { leaves: (run) => [artifactFor(textFor(run, [claimOf({ source: { files: 'x.info' }, lines })]))] });
  await collect(60);
  await bed.work();
  // It was opened with a limit of 80.
  expect(bed.states(pull)).toEqual({ backups: 'open', covered: 'failed' });
  await bed.sandbox.as('wil').push(bed.repo, 'next', { 'b.txt': '2' });
  await bed.work();
  await collect(90);
  await bed.work();
  expect(bed.states(pull)).toEqual({ backups: 'open', covered: 'passed' });
});

test('the policy of the base decides what is asked: after a change of it the same evidence answers something else', async () => {
  const { pull } = await ran({
    leaves: (run) => [artifactFor(textFor(run, [claimOf(), claimOf({ source: { files: 'x.info' }, lines: 50 })]))],
  });
  expect(bed.states(pull)).toMatchObject({ covered: 'passed' });
  const files = { '.github/release.yml': checklist.replace(source.files, 'x.info') };
  commitFiles(bed.sandbox.world, bed.repo, { author: bed.person('ada'), message: 'another report', branch: 'main', files });
  await bed.work();
  expect(bed.states(pull)).toMatchObject({ covered: 'passed', 'covered.now': 'failed' });
});

test('what is more than can be judged at once stands against its item, from whatever artifact it came', async () => {
  const large = (at: number) => ({
    ...claimOf(),
    tool: { name: String(at) },
    data: { ...data, doubts: ['x'.repeat(1_200_000)] },
  });
  const { data } = claimOf() as { data: object };
  const { pull } = await ran({ leaves: (run) => [0, 1, 2].map((at) => artifactFor(textFor(run, [large(at)]))) });
  const { evidence } = await gathered(pull);
  expect(evidence.map(({ state }) => state).toSorted()).toEqual(['broken', 'collected', 'collected']);
  expect(evidence.find(({ state }) => state === 'broken')).toMatchObject({
    reason: 'there is more evidence at this commit than the 2.5 MB that are judged',
    remedy: expect.stringContaining('keep less'),
  });
});

describe('what was not looked at stands against all that is asked', () => {
  test.each<[string, (seen: EvidenceSeen) => EvidenceSeen | null, RegExp]>([
    ['nothing was looked at', () => null, /not all workflow runs of this commit were looked at yet/],
    ['it was another commit', (seen) => ({ ...seen, head: 'a'.repeat(40) }), /not all workflow runs/],
    ['another run is over since', (seen) => ({ ...seen, runs: 'x' }), /not all workflow runs/],
    ['it could not be looked at', (seen) => ({ ...seen, runs: null, because: 'GitHub was asleep' }), /GitHub was asleep/],
  ])('%s', async (_what, change, because) => {
    const { pull } = await ran({});
    const { evidence: seen } = bed.memory(pull);
    if (seen === null) throw new Error('nothing was looked at');
    const { evidence, warnings } = await gathered(pull, change(seen));
    expect(evidence).toHaveLength(2);
    expect(evidence[0]).toMatchObject({ state: 'broken', reason: expect.stringMatching(because), at: '2026-11-21T12:00:00Z' });
    expect(warnings).toEqual([expect.stringMatching(because)]);
  });
});

test('what cannot be read, and what contradicts GitHub, is told in sentences, and not without end', async () => {
  const broken = (run: Parameters<typeof passing>[0], at: number) => ({
    ...passing(run),
    name: `gonogo-evidence-${at}`,
    zip: Buffer.from('x'),
  });
  const { pull } = await ran({
    leaves: (run) => [
      ...Array.from({ length: 7 }, (_, at) => broken(run, at)),
      artifactFor(textFor(run, [claimOf()], { repositoryId: 9 })),
    ],
  });
  const { evidence, warnings } = await gathered(pull);
  expect(warnings).toHaveLength(6);
  expect(warnings[0]).toContain('speaks of repository 9, where GitHub states');
  expect(warnings[1]).toMatch(/gonogo-evidence-6 of run \d+ \(\.github\/workflows\/ci\.yml, attempt 1\) is no zip archive/);
  expect(warnings[5]).toBe('So it is with 3 more pieces of evidence.');
  expect(evidence.filter(({ state }) => state === 'broken')).toHaveLength(7);
  expect(evidence.every(({ origin }: Evidence) => origins.includes(origin))).toBe(true);
});

test('a policy that no machine proves anything for asks for none', async () => {
  await bed.close();
  bed = await openBed();
  const { pull } = await ran({});
  expect(await gathered(pull, null)).toEqual({ evidence: [], warnings: [] });
  const read = await bed.world.policies.at({ place: bed.place, commit: bed.repo.refs.get('refs/heads/main') ?? '' });
  expect(read.is === 'read' && asksForEvidence(read.policy)).toBe(false);
});
