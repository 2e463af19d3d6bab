import type { Sha } from './object.ts';
import { commitOf, type GitStore } from './store.ts';

/** The commit and all before it. */
export function ancestorsOf(store: GitStore, sha: Sha): Set<Sha> {
  const seen = new Set([sha]);
  // A set that grows while it is walked ends where nothing new comes.
  for (const each of seen) for (const parent of commitOf(store, each).parents) seen.add(parent);
  return seen;
}

export function isAncestor(store: GitStore, older: Sha, younger: Sha): boolean {
  return older === younger || ancestorsOf(store, younger).has(older);
}

/** A best common ancestor: one that no other common ancestor has behind it; of several the youngest. */
export function mergeBase(store: GitStore, a: Sha, b: Sha): Sha | undefined {
  if (a === b) return a;
  const known = ancestorsOf(store, a);
  if (known.has(b)) return b;
  const best: Sha[] = [];
  const seen = new Set([b]);
  for (const sha of seen) {
    if (known.has(sha)) best.push(sha);
    else for (const parent of commitOf(store, sha).parents) seen.add(parent);
  }
  const independent = best.filter((sha) => !best.some((other) => other !== sha && isAncestor(store, sha, other)));
  return independent.toSorted((x, y) => commitOf(store, y).committer.at - commitOf(store, x).committer.at)[0];
}

/** What `head` has that `base` has not, oldest first and never a commit before its parents. */
export function commitsBetween(store: GitStore, base: Sha | undefined, head: Sha): Sha[] {
  if (base === head) return [];
  const done = base === undefined ? new Set<Sha>() : ancestorsOf(store, base);
  const order: Sha[] = [];
  const stack: { sha: Sha; entered: boolean }[] = [{ sha: head, entered: false }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { sha, entered } = top;
    if (entered) order.push(sha);
    else if (!done.has(sha)) {
      done.add(sha);
      const parents = commitOf(store, sha).parents.toReversed();
      stack.push({ sha, entered: true }, ...parents.map((parent) => ({ sha: parent, entered: false })));
    }
  }
  return order;
}

/** As a log shows them: the youngest first. */
export function logOf(store: GitStore, head: Sha): Sha[] {
  return commitsBetween(store, undefined, head).toReversed();
}
