import { resolve } from 'node:path';
import type { Release } from '../../gates/engine/contract.ts';
import { readText } from './files.ts';
import { anyCommit, gitIn, readHead, type Surroundings } from './git.ts';

/** What is released from a work tree: its commit, and the version that its manifest carries. What is not known is left out. */
export async function releaseIn(around: Surroundings, manifest = 'package.json'): Promise<Release> {
  const [{ sha }, version] = await Promise.all([readHead(gitIn(around)), versionIn(around.root, manifest)]);
  return { ...(sha !== anyCommit && { commit: sha }), ...(version !== undefined && { version }) };
}

async function versionIn(root: string, name: string): Promise<string | undefined> {
  try {
    const text = await readText({ name, path: resolve(root, name), maxBytes: 4_000_000, what: 'manifest' });
    const manifest: unknown = JSON.parse(text);
    const version: unknown = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : undefined;
    return typeof version === 'string' && version !== '' ? version : undefined;
  } catch {
    // Many have no such file, or write their version elsewhere.
    return undefined;
  }
}
