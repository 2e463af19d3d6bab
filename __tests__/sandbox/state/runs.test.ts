import { expect, test } from '@jest/globals';
import { latestRuns, runsAt } from '../../../src/sandbox/state/checks.ts';
import { checkState } from '../../../src/sandbox/state/rules.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { addJob, attemptOf, finishJob, startJob, startRun } from '../../../src/sandbox/state/runs.ts';
import { town } from '../town.ts';

function running(jobs: readonly string[] = ['test', 'lint']) {
  const here = town();
  const heard: string[] = [];
  here.world.listeners.push(({ event, action }) => heard.push(`${event}.${action}`));
  const run = startRun(here.world, here.repo, {
    event: 'push',
    actor: here.person('wil'),
    path: '.github/workflows/ci.yml@main',
    name: 'CI',
    jobs: jobs.map((name) => ({ name })),
  });
  const job = (name: string) => {
    const found = attemptOf(run).jobs.findLast((each) => each.name === name);
    if (!found) throw new Error(name);
    return found;
  };
  return { ...here, run, job, heard, wish: { event: 'push', actor: here.person('wil'), path: '.github/workflows/ci.yml' } };
}

test('a run goes from queued to completed with its jobs', () => {
  const { world, run, job, heard } = running();
  expect([attemptOf(run).status, run.number, run.workflow.path, run.workflow.name]).toEqual([
    'queued',
    1,
    '.github/workflows/ci.yml',
    'CI',
  ]);
  startJob(world, job('test'));
  startJob(world, job('test'));
  finishJob(world, job('test'), { conclusion: 'success', steps: [{ name: 'npm test', conclusion: 'success' }] });
  expect([attemptOf(run).status, run.suite.status]).toEqual(['in_progress', 'in_progress']);
  startJob(world, job('lint'));
  finishJob(world, job('lint'), { conclusion: 'failure' });
  finishJob(world, job('lint'), { conclusion: 'success' });
  expect([attemptOf(run).status, attemptOf(run).conclusion, run.suite.conclusion]).toEqual(['completed', 'failure', 'failure']);
  expect(job('test').steps).toEqual([{ number: 1, status: 'completed', name: 'npm test', conclusion: 'success' }]);
  expect(heard.filter((each) => each.startsWith('workflow'))).toEqual([
    'workflow_run.requested',
    'workflow_job.queued',
    'workflow_job.queued',
    'workflow_job.in_progress',
    'workflow_run.in_progress',
    'workflow_job.completed',
    'workflow_job.in_progress',
    'workflow_job.completed',
    'workflow_run.completed',
  ]);
});

test('jobs that come later keep the run open', () => {
  const { world, run, job } = running(['build']);
  startJob(world, job('build'));
  addJob(world, run, { name: 'deploy', environment: 'production', labels: ['self-hosted'] });
  finishJob(world, job('build'), { conclusion: 'success' });
  expect(attemptOf(run).status).toBe('in_progress');
  finishJob(world, job('deploy'), { conclusion: 'skipped' });
  expect([attemptOf(run).conclusion, job('deploy').environment]).toEqual(['success', 'production']);
});

test('each run has a suite of its own, and its jobs are checks that rules can ask for by the App', () => {
  const { world, repo, run, job, root, wish, person } = running(['test']);
  const rules = [{ type: 'required_status_checks', parameters: { required_status_checks: [] } }];
  expect(addRuleset(world, repo, { rules, sender: person('ada') }).rules).toMatchObject(rules);
  const second = startRun(world, repo, { ...wish, jobs: [{ name: 'other' }] });
  expect(second.suite).not.toBe(run.suite);
  expect([second.number, second.workflow]).toEqual([2, run.workflow]);
  const required = { context: 'test', integration_id: 15368 };
  expect(checkState(repo, root, required)).toBe('pending');
  finishJob(world, job('test'), { conclusion: 'success' });
  expect(checkState(repo, root, required)).toBe('success');
  expect(latestRuns(runsAt(repo, root)).filter(({ suite }) => suite.app.id === 15368)).toHaveLength(2);
  const asked = [{ type: 'required_status_checks', parameters: { required_status_checks: [required] } }];
  expect(addRuleset(world, repo, { rules: asked, sender: person('ada') }).rules).toMatchObject(asked);
});
