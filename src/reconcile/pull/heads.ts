import { epochOf } from '../../ground/instant.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import type { Fact } from '../ports/tasks.ts';
import type { KnownHead } from './memory.ts';

/** What was said on a head before these is said of nothing that is known any more. */
const mostHeads = 200;

export interface HeadsInput {
  readonly known: readonly KnownHead[];
  readonly pushes: readonly Extract<Fact, { is: 'pushed' }>[];
  readonly shown: Pick<PullSnapshot['head'], 'sha' | 'tree'>;
  readonly now: string;
}

/** Every head so far, each time that it became one: by what deliveries told, and by what is there now. */
export function headsOf({ known, pushes, shown, now }: HeadsInput): KnownHead[] {
  const seen = new Set([...known.map(({ sha }) => sha), ...pushes.map(({ head }) => head)]);
  const told = pushes.flatMap(({ head, at, before, isOpening }): KnownHead[] => {
    const push: KnownHead = { sha: head, at, tree: null, changeSet: null, pusher: isOpening ? 'opening' : 'known' };
    // What it was pushed onto was a head as well, and of that nobody told.
    const isGap = before !== undefined && known.length > 0 && !seen.has(before);
    return isGap ? [{ sha: before, at, tree: null, changeSet: null }, push] : [push];
  });
  const all = [...known, ...told].toSorted((a, b) => epochOf(a.at) - epochOf(b.at));
  const heads = all.filter(({ sha, at }, index) => all.findIndex((each) => each.sha === sha && each.at === at) === index);
  if (heads.at(-1)?.sha !== shown.sha) heads.push({ sha: shown.sha, at: now, tree: null, changeSet: null });
  const facts = new Map(known.filter(({ tree }) => tree !== null).map((head) => [head.sha, head]));
  return heads.slice(-mostHeads).map((head) => {
    const { tree, changeSet, files, policy } = facts.get(head.sha) ?? head;
    const pushers = all.filter(({ sha }) => sha === head.sha).map((each) => each.pusher);
    const pusher = pushers.includes('known') ? 'known' : pushers.find((each) => each !== undefined);
    const { sha, at } = head;
    const looked = { tree: sha === shown.sha ? shown.tree : tree, changeSet, ...(files && { files }), ...(policy && { policy }) };
    return { sha, at, ...looked, ...(pusher && { pusher }) };
  });
}
