import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { removeArtifact } from '../../../src/sandbox/state/artifacts.ts';
import { cancelRun, rerun } from '../../../src/sandbox/state/reruns.ts';
import { attemptOf } from '../../../src/sandbox/state/runs.ts';
import type { WorkflowRun } from '../../../src/sandbox/state/ship.ts';
import { type Bed, openBed } from '../bed.ts';
import { artifactFor, begin, checklist, ciFile, ciPath, claimOf, end, failing, passing, playJobs, runCi, textFor } from './ci.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed({ checklist, files: { [ciPath]: ciFile } });
});

afterEach(() => bed.close());

const later = (seconds = 60) => bed.clock.advance(seconds * 1_000);

async function opened() {
  const pull = await bed.release('next');
  await bed.work();
  later();
  return pull;
}

/** What is asked of GitHub's Actions from now on. */
function counting() {
  const from = bed.sandbox.journal.length;
  return () =>
    bed.sandbox.journal
      .slice(from)
      .map(({ operation }) => operation)
      .filter((each) => /\/actions\/|graphql/.test(each));
}

test('what a run left behind proves its items', async () => {
  const pull = await opened();
  expect(bed.states(pull)).toEqual({ backups: 'open', covered: 'waiting' });
  await runCi(bed, pull);
  await bed.work();
  expect(bed.memory(pull).evidence?.because).toBeUndefined();
  expect(bed.states(pull)).toEqual({ backups: 'open', covered: 'passed' });
});

test('what was taken in is asked for no more: neither with a tick, nor when it has expired, nor when it is deleted', async () => {
  const pull = await opened();
  const run = await runCi(bed, pull);
  await bed.work();
  for (const artifact of run.artifacts.values()) {
    artifact.expiresAt = bed.clock.now() - 1;
    removeArtifact(artifact);
  }
  const calls = counting();
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.work();
  expect(calls()).toEqual(['POST /graphql']);
  expect(bed.states(pull)).toEqual({ backups: 'ticked', covered: 'passed' });
  await bed.later(30);
  expect(bed.check(pull.pull.headSha)).toBe('success');
  expect(calls().filter((each) => each.includes('/actions/'))).toEqual([]);
});

test('a run costs a list of runs, a list of what it left, and a download of each', async () => {
  const pull = await opened();
  const run = begin(bed, pull);
  await bed.work();
  const calls = counting();
  await end(bed, run, { leaves: (of) => [passing(of), artifactFor(textFor(of, [claimOf({ lines: 95 })]))] });
  await bed.work();
  const actions = calls().filter((each) => each.includes('/actions/'));
  expect(actions).toEqual([
    'GET /repos/{owner}/{repo}/actions/runs',
    'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
    'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
    'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
  ]);
  expect(bed.states(pull)).toMatchObject({ covered: 'passed' });
});

test('a policy that no machine proves anything for asks nothing of runs', async () => {
  await bed.close();
  bed = await openBed({ files: { [ciPath]: ciFile } });
  const pull = await opened();
  const calls = counting();
  await runCi(bed, pull);
  await bed.work();
  expect(calls().filter((each) => each.includes('/actions/'))).toEqual([]);
});

test('where nobody told us that it is over, a sweep finds it', async () => {
  const pull = await opened();
  await runCi(bed, pull);
  bed.received.splice(0);
  expect(await bed.work()).toEqual([]);
  await bed.sweep();
  expect(bed.states(pull)).toMatchObject({ covered: 'passed' });
});

describe('of several claims the worst counts', () => {
  test('from two jobs of a matrix, each with its own artifact', async () => {
    const pull = await opened();
    await runCi(bed, pull, { leaves: (run) => [passing(run), failing(run)] });
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ covered: 'failed' });
  });

  test('from two runs', async () => {
    const pull = await opened();
    await runCi(bed, pull, { leaves: (run) => [failing(run)] });
    await runCi(bed, pull, { path: '.github/workflows/other.yml' });
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ covered: 'failed' });
  });

  test('and one that a run could not collect is among them', async () => {
    const pull = await opened();
    await runCi(bed, pull, {
      leaves: (run) => [passing(run), artifactFor(textFor(run, [claimOf({ broken: 'there is no lcov.info' })]))],
    });
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ covered: 'cannot-tell' });
  });
});

describe('while runs are at work', () => {
  test('it is waited for; what is there of a run that goes on is not taken in yet', async () => {
    const pull = await opened();
    const run = begin(bed, pull);
    await playJobs(bed, run, [{ job: 'test', leaves: passing(run), lasting: () => later() }]);
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ covered: 'waiting' });
    await playJobs(bed, run, [{ job: 'gonogo', lasting: () => later() }]);
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ covered: 'passed' });
  });

  test('for an hour after anything last moved, and then nobody can tell', async () => {
    const pull = await opened();
    begin(bed, pull);
    await bed.work();
    await bed.later(3_500);
    expect(bed.states(pull)).toMatchObject({ covered: 'waiting' });
    await bed.later(200);
    expect(bed.states(pull)).toMatchObject({ covered: 'cannot-tell' });
  });

  test.each(['success', 'failure', 'skipped', 'cancelled'])(
    'a run that ended as %s and left nothing: nobody can tell',
    async (conclusion) => {
      const pull = await opened();
      await runCi(bed, pull, { conclusion, leaves: () => [] });
      await bed.work();
      expect(bed.states(pull)).toMatchObject({ covered: 'cannot-tell' });
    },
  );

  test('one that was cancelled after it uploaded something is taken in all the same', async () => {
    const pull = await opened();
    const run = begin(bed, pull);
    await playJobs(bed, run, [{ job: 'test', leaves: failing(run), lasting: () => later() }]);
    cancelRun(bed.sandbox.world, run);
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ covered: 'failed' });
  });
});

describe('when it is run again', () => {
  /** The reports come with `test`, and a second artifact with `more`. */
  async function twice(first: typeof passing, second: typeof passing | undefined, again: readonly string[]) {
    const pull = await opened();
    const run = begin(bed, pull, { jobs: [{ name: 'test' }, { name: 'more' }] });
    await playJobs(bed, run, [
      { job: 'test', leaves: first(run), conclusion: 'failure', lasting: () => later(300) },
      { job: 'more', lasting: () => later(300) },
    ]);
    await bed.work();
    later(600);
    const jobs = attemptOf(run).jobs.filter(({ name }) => again.includes(name));
    rerun(bed.sandbox.world, run, { by: bed.person('wil'), jobs });
    await bed.work();
    const between = bed.states(pull)['covered'];
    later();
    await playJobs(
      bed,
      run,
      again.map((job) => ({ job, ...(job === again[0] && second && { leaves: second(run) }), lasting: () => later(300) })),
    );
    await bed.work();
    return { pull, run, between, after: bed.states(pull)['covered'] };
  }

  test('the whole of it, the new answer takes the place of the old one', async () => {
    expect(await twice(failing, passing, ['test', 'more'])).toMatchObject({ between: 'failed', after: 'passed' });
  });

  test('the whole of it, also where it was better before', async () => {
    expect(await twice(passing, failing, ['test', 'more'])).toMatchObject({ between: 'passed', after: 'failed' });
  });

  test('only the job that had uploaded it, the same', async () => {
    expect(await twice(failing, passing, ['test'])).toMatchObject({ between: 'failed', after: 'passed' });
  });

  test('only another job, which brings something nicer: both count', async () => {
    expect(await twice(failing, passing, ['more'])).toMatchObject({ between: 'failed', after: 'failed' });
  });

  test('and nothing comes of it: what there was counts', async () => {
    expect(await twice(failing, undefined, ['test', 'more'])).toMatchObject({ between: 'failed', after: 'failed' });
  });

  test('of attempts only those are asked for that are new', async () => {
    const { pull, run } = await twice(failing, failing, ['test', 'more']);
    const calls = counting();
    rerun(bed.sandbox.world, run, { by: bed.person('wil') });
    later();
    await end(bed, run, {});
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ covered: 'passed' });
    const attempts = calls().filter((each) => each.endsWith('{attempt_number}'));
    expect(attempts).toHaveLength(2);
  });
});

describe('what cannot be read', () => {
  const spoiled = (run: WorkflowRun) => ({ ...passing(run), zip: Buffer.from('no zip at all') });

  test('counts against all that it may hold, and stands in the check with what to do', async () => {
    const pull = await opened();
    await runCi(bed, pull, { leaves: (run) => [{ ...spoiled(run), name: 'gonogo-evidence-000000000000' }, passing(run)] });
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ covered: 'cannot-tell' });
    const said = bed.runs(pull.pull.headSha).at(-1)?.output.summary ?? '';
    expect(said).toContain('is no zip archive');
    expect(said).toContain('Run all jobs of .github/workflows/ci.yml again');
    expect(bed.boards(pull)[0]?.body).toContain('is no zip archive');
  });

  test('one that had expired before anybody looked', async () => {
    const pull = await bed.release('next');
    const run = await runCi(bed, pull);
    for (const artifact of run.artifacts.values()) artifact.expiresAt = bed.clock.now();
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ covered: 'cannot-tell' });
    expect(bed.boards(pull)[0]?.body).toContain('has expired');
  });

  test('one that was deleted before anybody looked is as good as none', async () => {
    const pull = await bed.release('next');
    const run = await runCi(bed, pull);
    for (const artifact of run.artifacts.values()) removeArtifact(artifact);
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ covered: 'cannot-tell' });
  });

  test('artifacts with other names are none of ours', async () => {
    const pull = await opened();
    await runCi(bed, pull, { leaves: (run) => [{ ...spoiled(run), name: 'coverage' }, passing(run)] });
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ covered: 'passed' });
  });
});

describe('when runs cannot be looked at', () => {
  test('it blocks, says why, and is looked for again; what people say is heard all the same', async () => {
    const pull = await opened();
    bed.sandbox.faults.add({ does: 'not-found', on: 'GET /repos/{owner}/{repo}/actions/runs' });
    await runCi(bed, pull);
    await bed.sandbox.as('max').tick(pull, 'backups');
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ covered: 'cannot-tell', backups: 'ticked' });
    expect(bed.memory(pull).evidence?.because).toContain('could not be looked at');
    bed.sandbox.faults.clear();
    await bed.later(60);
    expect(bed.states(pull)).toMatchObject({ covered: 'passed' });
  });
});
