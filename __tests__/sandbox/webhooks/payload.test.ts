import { beforeAll, expect, test } from '@jest/globals';
import { addTeam, addToTeam, suspend } from '../../../src/sandbox/state/accounts.ts';
import { addCheckRun, addStatus, requestAction, rerequestSuite, updateCheckRun } from '../../../src/sandbox/state/checks.ts';
import {
  addComment,
  editComment,
  openIssue,
  removeComment,
  setIssueState,
  setLabels,
  setLocked,
} from '../../../src/sandbox/state/issues.ts';
import { mergePull } from '../../../src/sandbox/state/merging.ts';
import {
  addReview,
  closePull,
  dismissReview,
  reopenPull,
  requestReview,
  retarget,
  setDraft,
} from '../../../src/sandbox/state/pulls.ts';
import { commitFiles, push } from '../../../src/sandbox/state/pushes.ts';
import { enqueue } from '../../../src/sandbox/state/queue.ts';
import { archiveRepo, renameRepo } from '../../../src/sandbox/state/repositories.ts';
import { cancelRun, rerun } from '../../../src/sandbox/state/reruns.ts';
import { addRuleset, removeRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { attemptOf, startJob, startRun } from '../../../src/sandbox/state/runs.ts';
import { permissionFor } from '../../../src/sandbox/webhooks/events.ts';
import { town } from '../town.ts';
import { hearPayloads } from './hear-payloads.ts';

const here = town();
const { sent, wrong } = hearPayloads(here);

beforeAll(() => {
  const { world, installation, person, repo, gate, acme, root } = here;
  const [sender, ada] = [person('wil'), person('ada')];
  const issue = openIssue(world, repo, { title: 't', author: sender, labels: ['a'] });
  setLabels(world, issue, { labels: ['b'], sender });
  setIssueState(world, issue, { state: 'closed', sender });
  setIssueState(world, issue, { state: 'open', sender });
  setLocked(world, issue, { locked: true, sender });
  const comment = addComment(world, issue, { body: 'a', author: gate.bot, app: gate });
  editComment(world, comment, { body: 'b', sender });
  removeComment(world, comment, sender);
  const pull = here.pull('next');
  commitFiles(world, repo, { author: sender, message: 'm', branch: 'next', files: { x: '1\n' } });
  push(world, { repo, ref: 'refs/heads/other', sha: root, sender });
  push(world, { repo, ref: 'refs/tags/v1', sha: root, sender });
  retarget(world, pull, { base: 'other', sender });
  retarget(world, pull, { base: 'main', sender });
  setDraft(world, pull, { draft: true, sender });
  setDraft(world, pull, { draft: false, sender });
  setLabels(world, pull, { labels: ['release'], sender });
  requestReview(world, pull, { reviewer: ada, sender });
  dismissReview(world, addReview(world, pull, { author: ada, state: 'APPROVED' }), ada);
  closePull(world, pull, { sender });
  reopenPull(world, pull, sender);
  const run = addCheckRun(world, repo, { app: gate, sha: pull.pull.headSha, name: 'gonogo' });
  const actions = [{ label: 'l', description: 'd', identifier: 'i' }];
  updateCheckRun(world, run, { app: gate, conclusion: 'success', actions });
  requestAction(world, run, { identifier: 'i', sender });
  rerequestSuite(world, run.suite, sender);
  addStatus(world, repo, {
    sha: root,
    state: 'success',
    context: 'ci',
    description: null,
    targetUrl: null,
    creator: sender,
    app: null,
  });
  const workflow = startRun(world, repo, { event: 'push', actor: sender, path: 'ci.yml', jobs: [{ name: 'test' }] });
  for (const job of attemptOf(workflow).jobs) startJob(world, job);
  cancelRun(world, workflow);
  rerun(world, workflow, { by: ada });
  const queued = here.pull('queued');
  const queue = addRuleset(world, repo, { rules: [{ type: 'merge_queue' }], sender: ada });
  enqueue(world, queued, { sender });
  removeRuleset(world, queue, ada);
  mergePull(world, pull, { sender, method: 'merge' });
  push(world, { repo, ref: 'refs/heads/next', sha: null, sender });
  addRuleset(world, repo, { rules: [{ type: 'deletion' }], sender: ada });
  addToTeam(world, addTeam(world, acme, { name: 'ops' }), { member: sender, sender: ada });
  renameRepo(world, repo, { name: 'store', sender: ada });
  archiveRepo(world, repo, { archived: true, sender: ada });
  suspend(world, installation, true);
});

test('every payload fits the description of its event', () => {
  expect(wrong).toEqual([]);
  expect(sent.size).toBeGreaterThan(44);
});

test('an edit tells what the body was, and who changed it', () => {
  expect(sent.get('issue_comment.edited')).toMatchObject([
    {
      changes: { body: { from: 'a' } },
      comment: { body: 'b', user: { login: 'gate[bot]' } },
      sender: { login: 'wil' },
      repository: { full_name: 'acme/shop' },
      organization: { login: 'acme' },
      installation: { id: here.installation.id },
    },
  ]);
});

test('a push tells what it brings', () => {
  const pushes = sent.get('push') ?? [];
  const brought = pushes.find(
    (payload) => Reflect.get(payload, 'ref') === 'refs/heads/next' && Reflect.get(payload, 'created') === false,
  );
  expect(brought).toMatchObject({
    forced: false,
    commits: [{ added: ['x'], message: 'm' }],
    head_commit: { message: 'm' },
    pusher: { name: 'wil' },
  });
  expect(pushes.at(-1)).toMatchObject({ deleted: true, head_commit: null, commits: [] });
  expect(sent.get('create')).toMatchObject([
    { ref: 'next' },
    { ref: 'other' },
    { ref: 'v1', ref_type: 'tag' },
    { ref: 'queued' },
    { ref: expect.stringContaining('gh-readonly-queue/main/pr-3-') },
  ]);
});

test('what happens to a pull request', () => {
  expect(sent.get('pull_request.synchronize')).toMatchObject([
    { number: 2, after: expect.any(String), pull_request: { merged: false } },
  ]);
  expect(sent.get('pull_request.closed')).toMatchObject([
    { pull_request: { merged: false } },
    { pull_request: { merged: true } },
    { pull_request: { merged: true } },
  ]);
  expect(sent.get('pull_request.review_requested')).toMatchObject([{ requested_reviewer: { login: 'ada' } }]);
  expect(sent.get('check_run.requested_action')).toMatchObject([{ requested_action: { identifier: 'i' } }]);
});

test('every event names what an App must be allowed to read', () => {
  const events = [...sent.keys()].map((name) => name.split('.')[0] ?? '');
  expect(events.filter((event) => !(event in permissionFor))).toEqual([]);
});

test('a run tells of its workflow, and every attempt tells anew', () => {
  const run = { path: 'ci.yml', event: 'push', repository: { full_name: 'acme/shop' } };
  expect(sent.get('workflow_run.requested')).toMatchObject([
    { workflow_run: { ...run, run_attempt: 1 }, workflow: { path: 'ci.yml' } },
    { workflow_run: { ...run, run_attempt: 2, triggering_actor: { login: 'ada' } }, sender: { login: 'ada' } },
  ]);
  expect(sent.get('workflow_run.completed')).toMatchObject([{ workflow_run: { conclusion: 'cancelled' } }]);
  expect(sent.get('workflow_job.in_progress')).toMatchObject([{ workflow_job: { name: 'test', status: 'in_progress' } }]);
});

test('a queue tells of its groups, and of who comes and goes', () => {
  const ref = expect.stringMatching(/^refs\/heads\/gh-readonly-queue\/main\/pr-3-[0-9a-f]{40}$/);
  const group = { head_ref: ref, base_ref: 'refs/heads/main', head_commit: { message: expect.any(String) } };
  expect(sent.get('merge_group.checks_requested')).toMatchObject([{ merge_group: group }]);
  expect(sent.get('merge_group.destroyed')).toMatchObject([{ merge_group: group, reason: 'merged' }]);
  expect(sent.get('pull_request.enqueued')).toMatchObject([{ number: 3, sender: { login: 'wil' } }]);
  expect(sent.get('pull_request.dequeued')).toMatchObject([{ number: 3, reason: 'MERGE' }]);
});
