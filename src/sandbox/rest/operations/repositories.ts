import { compare, mostCommits, mostFiles } from '../../git/compare.ts';
import { diffTrees } from '../../git/diff.ts';
import { logOf } from '../../git/history.ts';
import type { Sha } from '../../git/object.ts';
import { blobOf, commitOf, treeOf } from '../../git/store.ts';
import { entryAt } from '../../git/tree.ts';
import { viewCommit, viewFile, viewGitCommit } from '../../shown/git.ts';
import { viewPullSimple } from '../../shown/pulls.ts';
import { viewFullRepository } from '../../shown/repository.ts';
import { apiOf, pageOf } from '../../shown/urls.ts';
import { isPull } from '../../state/issues.ts';
import { push } from '../../state/pushes.ts';
import { refusal } from '../../state/refusal.ts';
import { addRepo, archiveRepo, branchOf, fullName, renameRepo, writeFiles } from '../../state/repositories.ts';
import { rulesFor } from '../../state/rules.ts';
import { commitNamed, found, userOf } from '../find.ts';
import { page } from '../pages.ts';
import { flag, ok, onRepo, type RepoCall, type Route, text } from '../route.ts';

function urlsOfContent({ world, repo }: RepoCall, of: { path: string; ref: string; sha: Sha; kind: 'blob' | 'tree' }) {
  const at = of.path.split('/').map(encodeURIComponent).join('/');
  const url = `${apiOf(world, repo)}/contents/${at}?ref=${encodeURIComponent(of.ref)}`;
  const git = `${apiOf(world, repo)}/git/${of.kind}s/${of.sha}`;
  const html = `${pageOf(world, repo)}/${of.kind}/${encodeURIComponent(of.ref)}/${at}`;
  return { url, git_url: git, html_url: html, _links: { self: url, git, html } };
}

/** Whole with its content alone; in a folder's list without. */
function viewContent(call: RepoCall, of: { path: string; ref: string; sha: Sha }, alone: boolean) {
  const bytes = blobOf(call.repo.store, of.sha);
  return {
    type: 'file',
    name: of.path.split('/').at(-1) ?? '',
    path: of.path,
    sha: of.sha,
    size: bytes.length,
    download_url: `${pageOf(call.world, call.repo)}/raw/${encodeURIComponent(of.ref)}/${of.path.split('/').map(encodeURIComponent).join('/')}`,
    ...urlsOfContent(call, { ...of, kind: 'blob' }),
    ...(alone && { encoding: 'base64', content: bytes.toString('base64').replaceAll(/.{60}/g, '$&\n') }),
  };
}

function getContents(call: RepoCall) {
  const { repo, query, param } = call;
  const ref = query.get('ref') ?? repo.defaultBranch;
  const { tree } = commitOf(repo.store, found(commitNamed(repo, ref)));
  const path = param('path').replace(/\/$/, '');
  const entry = path === '' ? { mode: '040000', sha: tree } : found(entryAt(repo.store, tree, path));
  if (entry.mode !== '040000') return ok(viewContent(call, { path, ref, sha: entry.sha }, true));
  const below = treeOf(repo.store, entry.sha).map(({ mode, name, sha }) => {
    const at = path === '' ? name : `${path}/${name}`;
    if (mode !== '040000') return viewContent(call, { path: at, ref, sha }, false);
    return {
      type: 'dir',
      size: 0,
      name,
      path: at,
      sha,
      download_url: null,
      ...urlsOfContent(call, { path: at, ref, sha, kind: 'tree' }),
    };
  });
  return ok(below);
}

/** Writes or takes out one file; whoever replaces one must name the blob that stands there. */
function putContents(call: RepoCall) {
  const { world, repo, body, account, param, method } = call;
  const branch = text(body, 'branch') ?? repo.defaultBranch;
  const tip = branchOf(repo, branch);
  const path = param('path');
  const there = tip === undefined ? undefined : entryAt(repo.store, commitOf(repo.store, tip).tree, path);
  if (there !== undefined && there.sha !== text(body, 'sha'))
    throw refusal('wrong-sha', { message: `${path} does not match ${text(body, 'sha') ?? 'nothing'}` });
  if (method === 'DELETE') found(there);
  const content = method === 'DELETE' ? null : Buffer.from(text(body, 'content') ?? '', 'base64');
  const message = text(body, 'message') ?? `Update ${path}`;
  const parents = tip === undefined ? [] : [tip];
  const sha = writeFiles(world, repo, { author: account, message, parents, files: { [path]: content } });
  push(world, { repo, ref: `refs/heads/${branch}`, sha, sender: account });
  const entry = entryAt(repo.store, commitOf(repo.store, sha).tree, path);
  const view = entry ? viewContent(call, { path, ref: branch, sha: entry.sha }, false) : null;
  return { status: there === undefined ? 201 : 200, body: { content: view, commit: viewGitCommit(world, repo, sha) } };
}

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

function compareCommits(call: RepoCall) {
  const { world, repo, param, query } = call;
  const names = param('basehead').split('...');
  const [base, head] = names.map((name) => found(commitNamed(repo, name.includes(':') ? found(name.split(':')[1]) : name)));
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
  const [name, branch, archived] = [text(body, 'name'), text(body, 'default_branch'), flag(body, 'archived')];
  if (name !== undefined && name !== repo.name) renameRepo(world, repo, { name, sender: account });
  if (branch !== undefined) {
    found(branchOf(repo, branch));
    repo.defaultBranch = branch;
  }
  if (archived !== undefined) archiveRepo(world, repo, { archived, sender: account });
  repo.private = flag(body, 'private') ?? repo.private;
  return ok(viewFullRepository(world, repo, account));
}

const reads = { app: ['contents:read'], role: 'read' } as const;
const writes = { app: ['contents:write'], role: 'write' } as const;

export const repositoryRoutes: readonly Route[] = [
  onRepo('GET /repos/{owner}/{repo}', { app: ['metadata:read'], role: 'read' }, ({ world, repo, account }) =>
    ok(viewFullRepository(world, repo, account)),
  ),
  onRepo('PATCH /repos/{owner}/{repo}', { app: ['administration:write'], role: 'admin' }, patchRepository),
  onRepo(
    'POST /repos/{owner}/{repo}/forks',
    { app: ['administration:write'], role: 'read' },
    ({ world, repo, body, account }) => {
      const organization = text(body, 'organization');
      const owner = organization === undefined ? account : userOf(world, organization);
      const there = world.names.get(fullName({ owner, name: repo.name }).toLowerCase());
      const fork = there ?? addRepo(world, { owner, name: text(body, 'name') ?? repo.name, parent: repo });
      return { status: 202, body: viewFullRepository(world, fork, account) };
    },
  ),
  onRepo('GET /repos/{owner}/{repo}/contents/{path}', reads, getContents),
  onRepo('PUT /repos/{owner}/{repo}/contents/{path}', writes, putContents),
  onRepo('DELETE /repos/{owner}/{repo}/contents/{path}', writes, putContents),
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
  onRepo('GET /repos/{owner}/{repo}/commits', reads, (call) => {
    const { world, repo, query } = call;
    const head = found(commitNamed(repo, query.get('sha') ?? repo.defaultBranch));
    return page(call, { items: logOf(repo.store, head), view: (sha) => viewCommit(world, repo, sha) });
  }),
  onRepo('GET /repos/{owner}/{repo}/commits/{ref}', reads, getCommit),
  onRepo('GET /repos/{owner}/{repo}/compare/{basehead}', reads, compareCommits),
  onRepo('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', { app: ['pull_requests:read'], role: 'read' }, (call) => {
    const { world, repo, param } = call;
    const sha = found(commitNamed(repo, param('commit_sha')));
    const items = [...repo.issues.values()].filter(isPull).filter(({ pull }) => pull.mergeSha === sha || pull.headSha === sha);
    return page(call, { items, view: (issue) => viewPullSimple(world, issue) });
  }),
];
