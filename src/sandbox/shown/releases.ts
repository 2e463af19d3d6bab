import { instant, instantOrNull } from '../state/clock.ts';
import { nodeId } from '../state/node-id.ts';
import { releasedAt } from '../state/releases.ts';
import type { Release } from '../state/ship.ts';
import type { World } from '../state/world.ts';
import { viewAccount } from './people.ts';
import { apiOf, pageOf } from './urls.ts';

/** A draft leads to no tag, and is not found by one. */
export function viewRelease(world: World, release: Release) {
  const { id, repo, tag, draft } = release;
  const [api, url] = [apiOf(world, repo), `${apiOf(world, repo)}/releases/${id}`];
  const name = encodeURIComponent(tag);
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    html_url: `${pageOf(world, repo)}/releases/tag/${draft ? `untagged-${id.toString(16)}` : name}`,
    id,
    node_id: nodeId('RE', id),
    author: viewAccount(world, release.author),
    tag_name: tag,
    target_commitish: release.target,
    name: release.name,
    body: release.body,
    draft,
    prerelease: release.prerelease,
    immutable: false,
    created_at: instant(releasedAt(release)),
    published_at: instantOrNull(release.publishedAt),
    updated_at: instant(release.updatedAt),
    assets: [],
    tarball_url: draft ? null : `${api}/tarball/${name}`,
    zipball_url: draft ? null : `${api}/zipball/${name}`,
  };
}
