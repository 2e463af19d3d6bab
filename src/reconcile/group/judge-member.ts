import { isPolicy, type Policy } from '../../checklist/policy.ts';
import { subjectKey } from '../../ledger/statement.ts';
import { checkNames } from '../../verdict/conclusion.ts';
import { knownHere } from '../collect/known.ts';
import { asksForEvidence } from '../evidence/gather.ts';
import type { PolicyAnswer } from '../policy/policies.ts';
import { rulesFor } from '../policy/rules.ts';
import type { Place } from '../ports/place.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import { boardIdsOf } from '../pull/boards.ts';
import { changeOf } from '../pull/facts.ts';
import { judgePull, type Merged } from '../pull/judge-pull.ts';
import { type Answer, isKnown, type Member, memoryIn, type PullMemory } from '../pull/memory.ts';
import { onRecord, recordDigest } from '../pull/on-record.ts';
import { pusherOfHead } from '../pull/pushers.ts';
import { isListed, releaseOf } from '../pull/scope.ts';
import type { World } from '../world.ts';

/** `none`: nothing is asked of it · `unclear`: what is asked of it was not looked at yet. */
export type JudgedMember = ClearMember | 'none' | 'unclear';

export interface ClearMember {
  readonly answer: Answer;
  readonly member: Member;
  /** Where a machine has a word in it. */
  readonly asking?: Asking;
}

export interface Asking {
  readonly policy: Policy;
  readonly url: string;
  /** Its answer with what CI found on the commit of its group. */
  readonly with: (merged: Merged) => Promise<Answer>;
}

export interface MemberAsk {
  readonly place: Place;
  /** That of the commit which the group is put on. */
  readonly policy: PolicyAnswer;
  readonly number: number;
}

/** A pull request by its own statements and its own head, and by the policy of what its group is put on. */
export async function judgeMember(world: World, { place, policy, number }: MemberAsk): Promise<JudgedMember> {
  const { read } = world.store;
  const key = subjectKey({ kind: 'pull-request', repoId: place.repoId, number, sha: '' });
  const row = await read.subject(key);
  if (!isKnown(row)) return 'unclear';
  const memory = memoryIn(row);
  const { answer } = memory;
  const boards = boardIdsOf(memory);
  const facts = await read.facts(place.repoId, number);
  // Something was said that is not on record yet.
  if (answer !== null && facts.length > 0) return 'unclear';
  const snapshot = await world.platform.pull({ place, number, boards, checks: checkNames });
  if (snapshot === undefined) return 'unclear';
  if (answer === null) return (await isAsked(world, snapshot)) ? 'unclear' : 'none';
  // Boxes are heard where the pull request is looked at: what was not looked at since it changed is not judged here.
  if (answer.grounds?.pulse !== snapshot.pulse) return 'unclear';
  const member = { number, head: snapshot.head.sha, boards, pulse: snapshot.pulse, answer: answer.digest, said: null };
  const change = () => changeOf(world.platform, snapshot);
  if (answer.decision === 'not-a-release') {
    return (await isAskedMore(world, { snapshot, policy, memory, change })) ? 'unclear' : { answer, member };
  }
  if (policy.is !== 'read') return 'unclear';
  const statements = await onRecord(read, { repoId: place.repoId, number });
  const said = recordDigest(statements);
  const { memory: seen, isUnknown: isPusherUnknown } = await pusherOfHead(world, snapshot, memory);
  const { isRelease } = memory;
  const changed = await change();
  const rules = await rulesFor({ world, snapshot, memory: seen, answer: policy, change: changed, isRelease });
  // What it is put on asks nothing of it that it was asked for itself.
  if (rules === undefined) return 'unclear';
  const { remarks, policy: effective } = rules;
  const of = { world, snapshot, memory: seen, isPusherUnknown };
  const here = isPolicy(effective) ? await knownHere({ ...of, policy: effective }) : undefined;
  const known = here && { evidence: here.evidence, asked: here.asked };
  const given = { ...of, policy: effective, statements, ...known, change: changed, remarks, isRelease };
  const { answer: alone, verdict } = await judgePull(given);
  // Who goes by an emergency waits for no machine.
  if (!isPolicy(effective) || !asksForEvidence(effective) || verdict.emergency !== undefined) {
    return { answer: alone, member: { ...member, said } };
  }
  const again = async (merged: Merged) => (await judgePull({ ...given, merged })).answer;
  return { answer: alone, member: { ...member, said }, asking: { policy: effective, url: snapshot.url, with: again } };
}

/** By now, whatever was so when it was looked at. */
async function isAsked({ policies }: World, snapshot: PullSnapshot): Promise<boolean> {
  const { defaultBranch, place } = snapshot;
  if (defaultBranch === null) return false;
  return isListed(await policies.at({ place, commit: defaultBranch.sha, config: defaultBranch.config }), snapshot);
}

interface ReleaseLook {
  readonly snapshot: PullSnapshot;
  readonly policy: PolicyAnswer;
  readonly memory: PullMemory;
  readonly change: () => ReturnType<typeof changeOf>;
}

/** What its group is put on may make a release of it, or be changed by it. */
async function isAskedMore(world: World, { snapshot, policy, memory, change }: ReleaseLook): Promise<boolean> {
  if (policy.is !== 'read') return true;
  const labels = snapshot.labels === null ? null : memory.labels;
  const { platform } = world;
  if ((await releaseOf({ platform, snapshot, releases: policy.policy.releases, labels, change })) !== undefined) return true;
  const looking = { world, snapshot, memory, answer: policy, change: await change(), isRelease: false };
  return (await rulesFor(looking)) !== undefined;
}
