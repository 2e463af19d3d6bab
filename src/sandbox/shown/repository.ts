import { atLeast, roleIn } from '../state/access.ts';
import { instant } from '../state/clock.ts';
import type { Repo } from '../state/model.ts';
import { nodeId } from '../state/node-id.ts';
import { fullName } from '../state/repositories.ts';
import type { Account } from '../state/who.ts';
import type { World } from '../state/world.ts';
import { viewAccount, viewOrganizationSimple } from './people.ts';
import { repositoryUrls } from './urls.ts';

/** As it stands inside of other things. */
export function viewMinimalRepository(world: World, repo: Repo) {
  return {
    id: repo.id,
    node_id: nodeId('R', repo.id),
    name: repo.name,
    full_name: fullName(repo),
    private: repo.private,
    owner: viewAccount(world, repo.owner),
    description: repo.description,
    fork: repo.parent !== null,
    ...repositoryUrls(world, repo),
  };
}

export function viewRepository(world: World, repo: Repo) {
  const forks = repo.parent === null ? [...world.repos.values()].filter(({ parent }) => parent === repo).length : 0;
  return {
    ...viewMinimalRepository(world, repo),
    created_at: instant(repo.createdAt),
    updated_at: instant(repo.updatedAt),
    pushed_at: instant(repo.pushedAt),
    homepage: null,
    size: repo.store.blobs.size,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: forks,
    archived: repo.archived,
    disabled: false,
    open_issues_count: repo.open.size,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repo.private ? 'private' : 'public',
    forks,
    open_issues: repo.open.size,
    watchers: 0,
    default_branch: repo.defaultBranch,
  };
}

/** Alone, with its organisation and parent, and with what the caller may do in it. */
export function viewFullRepository(world: World, repo: Repo, caller?: Account) {
  const organization = world.organizations.get(repo.owner.id);
  const role = caller ? roleIn(world, repo, caller) : 'none';
  const may = { admin: 'admin', maintain: 'maintain', push: 'write', triage: 'triage', pull: 'read' } as const;
  return {
    ...viewRepository(world, repo),
    permissions: Object.fromEntries(Object.entries(may).map(([name, needed]) => [name, atLeast(role, needed)])),
    allow_rebase_merge: true,
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_auto_merge: true,
    delete_branch_on_merge: false,
    subscribers_count: 0,
    network_count: 0,
    ...(organization && { organization: { ...viewOrganizationSimple(world, organization), ...viewAccount(world, repo.owner) } }),
    ...(repo.parent && { parent: viewRepository(world, repo.parent), source: viewRepository(world, repo.parent) }),
  };
}
