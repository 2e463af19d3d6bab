// What there is to say about releases, whoever changed them.

import type { Repo } from './model.ts';
import type { Release } from './ship.ts';
import { shippedFrom } from './shipped.ts';
import type { Account } from './who.ts';
import { happened, type World } from './world.ts';

export interface ReleaseNews {
  readonly action: string;
  readonly sender: Account;
  readonly changes?: Readonly<Record<string, unknown>>;
}

export function tellRelease(world: World, release: Release, { action, sender, changes }: ReleaseNews): void {
  const raw = changes && { changes };
  happened(world, { event: 'release', action, repo: release.repo, sender, about: { release }, ...(raw && { raw }) });
}

/** A tag has one release that is no draft. */
export function releaseWith(repo: Repo, tag: string): Release | undefined {
  return [...shippedFrom(repo).releases.values()].find((release) => !release.draft && release.tag === tag);
}

/** A release whose tag goes is a draft again. */
export function withdrawTag(world: World, repo: Repo, { tag, sender }: { tag: string; sender: Account }): void {
  const release = releaseWith(repo, tag);
  if (release) unpublish(world, release, sender);
}

export function unpublish(world: World, release: Release, sender: Account): void {
  Object.assign(release, { draft: true, publishedAt: null, latest: null, updatedAt: world.clock.now() });
  tellRelease(world, release, { action: 'unpublished', sender });
}
