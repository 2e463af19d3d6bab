import type { Mode, Sha, Signature } from '../../git/object.ts';
import { blobOf, commitOf, kindOf, treeOf, writeBlob, writeCommit, writeTag } from '../../git/store.ts';
import { entriesBelow, leavesOf, withLeaves } from '../../git/tree.ts';
import { viewGitCommit, viewRef, viewSignature } from '../../shown/git.ts';
import { apiOf } from '../../shown/urls.ts';
import { nodeId } from '../../state/node-id.ts';
import { push } from '../../state/pushes.ts';
import { refusal } from '../../state/refusal.ts';
import { signatureOf } from '../../state/repositories.ts';
import { commitNamed, found } from '../find.ts';
import {
  type Body,
  created,
  flag,
  noContent,
  ok,
  onRepo,
  type RepoCall,
  type Route,
  record,
  records,
  text,
  texts,
} from '../route.ts';
import { inLines, isRaw } from './contents.ts';

/** More of a tree is cut away. */
const mostEntries = 100_000;

function viewTree({ world, repo, query }: RepoCall, sha: Sha) {
  const api = `${apiOf(world, repo)}/git`;
  const entries = query.has('recursive')
    ? entriesBelow(repo.store, sha)
    : treeOf(repo.store, sha).map(({ name, mode, sha: id }) => ({ path: name, mode, sha: id }));
  const tree = entries.slice(0, mostEntries).map((entry) => {
    const type = entry.mode === '040000' ? 'tree' : entry.mode === '160000' ? 'commit' : 'blob';
    return {
      ...entry,
      type,
      ...(type === 'blob' && { size: blobOf(repo.store, entry.sha).length }),
      url: `${api}/${type}s/${entry.sha}`,
    };
  });
  return { sha, url: `${api}/trees/${sha}`, tree, truncated: entries.length > mostEntries };
}

const modes: readonly string[] = ['100644', '100755', '120000', '160000', '040000'] satisfies Mode[];

function isMode(mode: string): mode is Mode {
  return modes.includes(mode);
}

function makeTree(call: RepoCall) {
  const { repo, body } = call;
  const base = text(body, 'base_tree');
  const before = base === undefined ? null : (repo.store.commits.get(base)?.tree ?? base);
  if (before !== null && kindOf(repo.store, before) !== 'tree') throw invalid('tree', 'base_tree');
  const changes = (records(body, 'tree') ?? []).map((entry) => [text(entry, 'path') ?? '', leafFrom(call, entry)] as const);
  const folders = changes.flatMap(([path, leaf]) =>
    leaf?.mode === '040000'
      ? [...leavesOf(repo.store, leaf.sha)].map(([below, each]) => [`${path}/${below}`, each] as const)
      : [],
  );
  const files = changes.filter(([, leaf]) => leaf?.mode !== '040000');
  return created(viewTree(call, withLeaves(repo.store, before, new Map([...folders, ...files]))));
}

function leafFrom({ repo }: RepoCall, entry: Body) {
  const [mode, sha, content] = [text(entry, 'mode') ?? '100644', text(entry, 'sha'), text(entry, 'content')];
  if (!isMode(mode)) throw invalid('tree', 'mode');
  if (content !== undefined) {
    if (mode === '040000' || mode === '160000') throw invalid('tree', 'mode');
    return { mode, sha: writeBlob(repo.store, content) };
  }
  if (sha === undefined) return null;
  const kind = kindOf(repo.store, sha);
  if (mode !== '160000' && (kind === undefined || (mode === '040000') !== (kind === 'tree'))) throw invalid('tree', 'sha');
  return { mode, sha };
}

function invalid(resource: string, field: string) {
  return refusal('invalid-field', { errors: [{ resource, field, code: 'invalid' }] });
}

function signatureFrom({ world, account }: RepoCall, given: Body | undefined, usual?: Signature): Signature {
  const own = usual ?? signatureOf(world, account);
  if (given === undefined) return own;
  const date = text(given, 'date');
  return {
    name: text(given, 'name') ?? own.name,
    email: text(given, 'email') ?? own.email,
    at: date === undefined ? own.at : Date.parse(date),
  };
}

function makeCommit(call: RepoCall) {
  const { world, repo, body } = call;
  const [tree, parents] = [text(body, 'tree') ?? '', texts(body, 'parents') ?? []];
  if (kindOf(repo.store, tree) !== 'tree') throw invalid('commit', 'tree');
  if (parents.some((parent) => kindOf(repo.store, parent) !== 'commit')) throw invalid('commit', 'parents');
  const author = signatureFrom(call, record(body, 'author'));
  const committer = signatureFrom(call, record(body, 'committer'), author);
  const sha = writeCommit(repo.store, { tree, parents, author, committer, message: text(body, 'message') ?? '' });
  return created(viewGitCommit(world, repo, sha));
}

function viewTag({ world, repo }: RepoCall, sha: Sha) {
  const tag = found(repo.store.tags.get(sha));
  const api = `${apiOf(world, repo)}/git`;
  return {
    node_id: nodeId('TA', `${repo.id}:${sha}`),
    sha,
    url: `${api}/tags/${sha}`,
    tag: tag.tag,
    message: tag.message,
    tagger: viewSignature(tag.tagger),
    object: { type: tag.kind, sha: tag.object, url: `${api}/${tag.kind}s/${tag.object}` },
  };
}

function makeTag(call: RepoCall) {
  const { repo, body } = call;
  const object = text(body, 'object') ?? '';
  const kind = kindOf(repo.store, object);
  if (kind === undefined) throw invalid('tag', 'object');
  const tagger = signatureFrom(call, record(body, 'tagger'));
  return created(
    viewTag(
      call,
      writeTag(repo.store, { object, kind, tag: text(body, 'tag') ?? '', tagger, message: text(body, 'message') ?? '' }),
    ),
  );
}

function makeRef({ world, repo, body, account }: RepoCall) {
  const [ref, sha] = [text(body, 'ref') ?? '', text(body, 'sha') ?? ''];
  if (!/^refs\/[^/]+\/./.test(ref)) throw invalid('Reference', 'ref');
  if (repo.refs.has(ref)) throw refusal('reference-exists');
  if (kindOf(repo.store, sha) === undefined) throw refusal('no-commit', { message: 'Object does not exist' });
  push(world, { repo, ref, sha, sender: account });
  return created(viewRef(world, repo, ref));
}

function moveRef({ world, repo, body, account, param }: RepoCall) {
  const [ref, sha] = [`refs/${param('ref')}`, text(body, 'sha') ?? ''];
  if (!repo.refs.has(ref)) throw refusal('reference');
  if (kindOf(repo.store, sha) === undefined) throw refusal('no-commit', { message: 'Object does not exist' });
  push(world, { repo, ref, sha, sender: account, force: flag(body, 'force') ?? false });
  return ok(viewRef(world, repo, ref));
}

const reads = { app: ['contents:read'], role: 'read' } as const;
const writes = { app: ['contents:write'], role: 'write' } as const;
const at = '/repos/{owner}/{repo}/git';

export const gitRoutes: readonly Route[] = [
  onRepo(`GET ${at}/blobs/{file_sha}`, reads, ({ world, repo, param, accept }) => {
    const sha = param('file_sha');
    const bytes = found(repo.store.blobs.get(sha));
    const url = `${apiOf(world, repo)}/git/blobs/${sha}`;
    const node_id = nodeId('B', `${repo.id}:${sha}`);
    const view = { sha, node_id, size: bytes.length, url, content: inLines(bytes), encoding: 'base64' };
    return { ...ok(view), ...(isRaw(accept) && { raw: bytes }) };
  }),
  onRepo(`POST ${at}/blobs`, writes, ({ world, repo, body }) => {
    const sha = writeBlob(
      repo.store,
      Buffer.from(text(body, 'content') ?? '', text(body, 'encoding') === 'base64' ? 'base64' : 'utf8'),
    );
    return created({ sha, url: `${apiOf(world, repo)}/git/blobs/${sha}` });
  }),
  onRepo(`GET ${at}/trees/{tree_sha}`, reads, (call) => {
    const { repo, param } = call;
    const named = param('tree_sha');
    const commit = commitNamed(repo, named);
    const sha = commit === undefined ? named : commitOf(repo.store, commit).tree;
    return ok(viewTree(call, found(kindOf(repo.store, sha) === 'tree' && sha)));
  }),
  onRepo(`POST ${at}/trees`, writes, makeTree),
  onRepo(`GET ${at}/commits/{commit_sha}`, reads, ({ world, repo, param }) =>
    ok(viewGitCommit(world, repo, found(kindOf(repo.store, param('commit_sha')) === 'commit' && param('commit_sha')))),
  ),
  onRepo(`POST ${at}/commits`, writes, makeCommit),
  onRepo(`GET ${at}/tags/{tag_sha}`, reads, (call) => ok(viewTag(call, call.param('tag_sha')))),
  onRepo(`POST ${at}/tags`, writes, makeTag),
  onRepo(`GET ${at}/ref/{ref}`, reads, ({ world, repo, param }) => {
    found(repo.refs.has(`refs/${param('ref')}`));
    return ok(viewRef(world, repo, `refs/${param('ref')}`));
  }),
  onRepo(`GET ${at}/matching-refs/{ref}`, reads, ({ world, repo, param }) => {
    const names = [...repo.refs.keys()].filter((ref) => ref.startsWith(`refs/${param('ref')}`));
    return ok(names.toSorted().map((ref) => viewRef(world, repo, ref)));
  }),
  onRepo(`POST ${at}/refs`, writes, makeRef),
  onRepo(`PATCH ${at}/refs/{ref}`, writes, moveRef),
  onRepo(`DELETE ${at}/refs/{ref}`, writes, ({ world, repo, account, param }) => {
    const ref = `refs/${param('ref')}`;
    if (!repo.refs.has(ref)) throw refusal('reference');
    push(world, { repo, ref, sha: null, sender: account });
    return noContent;
  }),
];
