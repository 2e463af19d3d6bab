import { isPolicy, type Policy } from '../../checklist/policy.ts';
import { stillProvable } from '../../checklist/provable.ts';
import { stricterOf } from '../../checklist/stricter.ts';
import type { Digest } from '../../ground/json.ts';
import type { Problem } from '../../ground/problem.ts';
import type { Remarks } from '../../views/policy-change.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import type { Change } from '../pull/change.ts';
import type { Opened, PullMemory } from '../pull/memory.ts';
import type { World } from '../world.ts';
import { guardAlone, withGuard } from './guard.ts';
import { type Guarded, guardedIn, type Sources } from './guarded.ts';
import type { PolicyAnswer } from './policies.ts';
import { policyChange, proposedAt } from './proposal.ts';

type Read = Extract<PolicyAnswer, { is: 'read' }>;

export interface RulesInput {
  readonly world: World;
  readonly snapshot: PullSnapshot;
  readonly memory: PullMemory;
  /** The policy of what it goes into. It is never that of the change itself. */
  readonly answer: Read;
  readonly change: Change | null;
  readonly isRelease: boolean;
}

/** What a pull request is judged by. */
export interface Rules {
  readonly policy: Policy | readonly Problem[];
  readonly isRelease: boolean;
  readonly opened: Opened | null;
  /** What its head makes of the files that releases are judged by. */
  readonly files: Digest | null;
  readonly remarks: Remarks;
}

/** Nothing where nothing is asked of it: it is no release, and leaves alone what releases are judged by. */
export async function rulesFor(input: RulesInput): Promise<Rules | undefined> {
  const { world, snapshot, answer, change, isRelease } = input;
  const proposed = await proposedAt(world, snapshot, { change, answer });
  const sources: Sources[] = [answer, ...(proposed?.is === 'read' ? [proposed] : [])];
  const found = guardedIn(change, { head: snapshot.head.sha, base: snapshot.base.branch }, sources);
  const guarded = found !== undefined && (await isThere(world, snapshot, found)) ? undefined : found;
  if (!isRelease && guarded === undefined) return undefined;
  const files = guarded?.digest ?? null;
  const shown = guarded === undefined ? undefined : await policyChange(world, snapshot, { guarded, proposed });
  const remarks: Remarks = { notes: [], ...(shown && { change: shown }) };
  if (!isRelease) {
    const policy = guarded === undefined ? answer.policy : guardAlone(answer.policy, guarded);
    return { policy, isRelease, opened: null, files, remarks };
  }
  const opened = openedOf(input);
  const { policy, notes } = await stricter(input, opened);
  return { policy: guardedBy(policy, guarded), isRelease, opened, files, remarks: { ...remarks, notes } };
}

/** Where the base has the very same files by now, merging changes none of them. */
async function isThere({ platform }: World, { place, base: { tip } }: PullSnapshot, { files }: Guarded): Promise<boolean> {
  const tree = tip === null || files === null ? null : await platform.tree({ place, oid: tip.tree });
  if (tree === null || files === null) return false;
  const now = new Map(tree.map((file) => [file.path, file]));
  return files.every(({ path, mode, oid }) => (now.get(path)?.mode ?? null) === mode && (now.get(path)?.oid ?? null) === oid);
}

function guardedBy(policy: Rules['policy'], guarded: Guarded | undefined): Rules['policy'] {
  return guarded === undefined || !isPolicy(policy) ? policy : withGuard(policy, guarded);
}

/** Into another branch it is opened anew. */
function openedOf({ memory: { opened }, snapshot: { base }, answer }: RulesInput): Opened {
  return opened?.base === base.branch ? opened : { commit: base.tip?.sha ?? answer.policy.commit, base: base.branch };
}

async function stricter(input: RulesInput, { commit }: Opened): Promise<{ policy: Rules['policy']; notes: string[] }> {
  const { world, snapshot, answer } = input;
  const { policy } = answer;
  const { place, base } = snapshot;
  if (commit === policy.commit) return { policy, notes: [] };
  const then = await world.policies.at({ place, commit });
  if (then.is !== 'read') return { policy: [noOpened(commit, base.branch)], notes: [] };
  const atHead = await policyAtHead(input, then);
  const both = stricterOf(stillProvable(then.policy, { atHead, current: policy }), policy);
  return { policy: both.policy, notes: notesOf(both, { commit, branch: base.branch }) };
}

/** One that cannot be read any more takes nothing away from what was asked. */
async function policyAtHead({ world, snapshot, memory, answer }: RulesInput, opened: Read): Promise<Policy> {
  const { place, base, head } = snapshot;
  const known = memory.heads.find(({ sha }) => sha === head.sha)?.policy;
  if (known?.base !== base.branch) return answer.policy;
  const then = await world.policies.at({ place, commit: known.commit });
  return then.is === 'read' ? then.policy : opened.policy;
}

const mostNamed = 3;

function notesOf({ items, settings }: ReturnType<typeof stricterOf>, { commit, branch }: { commit: string; branch: string }) {
  const named = [...items.slice(0, mostNamed).map((title) => `“${title}”`), ...settings];
  const more = items.length - Math.min(items.length, mostNamed);
  if (named.length === 0) return [];
  const all = more > 0 ? `${named.join(', ')} and ${more} more items` : named.join(', ');
  return [
    `Judged by the stricter of what ${branch} asks now and what it asked when this was opened (${commit.slice(0, 12)}): ${all} would be asked less of by now. What workflows prove is asked so until the next push; all of it, until it is closed and opened again.`,
  ];
}

function noOpened(commit: string, branch: string): Problem {
  return {
    code: 'policy.no-opened',
    message: `the policy of ${commit.slice(0, 12)}, with which this was opened, cannot be read any more`,
    remedy: `Close the pull request and open it again: then it is judged by what ${branch} says.`,
  };
}
