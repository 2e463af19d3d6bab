import { viewCheckRun, viewCheckSuite, viewStatus } from '../../shown/checks.ts';
import { viewMinimalRepository } from '../../shown/repository.ts';
import { apiOf, pageOf } from '../../shown/urls.ts';
import { appBehind } from '../../state/access.ts';
import {
  addCheckRun,
  addStatus,
  type CheckWish,
  latestRuns,
  latestStatuses,
  rerequestRun,
  rerequestSuite,
  runsAt,
  suiteOf,
  suitesAt,
  updateCheckRun,
} from '../../state/checks.ts';
import type { Annotation, CheckAction, CheckRun, CheckStatus, CheckSuite, Status } from '../../state/model.ts';
import { refusal } from '../../state/refusal.ts';
import type { App } from '../../state/who.ts';
import { commitNamed, found, runOf, suiteById } from '../find.ts';
import { page } from '../pages.ts';
import { type Body, created, isRecord, ok, onRepo, type RepoCall, type Route, record, records, text } from '../route.ts';

function ownApp({ caller }: RepoCall): App {
  const app = appBehind(caller);
  if (app === undefined || (caller.kind === 'token' && caller.grant.kind === 'user')) throw refusal('needs-app');
  return app;
}

/** What was sent, and nothing that was not. The description has been held against it. */
function wishFrom(body: Body): CheckWish {
  const output = record(body, 'output');
  const [started, completed] = [text(body, 'started_at'), text(body, 'completed_at')];
  const fields = {
    name: text(body, 'name'),
    status: statusFrom(text(body, 'status')),
    conclusion: text(body, 'conclusion'),
    externalId: text(body, 'external_id'),
    detailsUrl: text(body, 'details_url'),
    startedAt: started === undefined ? undefined : Date.parse(started),
    completedAt: completed === undefined ? undefined : Date.parse(completed),
    output: output && outputFrom(output),
    actions: records(body, 'actions')?.map(actionFrom),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function statusFrom(status: string | undefined): CheckStatus | undefined {
  if (status === 'in_progress' || status === 'completed') return status;
  return status === undefined ? undefined : 'queued';
}

function outputFrom(output: Body) {
  const parts = { title: text(output, 'title'), summary: text(output, 'summary'), text: text(output, 'text') };
  return {
    ...Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)),
    annotations: (records(output, 'annotations') ?? []).map(annotationFrom),
  };
}

function annotationFrom(given: Body): Annotation {
  const own = { path: text(given, 'path') ?? '', start_line: Number(given['start_line']), end_line: Number(given['end_line']) };
  const words = { annotation_level: text(given, 'annotation_level') ?? 'notice', message: text(given, 'message') ?? '' };
  return { ...given, ...own, ...words };
}

function actionFrom(given: Body): CheckAction {
  const [label = '', description = '', identifier = ''] = ['label', 'description', 'identifier'].map((name) => text(given, name));
  return { label, description, identifier };
}

function createRun(call: RepoCall) {
  const { world, repo, body } = call;
  const wish = wishFrom(body);
  const own = { app: ownApp(call), sha: text(body, 'head_sha') ?? '', name: text(body, 'name') ?? '' };
  return created(viewCheckRun(world, addCheckRun(world, repo, { ...wish, ...own })));
}

/** `latest`, the newest of each name, unless all are asked for; oldest id last. */
function listRuns(call: RepoCall, runs: readonly CheckRun[]) {
  const { world, query } = call;
  const [name, status, app] = [query.get('check_name'), query.get('status'), query.get('app_id')];
  const items = (query.get('filter') === 'all' ? runs : latestRuns(runs))
    .filter((run) => name === null || run.name === name)
    .filter((run) => status === null || run.status === status)
    .filter(({ suite }) => app === null || suite.app.id === Number(app))
    .toSorted((a, b) => b.id - a.id);
  return page(call, { items, view: (run) => viewCheckRun(world, run), under: 'check_runs' });
}

function listSuites(call: RepoCall, suites: readonly CheckSuite[]) {
  const [app, name] = [call.query.get('app_id'), call.query.get('check_name')];
  const items = suites
    .filter((suite) => app === null || suite.app.id === Number(app))
    .filter(({ runs }) => name === null || runs.some((run) => run.name === name));
  return page(call, { items, view: (suite) => viewCheckSuite(call.world, suite), under: 'check_suites' });
}

function createStatus({ world, repo, body, param, account, caller }: RepoCall) {
  const state = text(body, 'state');
  const known = state === 'error' || state === 'failure' || state === 'success' ? state : 'pending';
  const wish = {
    sha: param('sha'),
    state: known,
    context: text(body, 'context') ?? 'default',
    description: text(body, 'description') ?? null,
    targetUrl: text(body, 'target_url') ?? null,
    creator: account,
    app: appBehind(caller) ?? null,
  } as const;
  return created(viewStatus(world, addStatus(world, repo, wish)));
}

function combined(call: RepoCall) {
  const { world, repo, param } = call;
  const sha = found(commitNamed(repo, param('ref')));
  const statuses = latestStatuses(repo, sha);
  const failed = statuses.some(({ state }) => state === 'failure' || state === 'error');
  const pending = statuses.length === 0 || statuses.some(({ state }) => state === 'pending');
  const answer = page(call, { items: statuses, view: (status: Status) => viewStatus(world, status), under: 'statuses' });
  const body = {
    ...(isRecord(answer.body) ? answer.body : {}),
    state: failed ? 'failure' : pending ? 'pending' : 'success',
    sha,
    repository: viewMinimalRepository(world, repo),
    commit_url: `${apiOf(world, repo)}/commits/${sha}`,
    url: `${apiOf(world, repo)}/commits/${sha}/status`,
  };
  return { ...answer, body };
}

const reads = { app: ['checks:read'], role: 'read' } as const;
const writes = { app: ['checks:write'], role: 'write' } as const;
const at = '/repos/{owner}/{repo}';
const commitAt = ({ repo, param }: RepoCall) => found(commitNamed(repo, param('ref')));
/** Asking for another run answers with an empty object. */
const asked = { status: 201, body: {} };

export const checkRoutes: readonly Route[] = [
  onRepo(`POST ${at}/check-runs`, writes, createRun),
  onRepo(`GET ${at}/check-runs/{check_run_id}`, reads, (call) => ok(viewCheckRun(call.world, runOf(call)))),
  onRepo(`PATCH ${at}/check-runs/{check_run_id}`, writes, (call) => {
    const run = runOf(call);
    updateCheckRun(call.world, run, { ...wishFrom(call.body), app: ownApp(call) });
    return ok(viewCheckRun(call.world, run));
  }),
  onRepo(`GET ${at}/check-runs/{check_run_id}/annotations`, reads, (call) => {
    const run = runOf(call);
    const blank = { start_column: null, end_column: null, title: null, raw_details: null };
    const href = ({ path }: Annotation) => `${pageOf(call.world, call.repo)}/blob/${run.suite.headSha}/${path}`;
    return page(call, { items: run.output.annotations, view: (each) => ({ ...blank, ...each, blob_href: href(each) }) });
  }),
  onRepo(`POST ${at}/check-runs/{check_run_id}/rerequest`, writes, (call) => {
    rerequestRun(call.world, runOf(call), call.account);
    return asked;
  }),
  onRepo(`GET ${at}/commits/{ref}/check-runs`, reads, (call) => listRuns(call, runsAt(call.repo, commitAt(call)))),
  onRepo(`GET ${at}/commits/{ref}/check-suites`, reads, (call) => listSuites(call, suitesAt(call.repo, commitAt(call)))),
  onRepo(`POST ${at}/check-suites`, writes, (call) => {
    const [app, sha] = [ownApp(call), text(call.body, 'head_sha') ?? ''];
    const there = suitesAt(call.repo, sha).some((suite) => suite.app === app);
    return { status: there ? 200 : 201, body: viewCheckSuite(call.world, suiteOf(call.world, call.repo, { app, sha })) };
  }),
  onRepo(`GET ${at}/check-suites/{check_suite_id}`, reads, (call) => ok(viewCheckSuite(call.world, suiteById(call)))),
  onRepo(`GET ${at}/check-suites/{check_suite_id}/check-runs`, reads, (call) => listRuns(call, suiteById(call).runs)),
  onRepo(`POST ${at}/check-suites/{check_suite_id}/rerequest`, writes, (call) => {
    rerequestSuite(call.world, suiteById(call), call.account);
    return asked;
  }),
  onRepo(`POST ${at}/statuses/{sha}`, { app: ['statuses:write'], role: 'write' }, createStatus),
  onRepo(`GET ${at}/commits/{ref}/statuses`, { app: ['statuses:read'], role: 'read' }, (call) => {
    const items = (call.repo.statuses.get(commitAt(call)) ?? []).toReversed();
    return page(call, { items, view: (status) => viewStatus(call.world, status) });
  }),
  onRepo(`GET ${at}/commits/{ref}/status`, { app: ['statuses:read'], role: 'read' }, combined),
];
