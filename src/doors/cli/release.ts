import { resolve } from 'node:path';
import type { Policy } from '../../checklist/policy.ts';
import type { Release } from '../../gates/engine/contract.ts';
import { readText } from './files.ts';
import { anyCommit, gitIn, readHead, type Surroundings } from './git.ts';

const usualManifest = 'package.json';

/** What is released from a work tree: its commit, and the version that its manifest carries. What is not known is left out. */
export async function releaseIn(around: Surroundings, manifest = usualManifest): Promise<Release> {
  const read = () => readText({ name: manifest, path: resolve(around.root, manifest), maxBytes: 4_000_000, what: 'manifest' });
  const [{ sha }, version] = await Promise.all([readHead(gitIn(around)), versionIn(read)]);
  return { ...(sha !== anyCommit && { commit: sha }), ...(version !== undefined && { version }) };
}

/** The file that carries the version, where the policy names one by its path. */
export function manifestOf({ releases }: Pick<Policy, 'releases'>): string {
  return releases?.version?.find((path) => /^[\w@/.-]+\.json$/.test(path)) ?? usualManifest;
}

/** What a manifest says of itself, if it says so. */
export async function versionIn(read: () => Promise<string>): Promise<string | undefined> {
  try {
    const manifest: unknown = JSON.parse(await read());
    const version: unknown = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : undefined;
    return typeof version === 'string' && version !== '' ? version : undefined;
  } catch {
    // Many have no such file, or write their version elsewhere.
    return undefined;
  }
}
