// How an App loses a place, or gets another.
import { covers } from './accounts.ts';
import type { Repo } from './model.ts';
import type { Account, Installation } from './who.ts';
import { happened, type World } from './world.ts';

function coveredBy(world: World, installation: Installation): Repo[] {
  return [...world.repos.values()].filter((repo) => covers(installation, repo));
}

/** Its tokens end with it; its App is told. What it wrote stays. */
export function uninstall(world: World, installation: Installation, sender: Account = installation.account): void {
  const repositories = coveredBy(world, installation);
  world.installations.delete(installation.id);
  for (const [token, grant] of world.grants)
    if (grant.kind === 'installation' && grant.installation === installation) world.grants.delete(token);
  happened(world, { event: 'installation', action: 'deleted', installation, sender, about: { repositories } });
}

export interface Choice {
  /** Ids. */
  readonly repositories: 'all' | ReadonlySet<number>;
  readonly sender?: Account;
}

/** Another choice of repositories: what came and what went is told apart. */
export function chooseRepositories(world: World, installation: Installation, { repositories, sender }: Choice): void {
  const before = new Set(coveredBy(world, installation));
  installation.repositories = repositories === 'all' ? 'all' : new Set(repositories);
  const now = new Set(coveredBy(world, installation));
  const added = [...now].filter((repo) => !before.has(repo));
  const removed = [...before].filter((repo) => !now.has(repo));
  const by = { event: 'installation_repositories', installation, sender: sender ?? installation.account };
  const raw = { repository_selection: repositories === 'all' ? 'all' : 'selected' };
  if (added.length > 0)
    happened(world, { ...by, action: 'added', about: { repositories_added: added, repositories_removed: [] }, raw });
  if (removed.length > 0)
    happened(world, { ...by, action: 'removed', about: { repositories_added: [], repositories_removed: removed }, raw });
}
