import type { Mode, Sha } from '../../git/object.ts';
import { blobOf, commitOf, kindOf, treeOf } from '../../git/store.ts';
import { entryAt } from '../../git/tree.ts';
import { viewGitCommit } from '../../shown/git.ts';
import { apiOf, pageOf } from '../../shown/urls.ts';
import { push } from '../../state/pushes.ts';
import { refusal } from '../../state/refusal.ts';
import { branchOf, writeFiles } from '../../state/repositories.ts';
import { commitNamed, found } from '../find.ts';
import { ok, onRepo, type RepoCall, type Route, text } from '../route.ts';

function urlsOfContent({ world, repo }: RepoCall, of: { path: string; ref: string; sha: Sha; kind: 'blob' | 'tree' }) {
  const at = of.path.split('/').map(encodeURIComponent).join('/');
  const url = `${apiOf(world, repo)}/contents/${at}?ref=${encodeURIComponent(of.ref)}`;
  const git = `${apiOf(world, repo)}/git/${of.kind}s/${of.sha}`;
  const html = `${pageOf(world, repo)}/${of.kind}/${encodeURIComponent(of.ref)}/${at}`;
  return { url, git_url: git, html_url: html, _links: { self: url, git, html } };
}

interface At {
  readonly path: string;
  readonly ref: string;
  readonly sha: Sha;
  readonly mode: Mode;
}

/** What a file holds is told up to this size, in bytes; what is larger comes raw only, and what is larger still does not come. */
const [longestTold, longestGiven] = [1_000_000, 100_000_000];

/** Whole with its content alone; in a folder's list without. */
function viewContent(call: RepoCall, of: At, alone: boolean) {
  const at = of.path.split('/').map(encodeURIComponent).join('/');
  const own = { name: of.path.split('/').at(-1) ?? '', path: of.path, sha: of.sha };
  if (of.mode === '160000') {
    const nothing = { size: 0, download_url: null, ...urlsOfContent(call, { ...of, kind: 'tree' }) };
    // Among others a submodule has always been called a file.
    return { type: alone ? 'submodule' : 'file', submodule_git_url: urlOfModule(call, of), ...own, ...nothing };
  }
  const bytes = blobOf(call.repo.store, of.sha);
  const file = {
    ...own,
    size: bytes.length,
    download_url: `${pageOf(call.world, call.repo)}/raw/${encodeURIComponent(of.ref)}/${at}`,
    ...urlsOfContent(call, { ...of, kind: 'blob' }),
  };
  if (of.mode === '120000') return { type: 'symlink', ...file, ...(alone && { target: bytes.toString() }) };
  const told = bytes.length > longestTold ? { encoding: 'none', content: '' } : { encoding: 'base64', content: inLines(bytes) };
  return { type: 'file', ...file, ...(alone && told) };
}

/** As the file beside it says. */
function urlOfModule({ world, repo }: RepoCall, { path, ref }: At): string {
  const commit = commitNamed(repo, ref);
  const entry = commit === undefined ? undefined : entryAt(repo.store, commitOf(repo.store, commit).tree, '.gitmodules');
  const parts = entry === undefined ? [] : blobOf(repo.store, entry.sha).toString().split(/^\[/m);
  const own = parts.find((part) => /^\s*path\s*=\s*(?<path>.*?)\s*$/m.exec(part)?.groups?.['path'] === path);
  const url = own === undefined ? undefined : /^\s*url\s*=\s*(?<url>.*?)\s*$/m.exec(own)?.groups?.['url'];
  return url ?? `${pageOf(world, repo)}.git`;
}

/** Sixty letters to a line, each with its end. */
export function inLines(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll(/.{1,60}/g, '$&\n');
}

/** A link to a file of the same repository is followed; any other is shown as what it is. */
function followed(call: RepoCall, tree: Sha, of: At): At {
  if (of.mode !== '120000') return of;
  const target = blobOf(call.repo.store, of.sha).toString();
  const path = new URL(target, `http://h/${of.path}`).pathname.slice(1);
  const entry = target.startsWith('/') ? undefined : entryAt(call.repo.store, tree, decodeURIComponent(path));
  const isFile = entry !== undefined && (entry.mode === '100644' || entry.mode === '100755');
  return isFile ? { ...of, sha: entry.sha, mode: entry.mode } : of;
}

function getContents(call: RepoCall) {
  const { repo, query, param, accept } = call;
  const ref = query.get('ref') ?? repo.defaultBranch;
  const { tree } = commitOf(repo.store, found(commitNamed(repo, ref)));
  const path = param('path').replace(/\/$/, '');
  const entry = path === '' ? { mode: '040000' as const, sha: tree } : found(entryAt(repo.store, tree, path));
  if (entry.mode === '040000') return listFolder(call, { path, ref, sha: entry.sha });
  const at = followed(call, tree, { path, ref, sha: entry.sha, mode: entry.mode });
  const bytes = kindOf(repo.store, at.sha) === 'blob' ? blobOf(repo.store, at.sha) : undefined;
  if ((bytes?.length ?? 0) > longestGiven) throw refusal('too-large');
  return { ...ok(viewContent(call, at, true)), ...(bytes && isRaw(accept) && { raw: bytes }) };
}

/** Whether the caller wants the bytes themselves: `application/vnd.github.raw+json` and its older names. */
export function isRaw(accept: string): boolean {
  return /^application\/vnd\.github\.(?:v3\.)?raw(?:\+json)?$/.test(accept.split(/[,;]/)[0]?.trim() ?? '');
}

function listFolder(call: RepoCall, { path, ref, sha: folder }: { path: string; ref: string; sha: Sha }) {
  const below = treeOf(call.repo.store, folder).map(({ mode, name, sha }) => {
    const at = path === '' ? name : `${path}/${name}`;
    if (mode !== '040000') return viewContent(call, { path: at, ref, sha, mode }, false);
    const urls = urlsOfContent(call, { path: at, ref, sha, kind: 'tree' });
    return { type: 'dir', size: 0, name, path: at, sha, download_url: null, ...urls };
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
  const view = entry ? viewContent(call, { path, ref: branch, sha: entry.sha, mode: entry.mode }, false) : null;
  return { status: there === undefined ? 201 : 200, body: { content: view, commit: viewGitCommit(world, repo, sha) } };
}

const reads = { app: ['contents:read'], role: 'read' } as const;
const writes = { app: ['contents:write'], role: 'write' } as const;
const at = '/repos/{owner}/{repo}/contents/{path}';

export const contentRoutes: readonly Route[] = [
  onRepo(`GET ${at}`, reads, getContents),
  onRepo(`PUT ${at}`, writes, putContents),
  onRepo(`DELETE ${at}`, writes, putContents),
];
