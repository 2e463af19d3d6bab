import { commitOf, kindOf, peel } from '../git/store.ts';
import type { Repo } from './model.ts';
import { releaseWith, tellRelease, unpublish } from './published.ts';
import { push } from './pushes.ts';
import { refusal } from './refusal.ts';
import { branchOf } from './repositories.ts';
import type { Release } from './ship.ts';
import { shippedFrom } from './shipped.ts';
import type { Account } from './who.ts';
import type { World } from './world.ts';

export interface ReleaseWish {
  readonly tag?: string;
  /** A branch or a commit, for a tag that is not there; else not looked at. */
  readonly target?: string;
  readonly name?: string | null;
  readonly body?: string | null;
  readonly draft?: boolean;
  readonly prerelease?: boolean;
  /** `legacy` leaves it to the dates of the commits, as `false` does. */
  readonly latest?: 'true' | 'false' | 'legacy';
}

const mostCharacters = 125_000;

export function addRelease(
  world: World,
  repo: Repo,
  wish: ReleaseWish & { readonly tag: string; readonly author: Account },
): Release {
  const now = world.clock.now();
  const release: Release = {
    id: world.nextId(),
    repo,
    author: wish.author,
    tag: wish.tag,
    target: wish.target ?? repo.defaultBranch,
    name: wish.name ?? null,
    body: wish.body ?? null,
    draft: wish.draft ?? false,
    prerelease: wish.prerelease ?? false,
    latest: null,
    createdAt: now,
    publishedAt: null,
    updatedAt: now,
  };
  refuse(release);
  if (!release.draft) needTag(world, release, wish.author);
  shippedFrom(repo).releases.set(release.id, release);
  tellRelease(world, release, { action: 'created', sender: wish.author });
  if (!release.draft) publish(world, release, { wish, sender: wish.author, fromDraft: false });
  return release;
}

/** Tells of the edit first, then of what it made of the release. */
export function changeRelease(world: World, release: Release, wish: ReleaseWish & { readonly sender: Account }): void {
  const before = { ...release };
  const { sender, latest, ...given } = wish;
  const after: Release = { ...before, ...given };
  refuse(after);
  const [publishes, withdraws] = [before.draft && !after.draft, !before.draft && after.draft];
  if (!after.draft) needTag(world, after, sender);
  Object.assign(release, { ...given, updatedAt: world.clock.now() });
  if (!release.draft && !publishes) mark(world, release, latest);
  const promoted = !before.draft && !after.draft && before.prerelease && !after.prerelease;
  const changes = changesOf(before, release);
  const flipped = before.prerelease !== release.prerelease || before.latest !== release.latest;
  if (Object.keys(changes).length > 0 || (flipped && !publishes))
    tellRelease(world, release, { action: 'edited', sender, changes });
  if (promoted) tellRelease(world, release, { action: 'released', sender });
  if (publishes) publish(world, release, { wish, sender, fromDraft: true });
  if (withdraws) unpublish(world, release, sender);
}

/** The tag stays. */
export function removeRelease(world: World, release: Release, sender: Account): void {
  shippedFrom(release.repo).releases.delete(release.id);
  tellRelease(world, release, { action: 'deleted', sender });
}

interface Publishing {
  readonly wish: ReleaseWish;
  readonly sender: Account;
  readonly fromDraft: boolean;
}

/** A pre-release that was a draft is never told of as `prereleased`. */
function publish(world: World, release: Release, { wish, sender, fromDraft }: Publishing): void {
  release.publishedAt = world.clock.now();
  mark(world, release, wish.latest ?? 'true');
  tellRelease(world, release, { action: 'published', sender });
  if (!release.prerelease) tellRelease(world, release, { action: 'released', sender });
  else if (!fromDraft) tellRelease(world, release, { action: 'prereleased', sender });
}

function mark(world: World, release: Release, latest: ReleaseWish['latest']): void {
  if (latest === undefined) return;
  release.latest = latest === 'true' && !release.prerelease ? world.nextId() : null;
}

function changesOf(before: Release, after: Release): Record<string, { readonly from: string }> {
  const changes: Record<string, { readonly from: string }> = {};
  if (before.name !== after.name) changes['name'] = { from: before.name ?? '' };
  if (before.body !== after.body) changes['body'] = { from: before.body ?? '' };
  if (before.tag !== after.tag) changes['tag_name'] = { from: before.tag };
  return changes;
}

function invalid(field: string, code: string, message?: string) {
  return refusal('release', { errors: [{ resource: 'Release', code, field, ...(message !== undefined && { message }) }] });
}

function refuse({ id, repo, tag, body, draft }: Release): void {
  if (Array.from(body ?? '').length > mostCharacters)
    throw invalid('body', 'custom', `body is too long (maximum is ${mostCharacters} characters)`);
  if (!isTagName(tag)) throw invalid('tag_name', 'custom', 'tag_name is not a valid tag');
  const other = draft ? undefined : releaseWith(repo, tag);
  if (other && other.id !== id) throw invalid('tag_name', 'already_exists');
}

/** As git takes the name of a reference. */
function isTagName(tag: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return tag !== '' && !/[\u0000-\u0020~^:?*[\\\u007f]|\.\.|@\{|^[/-]|\/\/|\/\.|^\.|[/.]$|\.lock(?:\/|$)/.test(tag);
}

/** Made on publishing, by a push like any other: rules for tags hold. */
function needTag(world: World, { repo, tag, target }: Release, sender: Account): void {
  const ref = `refs/tags/${tag}`;
  if (repo.refs.has(ref)) return;
  const sha =
    branchOf(repo, target.replace(/^refs\/heads\//, '')) ?? (kindOf(repo.store, target) === 'commit' ? target : undefined);
  if (sha === undefined) throw invalid('target_commitish', 'invalid');
  push(world, { repo, ref, sha, sender });
}

/** When the commit was made that the tag leads to; drafts have none. */
export function releasedAt({ repo, tag, draft, createdAt }: Release): number {
  const sha = draft ? undefined : repo.refs.get(`refs/tags/${tag}`);
  const commit = sha === undefined ? undefined : peel(repo.store, sha);
  return commit === undefined ? createdAt : commitOf(repo.store, commit).committer.at;
}

export function latestRelease(repo: Repo): Release | undefined {
  const full = [...shippedFrom(repo).releases.values()].filter(({ draft, prerelease }) => !draft && !prerelease);
  const newest = full.toSorted((a, b) => (b.latest ?? 0) - (a.latest ?? 0) || releasedAt(b) - releasedAt(a) || b.id - a.id);
  return newest[0];
}
