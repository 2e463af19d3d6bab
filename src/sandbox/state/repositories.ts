import type { Sha, Signature } from '../git/object.ts';
import { createStore, writeBlob, writeCommit } from '../git/store.ts';
import { type Leaf, withLeaves } from '../git/tree.ts';
import { legacyRole } from './access.ts';
import type { Label, Repo } from './model.ts';
import { refusal } from './refusal.ts';
import type { Account, Role } from './who.ts';
import { happened, type World } from './world.ts';

export interface RepoWish {
  readonly owner: Account;
  readonly name: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly parent?: Repo;
  readonly defaultBranch?: string;
}

/** Empty: the first commit comes by a push, or by {@link commitFiles}. A fork begins with the branches of its parent. */
export function addRepo(world: World, wish: RepoWish): Repo {
  const now = world.clock.now();
  const repo: Repo = {
    id: world.nextId(),
    owner: wish.owner,
    name: wish.name,
    description: wish.description ?? null,
    private: wish.private ?? wish.parent?.private ?? false,
    archived: false,
    defaultBranch: wish.defaultBranch ?? wish.parent?.defaultBranch ?? 'main',
    parent: wish.parent ?? null,
    store: wish.parent?.store ?? createStore(),
    refs: new Map([...(wish.parent?.refs ?? [])].filter(([ref]) => /^refs\/(?:heads|tags)\//.test(ref))),
    pushes: [],
    collaborators: new Map(),
    teams: new Map(),
    labels: new Map(),
    issues: new Map(),
    open: new Set(),
    suites: new Map(),
    statuses: new Map(),
    rulesets: new Map(),
    groups: [],
    queue: [],
    nextNumber: 1,
    createdAt: now,
    pushedAt: now,
    updatedAt: now,
  };
  world.repos.set(repo.id, repo);
  world.names.set(fullName(repo).toLowerCase(), repo);
  happened(world, { event: 'repository', action: 'created', repo, sender: wish.owner, about: {} });
  return repo;
}

export function fullName(repo: { readonly owner: Account; readonly name: string }): string {
  return `${repo.owner.login}/${repo.name}`;
}

/** The old name goes on leading here until another repository takes it. */
export function renameRepo(world: World, repo: Repo, to: { readonly name: string; readonly sender: Account }): void {
  const there = world.names.get(`${repo.owner.login}/${to.name}`.toLowerCase());
  if (there && there !== repo && there.name.toLowerCase() === to.name.toLowerCase()) {
    const message = 'name already exists on this account';
    throw refusal('name-taken', { errors: [{ resource: 'Repository', code: 'custom', field: 'name', message }] });
  }
  const from = repo.name;
  repo.name = to.name;
  repo.updatedAt = world.clock.now();
  world.names.set(fullName(repo).toLowerCase(), repo);
  const raw = { changes: { repository: { name: { from } } } };
  happened(world, { event: 'repository', action: 'renamed', repo, sender: to.sender, about: {}, raw });
}

export interface RepoChange {
  readonly sender: Account;
  readonly description?: string;
  readonly defaultBranch?: string;
  readonly private?: boolean;
}

export function editRepo(world: World, repo: Repo, { sender, description, defaultBranch, private: hidden }: RepoChange): void {
  const changes: Record<string, { from: string | null }> = {};
  if (description !== undefined && description !== repo.description) {
    changes['description'] = { from: repo.description };
    repo.description = description;
  }
  if (defaultBranch !== undefined && defaultBranch !== repo.defaultBranch) {
    changes['default_branch'] = { from: repo.defaultBranch };
    repo.defaultBranch = defaultBranch;
  }
  if (Object.keys(changes).length > 0)
    happened(world, { event: 'repository', action: 'edited', repo, sender, about: {}, raw: { changes } });
  if (hidden === undefined || hidden === repo.private) return;
  repo.private = hidden;
  happened(world, { event: 'repository', action: hidden ? 'privatized' : 'publicized', repo, sender, about: {} });
}

/** With all that is in it. Of pull requests that came from it the head repository is not known any more. */
export function removeRepo(world: World, repo: Repo, sender: Account): void {
  happened(world, { event: 'repository', action: 'deleted', repo, sender, about: {} });
  world.repos.delete(repo.id);
  for (const [name, each] of world.names) if (each === repo) world.names.delete(name);
  for (const { id, comments } of repo.issues.values()) {
    world.issues.delete(id);
    for (const comment of comments.keys()) world.comments.delete(comment);
  }
}

export function archiveRepo(world: World, repo: Repo, to: { readonly archived: boolean; readonly sender: Account }): void {
  repo.archived = to.archived;
  happened(world, { event: 'repository', action: to.archived ? 'archived' : 'unarchived', repo, sender: to.sender, about: {} });
}

/** Null takes all that was granted in this repository itself. */
export function setCollaborator(
  world: World,
  repo: Repo,
  { member, role, sender }: { readonly member: Account; readonly role: Role | null; readonly sender: Account },
): void {
  const before = repo.collaborators.get(member.id);
  if (before === (role ?? undefined)) return;
  const about = { member };
  if (role === null) {
    repo.collaborators.delete(member.id);
    happened(world, { event: 'member', action: 'removed', repo, sender, about });
    return;
  }
  repo.collaborators.set(member.id, role);
  const changes =
    before === undefined
      ? { permission: { to: legacyRole(role) }, role_name: { to: role } }
      : { permission: { from: legacyRole(before), to: legacyRole(role) } };
  const action = before === undefined ? 'added' : 'edited';
  happened(world, { event: 'member', action, repo, sender, about, raw: { changes } });
}

export function addLabel(world: World, repo: Repo, wish: { name: string; color?: string; description?: string | null }): Label {
  const { name, color = 'ededed', description = null } = wish;
  const label = { id: world.nextId(), repo, name, color, description };
  repo.labels.set(name.toLowerCase(), label);
  return label;
}

export function signatureOf(world: World, account: Account): Signature {
  const email = `${account.id}+${account.login}@users.noreply.github.com`;
  return { name: account.name ?? account.login, email, at: world.clock.now() };
}

/** By the address that GitHub gives everyone. */
export function accountOfEmail(world: World, email: string): Account | undefined {
  const id = /^(\d+)\+[^@]*@users\.noreply\.github\.com$/.exec(email)?.[1];
  return id === undefined ? undefined : world.accounts.get(Number(id));
}

export interface CommitWish {
  readonly author: Account;
  readonly message: string;
  readonly parents: readonly Sha[];
  /** Text, or a file as it stands in git; null takes the file out. */
  readonly files: Readonly<Record<string, string | Buffer | Leaf | null>>;
}

/** Writes objects only: no reference moves. */
export function writeFiles(world: World, repo: Repo, { author, message, parents, files }: CommitWish): Sha {
  const { store } = repo;
  const leaves = Object.entries(files).map(([path, content]): [string, Leaf | null] => {
    if (typeof content !== 'string' && !Buffer.isBuffer(content)) return [path, content];
    return [path, { mode: '100644', sha: writeBlob(store, content) }];
  });
  const [parent] = parents.map((sha) => store.commits.get(sha)?.tree);
  const by = signatureOf(world, author);
  return writeCommit(store, {
    tree: withLeaves(store, parent ?? null, new Map(leaves)),
    parents,
    author: by,
    committer: by,
    message,
  });
}

export function branchOf(repo: Repo, name: string): Sha | undefined {
  return repo.refs.get(`refs/heads/${name}`);
}
