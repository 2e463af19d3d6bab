import { describe, expect, test } from '@jest/globals';
import { addApp } from '../../../src/sandbox/state/accounts.ts';
import {
  addCheckRun,
  addStatus,
  latestRuns,
  latestStatuses,
  requestAction,
  rerequestRun,
  rerequestSuite,
  runsAt,
  suiteOf,
  suitesAt,
  updateCheckRun,
} from '../../../src/sandbox/state/checks.ts';
import { town } from '../town.ts';

function withRun() {
  const here = town();
  const { world, repo, gate, root } = here;
  const heard: string[] = [];
  world.listeners.push(({ event, action, only }) => heard.push(`${event}.${action}${only ? ` to ${only.slug}` : ''}`));
  const add = (more: object = {}) => addCheckRun(world, repo, { app: gate, sha: root, name: 'gonogo', ...more });
  return { ...here, heard, add };
}

test('a run goes through its life and its suite with it', () => {
  const { world, gate, add, heard, repo, root } = withRun();
  const run = add();
  expect([run.status, run.suite.status]).toEqual(['queued', 'queued']);
  updateCheckRun(world, run, { app: gate, status: 'in_progress' });
  expect(run.suite.status).toBe('in_progress');
  updateCheckRun(world, run, { app: gate, conclusion: 'success', output: { title: 't', summary: 's' } });
  expect(run).toMatchObject({
    status: 'completed',
    conclusion: 'success',
    completedAt: expect.any(Number),
    output: { title: 't' },
  });
  expect([run.suite.conclusion, suitesAt(repo, root)]).toEqual(['success', [run.suite]]);
  expect(heard).toEqual(['check_run.created', 'check_run.completed', 'check_suite.completed']);
});

describe('refused', () => {
  test.each([
    ['no such commit', { sha: 'f'.repeat(40) }, 'No commit found for SHA'],
    ['completed without a conclusion', { status: 'completed' }, 'Conclusion is required'],
    ['stale', { conclusion: 'stale' }, 'set by GitHub only'],
    ['too long a summary', { output: { title: 't', summary: 'x'.repeat(65_536) } }, 'Only 65535 characters'],
    [
      'too many annotations',
      { output: { title: 't', summary: 's', annotations: Array.from({ length: 51 }, () => ({})) } },
      'No more than 50',
    ],
  ])('%s', (_, more, message) => {
    expect(() => withRun().add(more)).toThrow(message);
  });

  test('another App, and going back once completed', () => {
    const { world, gate, acme, add } = withRun();
    const run = add({ conclusion: 'success' });
    const other = addApp(world, { slug: 'other', owner: acme.account, permissions: {} });
    expect(() => updateCheckRun(world, run, { app: other, conclusion: 'failure' })).toThrow(`Invalid app_id ${other.id}`);
    expect(() => updateCheckRun(world, run, { app: gate, status: 'in_progress' })).toThrow('cannot be reopened');
    updateCheckRun(world, run, { app: gate, conclusion: 'failure' });
    expect([run.conclusion, run.suite.conclusion]).toEqual(['failure', 'failure']);
  });
});

test('of each name the newest counts, and annotations add up', () => {
  const { world, gate, add, repo, root } = withRun();
  const [first, second] = [add({ conclusion: 'failure' }), add({ conclusion: 'success' })];
  add({ name: 'lint' });
  expect(runsAt(repo, root)).toHaveLength(3);
  expect(latestRuns(runsAt(repo, root)).map(({ id, name }) => [id === first.id, name])).toEqual([
    [false, 'gonogo'],
    [false, 'lint'],
  ]);
  const annotations = [{ path: 'a', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' }];
  for (let time = 0; time < 2; time++)
    updateCheckRun(world, second, { app: gate, output: { title: 't', summary: 's', annotations } });
  expect([second.output.annotations.length, second.conclusion]).toEqual([2, 'success']);
});

test('buttons are told to the App of the check alone, and change nothing but the suite', () => {
  const { world, add, heard, person } = withRun();
  const run = add({ conclusion: 'failure' });
  heard.length = 0;
  requestAction(world, run, { identifier: 'again', sender: person('wil') });
  rerequestRun(world, run, person('wil'));
  expect(run.status).toBe('completed');
  rerequestSuite(world, run.suite, person('wil'));
  expect([run.suite.status, run.suite.conclusion]).toEqual(['queued', null]);
  expect(heard).toEqual([
    'check_run.requested_action to gate',
    'check_run.rerequested to gate',
    'check_suite.rerequested to gate',
  ]);
});

test('an App has one suite for a commit, and of each context the newest status counts', () => {
  const { world, repo, gate, root, person } = withRun();
  expect(suiteOf(world, repo, { app: gate, sha: root })).toBe(suiteOf(world, repo, { app: gate, sha: root }));
  const wish = { sha: root, context: 'ci', description: null, targetUrl: null, creator: person('wil'), app: null };
  addStatus(world, repo, { ...wish, state: 'pending' });
  addStatus(world, repo, { ...wish, state: 'success' });
  addStatus(world, repo, { ...wish, state: 'failure', context: 'other' });
  expect(latestStatuses(repo, root).map(({ state }) => state)).toEqual(['success', 'failure']);
  expect(() => addStatus(world, repo, { ...wish, state: 'success', sha: 'f'.repeat(40) })).toThrow('No commit found');
});
