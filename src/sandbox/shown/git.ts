import { type CountedChange, countLines, type FileChange } from '../git/diff.ts';
import type { Sha, Signature } from '../git/object.ts';
import { commitOf } from '../git/store.ts';
import { instant } from '../state/clock.ts';
import type { Repo } from '../state/model.ts';
import { nodeId } from '../state/node-id.ts';
import { accountOfEmail } from '../state/repositories.ts';
import type { World } from '../state/world.ts';
import { viewAccountOrNull } from './people.ts';
import { apiOf, pageOf } from './urls.ts';

const unsigned = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

export function viewSignature({ name, email, at }: Signature) {
  return { name, email, date: instant(at) };
}

/** As the Git database shows it. */
export function viewGitCommit(world: World, repo: Repo, sha: Sha) {
  const commit = commitOf(repo.store, sha);
  const api = apiOf(world, repo);
  return {
    sha,
    node_id: nodeId('C', `${repo.id}:${sha}`),
    url: `${api}/git/commits/${sha}`,
    html_url: `${pageOf(world, repo)}/commit/${sha}`,
    author: viewSignature(commit.author),
    committer: viewSignature(commit.committer),
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${api}/git/commits/${parent}`,
      html_url: `${pageOf(world, repo)}/commit/${parent}`,
    })),
    verification: unsigned,
  };
}

/** As the list of commits shows it: with the accounts behind the names. */
export function viewCommit(world: World, repo: Repo, sha: Sha) {
  const commit = commitOf(repo.store, sha);
  const [api, page] = [apiOf(world, repo), pageOf(world, repo)];
  const url = `${api}/commits/${sha}`;
  return {
    sha,
    node_id: nodeId('C', `${repo.id}:${sha}`),
    commit: {
      author: viewSignature(commit.author),
      committer: viewSignature(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${sha}`,
      comment_count: 0,
      verification: unsigned,
    },
    url,
    html_url: `${page}/commit/${sha}`,
    comments_url: `${url}/comments`,
    author: viewAccountOrNull(world, accountOfEmail(world, commit.author.email)),
    committer: viewAccountOrNull(world, accountOfEmail(world, commit.committer.email)),
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${api}/commits/${parent}`,
      html_url: `${page}/commit/${parent}`,
    })),
  };
}

/** As a webhook and a check suite show it. */
export function viewSimpleCommit(repo: Repo, sha: Sha) {
  const { tree, message, author, committer } = commitOf(repo.store, sha);
  const timestamp = instant(committer.at);
  const who = ({ name, email }: Signature) => ({ name, email });
  return { id: sha, tree_id: tree, message, timestamp, author: who(author), committer: who(committer) };
}

export function viewFile(world: World, repo: Repo, of: { readonly change: FileChange; readonly sha: Sha }) {
  const counted: CountedChange = countLines(repo.store, of.change);
  const { path, status, before, after, additions, deletions, patch } = counted;
  const at = path.split('/').map(encodeURIComponent).join('/');
  return {
    sha: (after ?? before)?.sha ?? null,
    filename: path,
    status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${pageOf(world, repo)}/blob/${of.sha}/${at}`,
    raw_url: `${pageOf(world, repo)}/raw/${of.sha}/${at}`,
    contents_url: `${apiOf(world, repo)}/contents/${at}?ref=${of.sha}`,
    ...(patch !== undefined && { patch }),
  };
}

export function viewRef(world: World, repo: Repo, ref: string) {
  const sha = repo.refs.get(ref) ?? '';
  const type = repo.store.tags.has(sha) ? 'tag' : 'commit';
  const api = apiOf(world, repo);
  return {
    ref,
    node_id: nodeId('REF', `${repo.id}:${ref}`),
    url: `${api}/git/${ref}`,
    object: { type, sha, url: `${api}/git/${type}s/${sha}` },
  };
}
