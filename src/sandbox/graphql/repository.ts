import { commitOf } from '../git/store.ts';
import { entryAt } from '../git/tree.ts';
import { commitNamed } from '../rest/find.ts';
import { isPull } from '../state/issues.ts';
import type { Repo } from '../state/model.ts';
import { nodeId } from '../state/node-id.ts';
import { fullName } from '../state/repositories.ts';
import { type Asking, needPermission, refused } from './asking.ts';
import { connection, type Order, ordered, type PageArgs } from './connection.ts';
import { showIssue } from './conversation.ts';
import { showObject } from './git.ts';
import { showAccount } from './people.ts';
import { showPull } from './pulls.ts';
import { showQueue } from './queue.ts';

const either = ['pull_requests:read', 'issues:read'];

export function showRef(asking: Asking, repo: Repo, name: string) {
  const ref = name.startsWith('refs/') ? name : `refs/heads/${name}`;
  const sha = repo.refs.get(ref);
  if (sha === undefined) return null;
  const [, prefix = '', short = ''] = /^(refs\/[^/]+\/)(.*)$/.exec(ref) ?? [];
  const target = () => {
    needPermission(asking, repo, 'contents:read', 'pull_requests:read');
    return showObject(asking, repo, sha);
  };
  return { id: nodeId('REF', `${repo.id}:${ref}`), name: short, prefix, target };
}

/** `branch`, an id, or `branch:path`. */
function findObject(asking: Asking, repo: Repo, expression: string) {
  const colon = expression.indexOf(':');
  const name = colon === -1 ? expression : expression.slice(0, colon);
  const path = colon === -1 ? undefined : expression.slice(colon + 1).replace(/\/$/, '');
  const commit = commitNamed(repo, name);
  if (commit === undefined) return showObject(asking, repo, name);
  if (path === undefined) return showObject(asking, repo, commit);
  const { tree } = commitOf(repo.store, commit);
  const sha = path === '' ? tree : entryAt(repo.store, tree, path)?.sha;
  return sha === undefined ? null : showObject(asking, repo, { sha, folder: path === '' ? '' : `${path}/` });
}

function listPulls(asking: Asking, repo: Repo, args: PageArgs & PullFilter) {
  const states = args.states ?? ['OPEN', 'CLOSED', 'MERGED'];
  const stateOf = (state: string, mergedAt: number | null) => (mergedAt === null ? state.toUpperCase() : 'MERGED');
  const onlyOpen = states.length === 1 && states[0] === 'OPEN';
  const items = [...(onlyOpen ? repo.open : repo.issues.values())]
    .filter(isPull)
    .filter(({ state, pull }) => states.includes(stateOf(state, pull.mergedAt)))
    .filter(({ pull }) => !args.baseRefName || pull.baseRef === args.baseRefName)
    .filter(({ pull }) => !args.headRefName || pull.head.ref === args.headRefName)
    .filter(({ labels }) => !args.labels || [...labels].some(({ name }) => args.labels?.includes(name)));
  return connection('pullRequests', ordered(items, args.orderBy), (issue) => showPull(asking, issue))(args);
}

interface PullFilter {
  readonly states?: readonly string[] | null;
  readonly baseRefName?: string | null;
  readonly headRefName?: string | null;
  readonly labels?: readonly string[] | null;
  readonly orderBy?: Order | null;
}

export function showRepository(asking: Asking, repo: Repo): object {
  const numbered = (number: number) => repo.issues.get(number);
  return {
    __typename: 'Repository',
    id: nodeId('R', repo.id),
    databaseId: repo.id,
    name: repo.name,
    nameWithOwner: fullName(repo),
    owner: showAccount(asking.world, repo.owner),
    isPrivate: repo.private,
    isArchived: repo.archived,
    defaultBranchRef: () => showRef(asking, repo, repo.defaultBranch),
    ref: ({ qualifiedName }: { qualifiedName: string }) => showRef(asking, repo, qualifiedName),
    object: ({ expression, oid }: { expression?: string; oid?: string }) => {
      needPermission(asking, repo, 'contents:read');
      return findObject(asking, repo, expression ?? oid ?? '');
    },
    pullRequest: ({ number }: { number: number }) => {
      needPermission(asking, repo, ...either);
      const issue = numbered(number);
      if (issue && isPull(issue)) return showPull(asking, issue);
      throw refused('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
    },
    issue: ({ number }: { number: number }) => {
      needPermission(asking, repo, ...either);
      const issue = numbered(number);
      if (issue && !isPull(issue)) return showIssue(asking, issue);
      throw refused('NOT_FOUND', `Could not resolve to an Issue with the number of ${number}.`);
    },
    mergeQueue: ({ branch }: { branch?: string | null }) => {
      needPermission(asking, repo, 'merge_queues:read');
      return showQueue(asking, repo, branch ?? repo.defaultBranch);
    },
    pullRequests: (args: PageArgs & PullFilter) => {
      needPermission(asking, repo, ...either);
      return listPulls(asking, repo, args);
    },
  };
}
