import { resolve } from 'node:path';
import { manifestOf, versionIn } from '../../checklist/version.ts';
import type { Release } from '../../gates/engine/contract.ts';
import { readText } from './files.ts';
import { anyCommit, gitIn, readHead, type Surroundings } from './git.ts';

/** What is released from a work tree: its commit, and the version that its manifest carries. What is not known is left out. */
export async function releaseIn(around: Surroundings, manifest = manifestOf({})): Promise<Release> {
  const read = readText({ name: manifest, path: resolve(around.root, manifest), maxBytes: 4_000_000, what: 'manifest' });
  const [{ sha }, version] = await Promise.all([readHead(gitIn(around)), versionOf(read)]);
  return { ...(sha !== anyCommit && { commit: sha }), ...(version !== undefined && { version }) };
}

/** A manifest that is not there says nothing. */
export async function versionOf(manifest: Promise<string>): Promise<string | undefined> {
  const text = await manifest.catch(() => undefined);
  return text === undefined ? undefined : versionIn(text);
}
