import { PlatformError } from '../../reconcile/ports/faults.ts';
import type { Actor, Place } from '../../reconcile/ports/place.ts';
import type { OwnRun } from '../../reconcile/ports/platform.ts';
import type { PullAsk, PullSnapshot, Review, RunsSeen, Tip } from '../../reconcile/ports/snapshot.ts';
import { bigId, orNull, shaped } from '../client/shape.ts';
import type { Link, Me } from '../link.ts';
import { fileOf } from '../objects/entry.ts';
import { gone, type Objects } from '../objects/objects.ts';
import { boardOf } from './board.ts';
import { allOf, pageOfPull, pageOfSuites } from './more.ts';
import { pulseOf } from './pulse.ts';
import { allAuthors, headQuery, moreCommits, moreLabelled, moreLabels, moreReviews } from './query.ts';
import {
  type Commit,
  type FoundPull,
  type FoundRun,
  type FoundTip,
  type List,
  readAuthors,
  readCommit,
  readHead,
  readLabel,
  readLabelled,
  readReview,
  type Suite,
} from './read.ts';

export const mostConfigBytes = 64 * 1024;

export interface Finding {
  readonly link: Link;
  readonly objects: Objects;
  readonly me: Me;
  readonly ask: PullAsk;
  readonly found: FoundPull;
  readonly place: Place;
}

/** What was found in one query, and whatever did not fit into it, as the room that judges wants it. */
export async function snapshotOf(finding: Finding): Promise<PullSnapshot> {
  const { link, me, ask, found, place } = finding;
  const { pullRequest: pull, defaultBranchRef } = found.repository;
  const head = await headOf(finding);
  const boards = found.boards.map((board) => (board ? boardOf(link, place.installation, board) : Promise.resolve(undefined)));
  const known = new Set(found.boards.map((board) => board?.fullDatabaseId));
  return {
    place,
    defaultBranch: await tipOf(finding, defaultBranchRef),
    number: pull.number,
    state: stateOf(pull.state),
    isDraft: pull.isDraft,
    isPublic: !found.repository.isPrivate,
    url: pull.url,
    author: pull.author,
    base: {
      branch: pull.baseRefName,
      tip: await tipOf(finding, pull.baseRef),
      since: pull.lastMoved[0]?.createdAt ?? null,
    },
    head: { branch: pull.headRefName, sha: pull.headRefOid, tree: head.tree, repoId: pull.headRepository?.databaseId ?? null },
    labels: await labelsOf(finding),
    committers: await committersOf(finding),
    reviews: await reviewsOf(finding),
    runs: await runsOf(finding, head),
    boards: await Promise.all(boards),
    ownComments: pull.comments
      .filter(({ author, fullDatabaseId }) => author?.id === me.id && !known.has(fullDatabaseId))
      .map(({ fullDatabaseId }) => fullDatabaseId),
    checks: newestOf(head.runs, ask.checks).map((run) => ownRun(run, pull.headRefOid)),
    pulse: pulseOf(found, me),
  };
}

function stateOf(state: 'OPEN' | 'CLOSED' | 'MERGED'): PullSnapshot['state'] {
  return state === 'OPEN' ? 'open' : state === 'CLOSED' ? 'closed' : 'merged';
}

async function tipOf({ objects, place }: Finding, found: FoundTip): Promise<Tip | null> {
  if (found === null) return null;
  const { oid: sha, tree, folder, config } = found.target;
  const seen = fileOf(config, [folder], mostConfigBytes);
  return { branch: found.name, sha, tree: tree.oid, config: await objects.settle(place, seen, mostConfigBytes) };
}

interface Head {
  readonly tree: string;
  readonly committedAt: string;
  readonly suites: List<Suite>;
  readonly runs: readonly FoundRun[];
}

/** The last commit of the list is the head, but for the moment after a push. */
async function headOf({ link, place, me, found }: Finding): Promise<Head> {
  const { pullRequest: pull } = found.repository;
  const [last, own] = [pull.last.nodes[0]?.commit, pull.head[0]?.commit];
  if (last?.oid === pull.headRefOid && own) return headFrom({ ...own, suites: last.suites });
  return link.graphql({
    name: 'GonogoHead',
    query: headQuery,
    variables: { owner: place.owner, name: place.name, oid: pull.headRefOid, app: me.appId },
    installation: place.installation,
    subject: [['repository']],
    read: (value, at) => {
      const { repository } = readHead(value, at);
      if (repository.databaseId !== place.repoId || repository.object === null) throw unclear('the head');
      return headFrom(repository.object);
    },
  });
}

type Own = Omit<FoundPull['repository']['pullRequest']['head'][number]['commit'], never>;

function headFrom({ tree, committedDate, own, suites }: Own & { readonly suites: List<Suite> }): Head {
  const lists = [own, ...own.nodes.map(({ checkRuns }) => checkRuns)];
  if (lists.some(({ pageInfo }) => pageInfo.hasNextPage)) throw unclear('our checks at the head');
  return { tree: tree.oid, committedAt: committedDate, suites, runs: own.nodes.flatMap(({ checkRuns }) => checkRuns.nodes) };
}

function unclear(what: string): PlatformError {
  return new PlatformError(`GitHub does not give ${what} whole`, { kind: 'unclear', asked: what });
}

function newestOf(runs: readonly FoundRun[], names: readonly string[]): FoundRun[] {
  return names.flatMap((wanted) => {
    const newest = runs.filter(({ name }) => name === wanted).toSorted((a, b) => b.databaseId - a.databaseId);
    return newest.slice(0, 1);
  });
}

function ownRun({ databaseId: id, name, externalId, status, conclusion, url }: FoundRun, sha: string): OwnRun {
  const is = status === 'COMPLETED' ? 'completed' : status === 'IN_PROGRESS' ? 'in_progress' : 'queued';
  return { id, name, sha, externalId: externalId ?? '', status: is, conclusion: conclusion?.toLowerCase() ?? null, url };
}

async function labelsOf({ link, place, ask, found }: Finding): Promise<readonly string[] | null> {
  const { pullRequest: pull } = found.repository;
  const of = { place, number: ask.number, head: pull.headRefOid };
  const now = await allOf(pull.labels, pageOfPull(link, { ...of, query: moreLabels, read: readLabel }));
  // The count of a timeline is of all that is in it, so that only its pages tell its end.
  const whole = async (after: string) => counted(await page(after));
  const page = pageOfPull(link, { ...of, query: moreLabelled, read: readLabelled });
  const ever = await allOf(counted(pull.labelled), whole);
  if (now === null || ever === null) return null;
  return [...new Set([...now.map(({ name }) => name), ...ever.map(({ label }) => label.name)])].toSorted();
}

function counted<T>(page: List<T>): List<T> {
  return { ...page, totalCount: 0 };
}

const says = { APPROVED: 'approved', CHANGES_REQUESTED: 'changes', DISMISSED: 'dismissed' } as const;

async function reviewsOf({ link, place, ask, found }: Finding): Promise<readonly Review[] | null> {
  const { pullRequest: pull } = found.repository;
  const page = pageOfPull(link, { place, number: ask.number, head: pull.headRefOid, query: moreReviews, read: readReview });
  const all = await allOf(pull.opinions, page);
  if (all === null) return null;
  return all.map(({ fullDatabaseId: id, state, submittedAt: at, url, author: by, commit }) => {
    return { id, by, says: says[state], at, url, on: commit && { sha: commit.oid, tree: commit.tree.oid } };
  });
}

async function committersOf(finding: Finding): Promise<readonly Actor[] | null> {
  const { link, place, ask, found } = finding;
  const { pullRequest: pull } = found.repository;
  const of = { place, number: ask.number, head: pull.headRefOid };
  const commits = await allOf(pull.commits, pageOfPull(link, { ...of, query: moreCommits, read: readCommit }));
  if (commits === null) return null;
  const people = new Map<number, Actor>();
  for (const { commit } of commits) {
    const authors = await authorsOf(finding, commit);
    if (authors === null) return null;
    for (const signer of [...authors, commit.committer]) if (signer?.user) people.set(signer.user.id, signer.user);
  }
  return [...people.values()].toSorted((a, b) => a.id - b.id);
}

/** A commit may name more authors than one page has. */
async function authorsOf({ link, place }: Finding, { oid, authors }: Commit): Promise<Commit['authors']['nodes'] | null> {
  if (authors.nodes.length >= authors.totalCount) return authors.nodes;
  const read = shaped({ repository: shaped({ databaseId: bigId, object: orNull(shaped({ authors: readAuthors })) }) });
  const { repository } = await link.graphql({
    name: 'GonogoAuthors',
    query: allAuthors,
    variables: { owner: place.owner, name: place.name, oid },
    installation: place.installation,
    subject: [['repository']],
    read,
  });
  if (repository.databaseId !== place.repoId) throw gone(place, `the commit ${oid}`);
  const all = repository.object?.authors;
  return all && all.nodes.length >= all.totalCount ? all.nodes : null;
}

/**
 * While one goes on, since anything last moved. None at all is not yet none: those of a push come a moment after it, so that they are
 * waited for as long as for one that goes on.
 */
async function runsOf({ link, place, found }: Finding, head: Head): Promise<RunsSeen> {
  const { pullRequest: pull } = found.repository;
  const suites = await allOf(head.suites, pageOfSuites(link, place, pull.headRefOid));
  const ours = suites?.filter(({ workflowRun }) => workflowRun !== null) ?? [];
  const over = suites && ours.flatMap(overOf);
  if (suites === null || ours.length === 0) {
    return { state: 'running', since: latest([pull.createdAt, head.committedAt]), over };
  }
  const going = ours.filter(({ status }) => status !== 'COMPLETED');
  const of = going.length > 0 ? going : ours;
  return { state: going.length > 0 ? 'running' : 'completed', since: latest(of.map(({ updatedAt }) => updatedAt)), over };
}

function overOf({ status, updatedAt: at, workflowRun }: Suite): RunsSeen['over'] & object {
  return status === 'COMPLETED' && workflowRun !== null ? [{ id: workflowRun.databaseId, at }] : [];
}

/** Instants are texts that sort as they are. */
function latest(instants: readonly string[]): string {
  return instants.toSorted().at(-1) ?? '';
}
