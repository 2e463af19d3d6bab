import { compare, mostCommits, mostFiles } from '../../git/compare.ts';
import { diffTrees } from '../../git/diff.ts';
import { logOf } from '../../git/history.ts';
import type { Sha, Signature } from '../../git/object.ts';
import { commitOf, type GitStore } from '../../git/store.ts';
import { entryAt } from '../../git/tree.ts';
import { viewCommit, viewFile } from '../../shown/git.ts';
import { viewPullSimple } from '../../shown/pulls.ts';
import { viewFullRepository } from '../../shown/repository.ts';
import { apiOf, pageOf } from '../../shown/urls.ts';
import { maySee } from '../../state/access.ts';
import { pullsWith } from '../../state/pulls-of.ts';
import { refusal } from '../../state/refusal.ts';
import { accountOfEmail, addRepo, archiveRepo, branchOf, editRepo, removeRepo, renameRepo } from '../../state/repositories.ts';
import { rulesFor } from '../../state/rules.ts';
import { commitNamed, found, userOf } from '../find.ts';
import { page } from '../pages.ts';
import { flag, noContent, ok, onRepo, type RepoCall, type Route, text } from '../route.ts';

function viewBranch({ world, repo }: RepoCall, name: string, whole: boolean) {
  const sha = found(branchOf(repo, name));
  const checks = rulesFor(repo, `refs/heads/${name}`).filter(({ rule }) => rule.type === 'required_status_checks');
  const url = `${apiOf(world, repo)}/branches/${encodeURIComponent(name)}`;
  const rest = { protected: checks.length > 0, protection_url: `${url}/protection` };
  if (!whole) return { name, commit: { sha, url: `${apiOf(world, repo)}/commits/${sha}` }, ...rest };
  const links = { self: url, html: `${pageOf(world, repo)}/tree/${encodeURIComponent(name)}` };
  const off = { enabled: false, required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] } };
  return { name, commit: viewCommit(world, repo, sha), _links: links, protection: off, ...rest };
}

/** `branch`, or `owner:branch` and `owner:repository:branch` for what stands in a fork. */
function commitInNetwork({ world, caller, repo }: RepoCall, name: string): Sha {
  const parts = name.split(':');
  const [owner, named] = parts.length === 3 ? parts : [parts[0], undefined];
  if (parts.length === 1) return found(commitNamed(repo, name));
  const inNetwork = [...world.repos.values()].filter(({ store }) => store === repo.store);
  const other = inNetwork.find((each) => each.owner.login === owner && (named === undefined || each.name === named));
  return found(other && maySee(world, caller, other) && commitNamed(other, parts.at(-1) ?? ''));
}

function compareCommits(call: RepoCall) {
  const { world, repo, param, query } = call;
  const [base, head] = param('basehead')
    .split('...')
    .map((name) => commitInNetwork(call, name));
  const result = found(base !== undefined && head !== undefined && compare(repo.store, base, head));
  const [api, html] = [
    `${apiOf(world, repo)}/compare/${param('basehead')}`,
    `${pageOf(world, repo)}/compare/${param('basehead')}`,
  ];
  const paged = query.has('page') || query.has('per_page');
  const listed = paged
    ? page(call, { items: result.commits, view: (sha) => sha })
    : { status: 200, body: result.commits.slice(0, mostCommits) };
  const shown: readonly Sha[] = Array.isArray(listed.body) ? listed.body : [];
  const first = Number(query.get('page') ?? 1) === 1;
  const body = {
    url: api,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: viewCommit(world, repo, found(base)),
    merge_base_commit: viewCommit(world, repo, result.mergeBase),
    status: result.status,
    ahead_by: result.aheadBy,
    behind_by: result.behindBy,
    total_commits: result.commits.length,
    commits: shown.map((sha) => viewCommit(world, repo, sha)),
    files: first ? result.files.slice(0, mostFiles).map((change) => viewFile(world, repo, { change, sha: found(head) })) : [],
  };
  return { ...listed, body };
}

function listCommits(call: RepoCall) {
  const { world, repo, query } = call;
  const head = found(commitNamed(repo, query.get('sha') ?? repo.defaultBranch));
  const [path, since, until] = [query.get('path'), query.get('since'), query.get('until')];
  const by = (asked: string | null, { name, email }: Signature) =>
    asked === null || [name, email, accountOfEmail(world, email)?.login].includes(asked);
  const items = logOf(repo.store, head).filter((sha) => {
    const { author, committer } = commitOf(repo.store, sha);
    return (
      by(query.get('author'), author) &&
      by(query.get('committer'), committer) &&
      (since === null || committer.at >= Date.parse(since)) &&
      (until === null || committer.at <= Date.parse(until)) &&
      (path === null || touches(repo.store, sha, path))
    );
  });
  return page(call, { items, view: (sha) => viewCommit(world, repo, sha) });
}

function touches(store: GitStore, sha: Sha, path: string): boolean {
  const { tree, parents } = commitOf(store, sha);
  const at = (root: Sha) => entryAt(store, root, path)?.sha;
  return parents.length === 0 ? at(tree) !== undefined : parents.every((each) => at(commitOf(store, each).tree) !== at(tree));
}

function getCommit(call: RepoCall) {
  const { world, repo, param } = call;
  const sha = found(commitNamed(repo, param('ref')));
  const { parents, tree } = commitOf(repo.store, sha);
  const [parent] = parents.map((each) => commitOf(repo.store, each).tree);
  const files = diffTrees(repo.store, parent ?? null, tree).map((change) => viewFile(world, repo, { change, sha }));
  const [additions, deletions] = [
    files.reduce((sum, file) => sum + file.additions, 0),
    files.reduce((sum, file) => sum + file.deletions, 0),
  ];
  return ok({
    ...viewCommit(world, repo, sha),
    stats: { additions, deletions, total: additions + deletions },
    files: files.slice(0, mostFiles),
  });
}

function patchRepository({ world, repo, body, account }: RepoCall) {
  const name = text(body, 'name');
  if (name !== undefined && name !== repo.name) renameRepo(world, repo, { name, sender: account });
  const branch = text(body, 'default_branch');
  if (branch !== undefined && branchOf(repo, branch) === undefined) {
    const message = `The branch ${branch} was not found. Please push that ref first or create it via the Git Data API.`;
    throw refusal('invalid-field', { errors: [{ resource: 'Repository', field: 'default_branch', code: 'invalid', message }] });
  }
  const [description, hidden, archived] = [text(body, 'description'), flag(body, 'private'), flag(body, 'archived')];
  editRepo(world, repo, {
    sender: account,
    ...(branch !== undefined && { defaultBranch: branch }),
    ...(description !== undefined && { description }),
    ...(hidden !== undefined && { private: hidden }),
  });
  if (archived !== undefined && archived !== repo.archived) archiveRepo(world, repo, { archived, sender: account });
  return ok(viewFullRepository(world, repo, account));
}

const reads = { app: ['contents:read'], role: 'read' } as const;

export const repositoryRoutes: readonly Route[] = [
  onRepo('GET /repos/{owner}/{repo}', { app: ['metadata:read'], role: 'read' }, ({ world, repo, account }) =>
    ok(viewFullRepository(world, repo, account)),
  ),
  onRepo('DELETE /repos/{owner}/{repo}', { app: ['administration:write'], role: 'admin' }, ({ world, repo, account }) => {
    removeRepo(world, repo, account);
    return noContent;
  }),
  onRepo('PATCH /repos/{owner}/{repo}', { app: ['administration:write'], role: 'admin' }, patchRepository),
  onRepo(
    'POST /repos/{owner}/{repo}/forks',
    { app: ['administration:write'], role: 'read' },
    ({ world, repo, body, account }) => {
      const organization = text(body, 'organization');
      const owner = organization === undefined ? account : userOf(world, organization);
      const there = [...world.repos.values()].find((each) => each.owner === owner && each.parent === repo);
      const fork = there ?? addRepo(world, { owner, name: text(body, 'name') ?? repo.name, parent: repo });
      return { status: 202, body: viewFullRepository(world, fork, account) };
    },
  ),
  onRepo('GET /repos/{owner}/{repo}/branches', reads, (call) => {
    const names = [...call.repo.refs.keys()]
      .filter((ref) => ref.startsWith('refs/heads/'))
      .map((ref) => ref.slice('refs/heads/'.length));
    return page(call, { items: names.toSorted(), view: (name) => viewBranch(call, name, false) });
  }),
  onRepo('GET /repos/{owner}/{repo}/branches/{branch}', reads, (call) => ok(viewBranch(call, call.param('branch'), true))),
  onRepo('GET /repos/{owner}/{repo}/tags', { app: ['metadata:read'], role: 'read' }, (call) => {
    const { world, repo } = call;
    const names = [...repo.refs.keys()]
      .filter((ref) => ref.startsWith('refs/tags/'))
      .map((ref) => ref.slice('refs/tags/'.length));
    const view = (name: string) => {
      const sha = found(commitNamed(repo, `refs/tags/${name}`));
      const at = (kind: string) => `${apiOf(world, repo)}/${kind}/refs/tags/${name}`;
      return {
        name,
        commit: { sha, url: `${apiOf(world, repo)}/commits/${sha}` },
        zipball_url: at('zipball'),
        tarball_url: at('tarball'),
        node_id: `REF_${name}`,
      };
    };
    return page(call, { items: names.toSorted().toReversed(), view });
  }),
  onRepo('GET /repos/{owner}/{repo}/commits', reads, listCommits),
  onRepo('GET /repos/{owner}/{repo}/commits/{ref}', reads, getCommit),
  onRepo('GET /repos/{owner}/{repo}/compare/{basehead}', reads, compareCommits),
  onRepo('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', { app: ['pull_requests:read'], role: 'read' }, (call) => {
    const { world, repo, param } = call;
    const items = pullsWith(repo, found(commitNamed(repo, param('commit_sha'))));
    return page(call, { items, view: (issue) => viewPullSimple(world, issue) });
  }),
];
