import type { Policy } from '../../checklist/policy.ts';
import { compileGlobs } from '../../ground/glob.ts';
import type { Statement } from '../../ledger/statement.ts';
import type { CommitFacts, Facts } from '../../verdict/facts.ts';
import type { Actor, Place } from '../ports/place.ts';
import type { Platform } from '../ports/platform.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import { type Change, changeBetween } from './change.ts';
import type { KnownHead } from './memory.ts';

export interface FactsInput {
  readonly platform: Platform;
  readonly snapshot: PullSnapshot;
  /** None that could be read. */
  readonly policy?: Policy;
  readonly statements: readonly Statement[];
  readonly heads: readonly KnownHead[];
  /** Null when it is not known who pushed the head. */
  readonly pushers: readonly Actor[] | null;
  readonly labels: readonly string[] | null;
  readonly people: Facts['people'];
  readonly change: Change | null;
  readonly debts: Facts['debts'];
  readonly asked?: Facts['asked'];
}

/** All that the verdict may know of a pull request. */
export async function factsOf(input: FactsInput): Promise<Facts> {
  const { snapshot, change, labels, people } = input;
  const { author, head, base } = snapshot;
  return {
    head: { sha: head.sha, tree: head.tree, changeSet: change?.digest ?? null },
    commits: await commitsOf(input),
    changedPaths: change?.paths ?? null,
    labels,
    branch: head.branch,
    base: base.branch,
    authorKind: author?.kind ?? null,
    environment: null,
    components: change === null ? null : touched(input.policy ?? {}, change.paths),
    authors: authorsOf(input),
    people,
    runs: { state: snapshot.runs.state, since: snapshot.runs.since },
    merge: null,
    releasedAt: null,
    rollbackOpenedAt: null,
    debts: input.debts,
    ...(input.asked !== undefined && Object.keys(input.asked).length > 0 && { asked: input.asked }),
  };
}

/** Between where the head has gone its own way and the head; null when that could not be established. */
export async function changeOf(platform: Platform, snapshot: PullSnapshot): Promise<Change | null> {
  const { place, base, head } = snapshot;
  if (base.tip === null) return null;
  const from = await platform.mergeBase({ place, base: base.tip.sha, head: head.sha });
  return from === null ? null : treesBetween(platform, { place, before: from.tree, after: head.tree });
}

interface Commits {
  readonly place: Place;
  readonly before: string;
  readonly after: string;
}

/** As they stand, wherever they went their own ways. */
export async function commitsBetween(platform: Platform, { place, before, after }: Commits): Promise<Change | null> {
  const [was, is] = await Promise.all([before, after].map((head) => platform.mergeBase({ place, base: head, head })));
  return was && is ? treesBetween(platform, { place, before: was.tree, after: is.tree }) : null;
}

interface Trees {
  readonly place: Place;
  readonly before: string;
  readonly after: string;
}

export async function treesBetween(platform: Platform, { place, before, after }: Trees): Promise<Change | null> {
  if (before === after) return changeBetween([], []);
  const [was, is] = await Promise.all([platform.tree({ place, oid: before }), platform.tree({ place, oid: after })]);
  return was === null || is === null ? null : changeBetween(was, is);
}

export function authorsOf({
  snapshot: { author, committers },
  pushers,
}: Pick<FactsInput, 'snapshot' | 'pushers'>): number[] | null {
  if (author === null || committers === null || pushers === null) return null;
  return [...new Set([author, ...committers, ...pushers].map(({ id }) => id))];
}

function touched({ components = {} }: Pick<Policy, 'components'>, paths: readonly string[]): string[] {
  return Object.entries(components).flatMap(([name, component]) => (paths.some(compileGlobs(component.paths)) ? [name] : []));
}

/** The commits on which somebody spoke, but for the head itself. */
async function commitsOf(input: FactsInput): Promise<Facts['commits']> {
  const { statements, snapshot, heads, policy } = input;
  const spoken = new Map(statements.filter(({ head }) => head !== snapshot.head.sha).map((each) => [each.head, each]));
  const asksForPaths = (policy?.checklist.items ?? []).some(
    ({ onPush, asked }) => typeof onPush === 'object' || (asked !== 'each-release' && asked.standing.voidIfChanged.length > 0),
  );
  const known = await Promise.all(
    [...spoken].map(async ([sha, statement]): Promise<[string, CommitFacts] | undefined> => {
      const head = heads.findLast((each) => each.sha === sha);
      const tree = head?.tree ?? ('standing' in statement.scope ? statement.tree : undefined);
      if (tree === undefined) return undefined;
      const changedSince = asksForPaths ? await pathsSince(tree, input) : null;
      return [sha, { tree, changeSet: head?.changeSet ?? null, changedSince, ...(head?.files && { files: head.files }) }];
    }),
  );
  return Object.fromEntries(known.filter((each) => each !== undefined));
}

async function pathsSince(tree: string, { platform, snapshot: { place, head } }: FactsInput): Promise<readonly string[] | null> {
  return (await treesBetween(platform, { place, before: tree, after: head.tree }))?.paths ?? null;
}
