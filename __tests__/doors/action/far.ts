// GitHub as a job asks it, with repositories of git behind it.
import { execFileSync } from 'node:child_process';
import { openCheckout } from '../../../src/doors/action/checkout.ts';
import type { Objects } from '../../../src/doors/action/commits.ts';
import type { Hub } from '../../../src/doors/action/hub.ts';
import { quiet } from '../child.ts';

const { signal } = new AbortController();

function ask(root: string, ...words: readonly string[]): string | undefined {
  try {
    return execFileSync('git', words, { cwd: root, env: quiet, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

const opened = new Map<string, Objects>();

function objectsIn(root: string): Objects {
  const objects = opened.get(root) ?? openCheckout(root, quiet, signal).objects;
  opened.set(root, objects);
  return objects;
}

export interface Far {
  readonly root: string;
  /** Others that may be seen, by name. */
  readonly others?: { readonly [name: string]: string };
}

export function farAway({ root, others = {} }: Far): Hub {
  const commit = (at: string, ref: string) => ask(at, 'rev-parse', '--verify', `${ref}^{commit}`);
  const all: { readonly [name: string]: string } = { shop: root, ...others };
  return {
    tip: async (branch) => commit(root, `refs/heads/${branch}`),
    tag: async (name) => commit(root, `refs/tags/${name}`),
    holds: async (branch, sha) => ask(root, 'merge-base', '--is-ancestor', sha, `refs/heads/${branch}`) !== undefined,
    repository: async (_, name) => {
      const at = others[name];
      return at === undefined ? undefined : { id: 99, branch: 'main', tip: commit(at, 'refs/heads/main') ?? null };
    },
    objectsOf: (_, name) => objectsIn(all[name] ?? root),
  };
}
