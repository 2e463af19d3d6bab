import type { Commit, Sha, Signature, TreeEntry } from '../git/object.ts';
import { blobOf, commitOf, kindOf, treeOf } from '../git/store.ts';
import { entryAt } from '../git/tree.ts';
import { viewCheckRun } from '../shown/checks.ts';
import { viewRun } from '../shown/runs.ts';
import { latestRuns, suitesAt } from '../state/checks.ts';
import { instant, instantOrNull } from '../state/clock.ts';
import { isPull } from '../state/issues.ts';
import type { CheckRun, CheckSuite, Repo } from '../state/model.ts';
import { nodeId } from '../state/node-id.ts';
import { accountOfEmail } from '../state/repositories.ts';
import { shippedFrom } from '../state/shipped.ts';
import { type Asking, needPermission } from './asking.ts';
import { connection, type PageArgs } from './connection.ts';
import { showAccount, showApp } from './people.ts';
import { showRollup } from './rollup.ts';

function showSigner({ world }: Asking, { name, email }: Signature) {
  const account = accountOfEmail(world, email);
  return { name, email, user: account?.type === 'User' ? showAccount(world, account) : null };
}

/** What stands at a path; of a folder with its slash. */
interface Placed {
  readonly sha: Sha;
  readonly folder: string;
}

/** A folder tells the whole path of what is in it only to those who came to it by its path. */
export function showObject(asking: Asking, repo: Repo, found: Sha | Placed): object | null {
  const { sha, folder } = typeof found === 'string' ? { sha: found, folder: '' } : found;
  const kind = kindOf(repo.store, sha);
  const id = (prefix: string) => nodeId(prefix, `${repo.id}:${sha}`);
  if (kind === 'commit') return showCommit(asking, repo, sha);
  if (kind === 'tree') {
    const entries = () => treeOf(repo.store, sha).map((entry) => showEntry(asking, repo, { entry, folder }));
    return { __typename: 'Tree', id: id('T'), oid: sha, entries };
  }
  if (kind !== 'blob') return null;
  const bytes = blobOf(repo.store, sha);
  const isBinary = bytes.subarray(0, 8000).includes(0);
  return {
    __typename: 'Blob',
    id: id('B'),
    oid: sha,
    byteSize: bytes.length,
    isBinary,
    isTruncated: bytes.length > longestText,
    text: isBinary ? null : bytes.subarray(0, longestText).toString(),
  };
}

/** What a text shows, in bytes. */
const longestText = 512_000;

function showEntry(asking: Asking, repo: Repo, of: { readonly entry: TreeEntry; readonly folder: string }) {
  const { mode, name, sha } = of.entry;
  const path = of.folder + name;
  const type = mode === '040000' ? 'tree' : mode === '160000' ? 'commit' : 'blob';
  const size = type === 'blob' ? blobOf(repo.store, sha).length : 0;
  const object = () => showObject(asking, repo, { sha, folder: `${path}/` });
  return { name, path, mode: Number.parseInt(mode, 8), oid: sha, size, type, object };
}

/** Who wrote it, and whom its message names beside them. */
function authorsOf({ author, message }: Commit): Signature[] {
  const named = message.matchAll(/^co-authored-by:\s*(.+?)\s*<([^<>\s]+)>\s*$/gim);
  return [author, ...[...named].map(([, name = '', email = '']) => ({ ...author, name, email }))];
}

function showCommit(asking: Asking, repo: Repo, sha: Sha): object {
  const commit = commitOf(repo.store, sha);
  return {
    __typename: 'Commit',
    id: nodeId('C', `${repo.id}:${sha}`),
    oid: sha,
    message: commit.message,
    authoredDate: instant(commit.author.at),
    committedDate: instant(commit.committer.at),
    author: showSigner(asking, commit.author),
    committer: showSigner(asking, commit.committer),
    tree: () => {
      needPermission(asking, repo, 'contents:read');
      return showObject(asking, repo, commit.tree);
    },
    statusCheckRollup: () => showRollup(asking, { repo, sha }, { run: showRun, commit: showCommit }),
    file: ({ path }: { path: string }) => {
      needPermission(asking, repo, 'contents:read');
      const entry = entryAt(repo.store, commit.tree, path);
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      return entry === undefined ? null : showEntry(asking, repo, { entry, folder });
    },
    authors: connection('authors', authorsOf(commit), (signer) => showSigner(asking, signer)),
    associatedPullRequests: (args: PageArgs) => {
      needPermission(asking, repo, 'pull_requests:read');
      const items = [...repo.issues.values()].filter(isPull).filter(({ pull }) => pull.mergeSha === sha || pull.headSha === sha);
      return connection('associatedPullRequests', items, (issue) => asking.back.pull(asking, issue))(args);
    },
    parents: connection('parents', commit.parents, (parent) => showCommit(asking, repo, parent)),
    checkSuites: (args: PageArgs & { filterBy?: { appId?: number; checkName?: string } }) => {
      needPermission(asking, repo, 'checks:read');
      const { appId, checkName } = args.filterBy ?? {};
      const items = suitesAt(repo, sha)
        .filter(({ app }) => typeof appId !== 'number' || app.id === appId)
        .filter(({ runs }) => typeof checkName !== 'string' || runs.some(({ name }) => name === checkName));
      return connection('checkSuites', items, (suite) => showSuite(asking, suite))(args);
    },
  };
}

interface RunFilter {
  readonly filterBy?: {
    readonly checkName?: string | null;
    readonly appId?: number | null;
    readonly checkType?: string | null;
    readonly status?: string | null;
    readonly statuses?: readonly string[] | null;
    readonly conclusions?: readonly string[] | null;
  };
}

export function showSuite(asking: Asking, suite: CheckSuite): object {
  return {
    __typename: 'CheckSuite',
    id: nodeId('CS', suite.id),
    databaseId: suite.id,
    app: showApp(suite.app),
    status: suite.status.toUpperCase(),
    conclusion: suite.conclusion?.toUpperCase() ?? null,
    createdAt: instant(suite.createdAt),
    updatedAt: instant(suite.updatedAt),
    commit: () => showCommit(asking, suite.repo, suite.headSha),
    workflowRun: () => showWorkflowRun(asking, suite),
    checkRuns: (args: PageArgs & RunFilter) => {
      const { checkName, appId, checkType, status, statuses, conclusions } = args.filterBy ?? {};
      const wanted = status ? [status] : statuses;
      const items = (checkType === 'ALL' ? suite.runs : latestRuns(suite.runs))
        .filter(({ name }) => typeof checkName !== 'string' || name === checkName)
        .filter((run) => !wanted || wanted.includes(run.status.toUpperCase()))
        .filter((run) => !conclusions || conclusions.includes(run.conclusion?.toUpperCase() ?? ''))
        .filter(() => typeof appId !== 'number' || suite.app.id === appId);
      return connection('checkRuns', items, (run) => showRun(asking, run))(args);
    },
  };
}

function showWorkflowRun({ world }: Asking, suite: CheckSuite): object | null {
  const run = [...shippedFrom(suite.repo).workflowRuns.values()].find((each) => each.suite === suite);
  if (run === undefined) return null;
  return {
    id: nodeId('WFR', run.id),
    databaseId: run.id,
    event: run.event,
    runNumber: run.number,
    createdAt: instant(run.createdAt),
    updatedAt: instant(run.updatedAt),
    url: viewRun(world, run).html_url,
  };
}

export function showRun(asking: Asking, run: CheckRun): object {
  return {
    __typename: 'CheckRun',
    id: nodeId('CR', run.id),
    databaseId: run.id,
    name: run.name,
    status: run.status.toUpperCase(),
    conclusion: run.conclusion?.toUpperCase() ?? null,
    externalId: run.externalId,
    detailsUrl: run.detailsUrl,
    startedAt: instantOrNull(run.startedAt),
    completedAt: instantOrNull(run.completedAt),
    title: run.output.title,
    summary: run.output.summary,
    text: run.output.text,
    url: viewCheckRun(asking.world, run).html_url,
    checkSuite: () => showSuite(asking, run.suite),
  };
}
