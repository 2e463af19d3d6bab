import type { Settings } from '../../src/doors/app/settings.ts';
import { createMemory } from '../../src/github/client/memory.ts';
import { createPlatform } from '../../src/github/platform.ts';
import type { PullRequest } from '../../src/sandbox/state/model.ts';

/** GitHub as the App with these settings sees it, and where it sees a pull request. */
export async function openPlatformOf({ appId, privateKey, apiUrl: baseUrl }: Settings, { repo }: PullRequest) {
  const platform = createPlatform({ baseUrl, appId, privateKey, shared: createMemory() });
  const installation = (await platform.installations()).at(-1) ?? 0;
  return { platform, place: { installation, repoId: repo.id, owner: repo.owner.login, name: repo.name } };
}
