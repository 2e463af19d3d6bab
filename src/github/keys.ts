import type { Place } from '../reconcile/ports/place.ts';
import type { Delivery } from '../reconcile/ports/store.ts';
import type { Fact, Keyed, TaskKind, Wanted } from '../reconcile/ports/tasks.ts';
import { checkNames } from '../verdict/conclusion.ts';
import {
  type Envelope,
  type Repo,
  readCheckRun,
  readChosen,
  readComment,
  readEdited,
  readEnvelope,
  readGroup,
  readImitator,
  readInstalled,
  readPull,
  readPush,
  readRef,
  readReview,
  readSender,
  readStatus,
  readSuite,
  readWorkflowRun,
} from './keys/payload.ts';

/** One event of an installation, while it is looked at. */
interface Event {
  readonly payload: unknown;
  readonly action: string;
  readonly installation: number;
  /** Where the event is of one repository. */
  readonly repository: Repo | null;
  readonly receivedAt: string;
  readonly appId: number;
}

type Found = Partial<Keyed>;

/** By event: what is to be looked at again, and what cannot be fetched again. An event that is not here tells us nothing. */
const table: Readonly<Record<string, (event: Event) => Found>> = {
  pull_request: ofPull,
  pull_request_review: (event) => wanting(event, pullTask(event, readReview(event.payload, '').pull_request.number)),
  issue_comment: ofComment,
  check_run: ofCheckRun,
  check_suite: (event) => atHead(event, readSuite(event.payload, '').check_suite),
  workflow_run: (event) => atHead(event, readWorkflowRun(event.payload, '').workflow_run),
  status: ofStatus,
  merge_group: ofGroup,
  push: (event) => ofBranch(event, branchOf(readPush(event.payload, '').ref)),
  create: ofRef,
  delete: ofRef,
  repository: ofRepository,
  label: (event) => (event.action === 'created' ? {} : sweeping(event)),
  member: sweeping,
  membership: sweeping,
  team: sweeping,
  organization: sweeping,
  branch_protection_rule: sweeping,
  branch_protection_configuration: sweeping,
  repository_ruleset: sweeping,
  installation: ofInstallation,
  installation_repositories: ofChosen,
  installation_target: (event) => wanting(event, { kind: 'installation', key: String(event.installation) }),
};

export const eventsWithKeys: readonly string[] = Object.keys(table);

const nothing: Keyed = { wanted: [], facts: [], groups: [], places: [], left: [] };

/**
 * What is to be done about a delivery. Whoever could reach us may have made it up but for its signature, so that all of it is read with
 * care: what has another shape than GitHub describes fails here, with the place of it, and nowhere else. `payload`: its own, where somebody
 * has read it already.
 */
export function keysFor(delivery: Delivery, own: { readonly appId: number; readonly payload?: unknown }): Keyed {
  const find = Object.hasOwn(table, delivery.event) ? table[delivery.event] : undefined;
  if (find === undefined) return nothing;
  const { payload = parse(delivery.payload) } = own;
  const { action, installation, repository }: Envelope = readEnvelope(payload, '');
  if (installation === null) return nothing;
  const event = {
    payload,
    action: action ?? '',
    installation: installation.id,
    repository,
    receivedAt: delivery.receivedAt,
    ...own,
  };
  const found = find(event);
  const isGone = found.left?.some((each) => 'repoId' in each && each.repoId === repository?.id) ?? false;
  const places = repository === null || isGone ? [] : [placeOf(event, repository)];
  return { ...nothing, ...found, places: [...places, ...(found.places ?? [])] };
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    throw new Error('the payload is not JSON');
  }
}

function placeOf({ installation }: Event, { id: repoId, name, owner }: Repo): Place {
  return { installation, repoId, owner: owner.login, name };
}

interface Looked {
  readonly kind: TaskKind;
  readonly key: string;
  readonly isBackground?: boolean;
}

function wanting({ installation, receivedAt: due }: Event, ...tasks: readonly (Looked | undefined)[]): Found {
  const wanted = tasks.flatMap((task): Wanted[] => (task === undefined ? [] : [{ ...task, installation, due }]));
  return { wanted };
}

function repoIn({ repository }: Event): number {
  if (repository === null) throw new Error('the event is of no repository');
  return repository.id;
}

function pullTask(event: Event, number: number): Looked {
  return { kind: 'pull', key: `${repoIn(event)}/${number}` };
}

function checkTask(event: Event, sha: string): Looked {
  return { kind: 'check', key: `${repoIn(event)}/${sha}` };
}

/** Where the repository is known, all that is open in it; else all that the installation has. */
function sweeping(event: Event): Found {
  const { repository, installation } = event;
  if (repository) return wanting(event, { kind: 'repository', key: String(repository.id), isBackground: true });
  return wanting(event, { kind: 'installation', key: String(installation), isBackground: true });
}

/** Who pushed is told here and nowhere else; a pull request that is closed or goes elsewhere no longer speaks for its head. */
function ofPull(event: Event): Found {
  const { pull_request: pull, changes, before } = readPull(event.payload, '');
  const { number, head } = pull;
  const isMoved = ['closed', 'reopened'].includes(event.action) || (event.action === 'edited' && changes?.base !== undefined);
  const found = wanting(event, pullTask(event, number), isMoved ? checkTask(event, head.sha) : undefined);
  if (!['opened', 'synchronize'].includes(event.action)) return found;
  const { sender: by } = readSender(event.payload, '');
  const opening = event.action === 'opened' ? ({ isOpening: true } as const) : {};
  const fact: Fact = {
    is: 'pushed',
    repoId: repoIn(event),
    number,
    comment: 0,
    by,
    at: pull.updated_at,
    head: head.sha,
    ...(before !== null && { before }),
    ...opening,
  };
  return { ...found, facts: [fact] };
}

/** Only on pull requests, and not what we wrote ourselves: nobody said anything by that. */
function ofComment(event: Event): Found {
  const { issue, comment, changes } = readComment(event.payload, '');
  if (issue.pull_request === undefined || issue.pull_request === null) return {};
  const { sender: by } = readSender(event.payload, '');
  const isOurs = comment.performed_via_github_app?.id === event.appId && comment.user?.id === by.id;
  if (isOurs && event.action !== 'deleted') return {};
  const of = { repoId: repoIn(event), number: issue.number, comment: comment.id, by };
  const [body, author] = [comment.body ?? '', comment.user?.id ?? 0];
  const facts: Readonly<Record<string, Fact>> = {
    created: { ...of, is: 'created', at: comment.created_at, body, url: comment.html_url },
    edited: { ...of, is: 'edited', at: comment.updated_at, author, from: changes?.body?.from ?? null, to: body },
    deleted: { ...of, is: 'deleted', at: event.receivedAt, author, body },
  };
  const fact = Object.hasOwn(facts, event.action) ? facts[event.action] : undefined;
  return { ...wanting(event, pullTask(event, issue.number)), facts: fact ? [fact] : [] };
}

type Imitated = Pick<Extract<Fact, { is: 'imitated' }>, 'comment' | 'head' | 'name' | 'source'>;

/** We write no statuses, and runs of ours are told apart before. */
function imitated(event: Event, of: Imitated): Fact[] {
  const { sender: by } = readImitator(event.payload, '');
  return by === null ? [] : [{ is: 'imitated', repoId: repoIn(event), number: 0, by, at: event.receivedAt, ...of }];
}

/** What others say of a commit may prove something of a release that has it as its head: nothing else is looked at again for it. */
function saidAt(event: Event, sha: string): Looked {
  return { kind: 'collect', key: `${repoIn(event)}/at/${sha}` };
}

/** Somebody pressed a button of one of ours, or another App has one of our name. */
function ofCheckRun(event: Event): Found {
  const { check_run: run, requested_action: action } = readCheckRun(event.payload, '');
  const isOurs = run.app?.id === event.appId;
  const found = wanting(event, checkTask(event, run.head_sha));
  if (!isOurs && checkNames.includes(run.name))
    return { ...found, facts: imitated(event, { comment: run.id, head: run.head_sha, name: run.name, source: 'run' }) };
  if (!isOurs) return event.action === 'completed' ? wanting(event, saidAt(event, run.head_sha)) : {};
  if (!['rerequested', 'requested_action'].includes(event.action)) return {};
  const { sender: by } = readSender(event.payload, '');
  const button = action?.identifier ?? 'recheck';
  const of = { repoId: repoIn(event), number: 0, comment: run.id, by, at: event.receivedAt };
  return { ...found, facts: [{ ...of, is: 'pressed', head: run.head_sha, button }] };
}

interface AtHead {
  readonly head_sha: string;
  readonly pull_requests:
    | readonly { readonly number: number; readonly base: { readonly repo: { readonly id: number } | null } | null }[]
    | null;
}

/** Of a fork, none is named, and none of a merge group: then all are looked at that have this commit as their head. */
function atHead(event: Event, { head_sha: sha, pull_requests: pulls }: AtHead): Found {
  const here = (pulls ?? []).filter(({ base }) => base?.repo?.id === repoIn(event));
  const unnamed: Looked | undefined = here.length === 0 ? { kind: 'head', key: `${repoIn(event)}/${sha}` } : undefined;
  return wanting(event, ...here.map(({ number }) => pullTask(event, number)), unnamed, checkTask(event, sha));
}

function ofStatus(event: Event): Found {
  const { id, sha, context } = readStatus(event.payload, '');
  if (!checkNames.includes(context)) return wanting(event, saidAt(event, sha));
  const facts = imitated(event, { comment: id ?? 0, head: sha, name: context, source: 'status' });
  return { ...wanting(event, checkTask(event, sha)), facts };
}

function ofGroup(event: Event): Found {
  const { head_sha: sha, base_sha: base, base_ref: ref } = readGroup(event.payload, '').merge_group;
  const repoId = repoIn(event);
  const found = wanting(event, { kind: 'group', key: `${repoId}/${sha}` });
  const branch = branchOf(ref) ?? ref;
  return event.action === 'checks_requested' ? { ...found, groups: [{ repoId, branch, base, sha }] } : found;
}

const heads = 'refs/heads/';
/** Where a merge queue keeps what it tries: nobody has one of these as a base. */
const queued = 'gh-readonly-queue/';

function branchOf(ref: string): string | undefined {
  return ref.startsWith(heads) ? ref.slice(heads.length) : undefined;
}

function ofBranch(event: Event, branch: string | undefined): Found {
  if (branch === undefined || branch.startsWith(queued)) return {};
  return wanting(event, { kind: 'branch', key: `${repoIn(event)}/${branch}` });
}

function ofRef(event: Event): Found {
  const { ref, ref_type: kind } = readRef(event.payload, '');
  return kind === 'branch' ? ofBranch(event, ref) : {};
}

function ofRepository(event: Event): Found {
  if (event.action === 'deleted') return { left: [{ repoId: repoIn(event) }] };
  const isOther = event.action === 'edited' && readEdited(event.payload, '').changes?.default_branch === undefined;
  return isOther ? {} : sweeping(event);
}

/** While it is suspended nothing can be asked, and nothing is forgotten. */
function ofInstallation(event: Event): Found {
  if (event.action === 'deleted') return { left: [{ installation: event.installation }] };
  if (event.action === 'suspend') return {};
  const { repositories } = readInstalled(event.payload, '');
  const swept = wanting(event, { kind: 'installation', key: String(event.installation) });
  return { ...swept, places: (repositories ?? []).map((repo) => placeOf(event, repo)) };
}

function ofChosen(event: Event): Found {
  const { repositories_added: added, repositories_removed: removed } = readChosen(event.payload, '');
  const found = added ?? [];
  return {
    ...wanting(event, ...found.map(({ id }): Looked => ({ kind: 'repository', key: String(id) }))),
    places: found.map((repo) => placeOf(event, repo)),
    left: (removed ?? []).map(({ id: repoId }) => ({ repoId })),
  };
}
