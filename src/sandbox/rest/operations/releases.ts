import { viewRelease } from '../../shown/releases.ts';
import { atLeast, isGranted, roleIn } from '../../state/access.ts';
import { releaseWith } from '../../state/published.ts';
import { addRelease, changeRelease, latestRelease, type ReleaseWish, releasedAt, removeRelease } from '../../state/releases.ts';
import { shippedFrom } from '../../state/shipped.ts';
import { found, releaseOf } from '../find.ts';
import { page } from '../pages.ts';
import { type Body, created, flag, noContent, ok, onRepo, type RepoCall, type Route, text } from '../route.ts';

function wishFrom(body: Body): ReleaseWish {
  const latest = text(body, 'make_latest');
  const fields = {
    tag: text(body, 'tag_name'),
    // An empty target is none.
    target: text(body, 'target_commitish') || undefined,
    name: text(body, 'name'),
    body: text(body, 'body'),
    draft: flag(body, 'draft'),
    prerelease: flag(body, 'prerelease'),
    latest: latest === 'true' || latest === 'false' || latest === 'legacy' ? latest : undefined,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Drafts are for those who may publish them. */
function seesDrafts({ world, repo, caller, account }: RepoCall): boolean {
  if (caller.kind !== 'token') return false;
  const { grant } = caller;
  return grant.kind === 'installation'
    ? isGranted(grant.permissions, 'contents:write')
    : atLeast(roleIn(world, repo, account), 'write');
}

function visible(call: RepoCall) {
  const release = releaseOf(call);
  return found((!release.draft || seesDrafts(call)) && release);
}

const reads = { app: ['contents:read'], role: 'read' } as const;
const writes = { app: ['contents:write'], role: 'write' } as const;
const at = '/repos/{owner}/{repo}/releases';

export const releaseRoutes: readonly Route[] = [
  onRepo(`GET ${at}`, reads, (call) => {
    const all = [...shippedFrom(call.repo).releases.values()].filter(({ draft }) => !draft || seesDrafts(call));
    const items = all.toSorted((a, b) => Number(b.draft) - Number(a.draft) || releasedAt(b) - releasedAt(a) || b.id - a.id);
    return page(call, { items, view: (release) => viewRelease(call.world, release) });
  }),
  onRepo(`POST ${at}`, writes, ({ world, repo, body, account }) => {
    const own = { tag: text(body, 'tag_name') ?? '', author: account };
    return created(viewRelease(world, addRelease(world, repo, { ...wishFrom(body), ...own })));
  }),
  onRepo(`GET ${at}/latest`, reads, ({ world, repo }) => ok(viewRelease(world, found(latestRelease(repo))))),
  onRepo(`GET ${at}/tags/{tag}`, reads, ({ world, repo, param }) =>
    ok(viewRelease(world, found(releaseWith(repo, param('tag'))))),
  ),
  onRepo(`GET ${at}/{release_id}`, reads, (call) => ok(viewRelease(call.world, visible(call)))),
  // Nobody uploads anything here.
  onRepo(`GET ${at}/{release_id}/assets`, reads, (call) => {
    visible(call);
    return page(call, { items: [], view: (asset) => asset });
  }),
  onRepo(`PATCH ${at}/{release_id}`, writes, (call) => {
    const release = visible(call);
    changeRelease(call.world, release, { ...wishFrom(call.body), sender: call.account });
    return ok(viewRelease(call.world, release));
  }),
  onRepo(`DELETE ${at}/{release_id}`, writes, (call) => {
    removeRelease(call.world, visible(call), call.account);
    return noContent;
  }),
];
