import { epochOf } from '../../ground/instant.ts';
import { digest } from '../../ground/json.ts';
import { checkNameOf } from '../../verdict/conclusion.ts';
import { plainOutput } from '../../views/check-run/plain.ts';
import { severalOutput } from '../../views/check-run/several.ts';
import { inProgress } from '../check/in-progress.ts';
import { type EvidenceSeen, mayPass } from '../evidence/take-in.ts';
import { PlatformError } from '../ports/faults.ts';
import type { Place } from '../ports/place.ts';
import type { ListedPull } from '../ports/platform.ts';
import type { Held } from '../ports/store.ts';
import type { Group, Wanted } from '../ports/tasks.ts';
import type { Answer } from '../pull/memory.ts';
import { earlier } from '../rhythm.ts';
import { pullTask } from '../subject-task.ts';
import type { World } from '../world.ts';
import { type ClearMember, type JudgedMember, judgeMember } from './judge-member.ts';
import { lookAtMerged, type MergedAsk, type MergedLook } from './merged.ts';

export interface GroupInput {
  readonly world: World;
  readonly place: Place;
  readonly group: Group;
  /** When it was first looked at. */
  readonly since: string;
  /** The queue had it when it was looked at last. */
  readonly wasThere: boolean;
  readonly held: Held;
  /** What CI had done on its commit then. */
  readonly seen: EvidenceSeen | null;
}

export interface GroupAnswer {
  /** Null where no check is asked of what goes into this branch. */
  readonly answer: Answer | null;
  /** It is to be looked at again by itself. */
  readonly again: boolean;
  /** Up to where the runs of its commit were looked at; absent where nothing was asked of them. */
  readonly seen?: EvidenceSeen | null;
}

/** `gone` where the queue has no such group any more. */
export async function answerGroup(input: GroupInput): Promise<GroupAnswer | 'gone'> {
  const { world, place, group } = input;
  const policy = await world.policies.at({ place, commit: group.base });
  const members = await world.platform.members({ place, branch: group.branch, base: group.base, sha: group.sha });
  // The queue may show it a moment later than the event tells of it.
  if (members?.length === 0 && (input.wasThere || waited(input) >= world.rhythm.lookAgain)) return 'gone';
  const name = checkNameOf(policy.is === 'read' ? policy.policy.enforcement : 'enforce');
  if (members === null || members.length === 0) {
    const answer = policy.is === 'none' ? null : waitingAnswer(input, name, 'its pull requests are not known yet');
    return { answer, again: true };
  }
  const judged = await Promise.all(members.map((member) => judgeMember(world, { place, policy, number: member.number })));
  const moved = members.filter((member, at) => hasMoved(member, judged[at]));
  if (moved.length === 0) {
    const clear = judged.filter((each) => each !== 'none' && each !== 'unclear');
    return withMerged(input, { clear, members, name });
  }
  await world.store.tasks.want(moved.map(({ number }) => wanted(input, number)));
  const which = moved.map(({ number }) => `#${number}`).join(', ');
  const noPolicy = `there is no policy on the commit that this group is put on, by which ${which} could be judged`;
  const answer =
    policy.is === 'read'
      ? waitingAnswer(input, name, `${which} has to be looked at as it is in this group`)
      : unclear(group, name, noPolicy);
  return { answer, again: true };
}

interface Clear {
  readonly clear: readonly ClearMember[];
  readonly members: readonly ListedPull[];
  readonly name: string;
}

/** Once each is ready by itself, what they are together is looked at: that is what would go out. */
async function withMerged(input: GroupInput, { clear, members, name }: Clear): Promise<GroupAnswer> {
  const url = clear.find(({ asking }) => asking !== undefined)?.asking?.url;
  if (url === undefined || !isGo(clear)) return { answer: together(input, clear, ''), again: false };
  const look = await lookedAt({ ...input, members, url });
  if (typeof look === 'string') return { answer: waitingAnswer(input, name, look), again: true };
  const { waits, pulse, seen, found } = look;
  if (waits !== undefined) return { answer: runningAnswer(input, name, waits), again: true, seen };
  const { sha } = input.group;
  const judged = await Promise.all(
    clear.map(async (each): Promise<ClearMember> => {
      if (each.asking === undefined) return each;
      return { ...each, answer: await each.asking.with({ sha, evidence: await found(each.asking.policy) }) };
    }),
  );
  return { answer: together(input, judged, pulse), again: false, seen };
}

/** Or why not: what GitHub refuses is told, and what it does not answer is asked again. */
async function lookedAt(ask: MergedAsk): Promise<MergedLook | string> {
  try {
    return await lookAtMerged(ask);
  } catch (error) {
    if (!(error instanceof PlatformError) || mayPass(error)) throw error;
    return `the workflow runs of its commit could not be looked at: ${error.message}`;
  }
}

function isGo(judged: readonly ClearMember[]): boolean {
  return judged.every(({ answer }) => answer.goSince !== null);
}

function wanted({ world, place }: GroupInput, number: number): Wanted {
  return { ...pullTask(place.repoId, number), installation: place.installation, due: world.now() };
}

function hasMoved({ head }: ListedPull, judged: JudgedMember | undefined): boolean {
  if (judged === undefined || judged === 'unclear') return true;
  return judged !== 'none' && judged.member.head !== head;
}

/** It is as good as the worst of them. */
function together({ world, group }: GroupInput, judged: readonly ClearMember[], pulse: string): Answer | null {
  const shares = judged.map(({ answer, member }) => ({ number: member.number, output: answer.output }));
  const output = severalOutput(shares, 'This commit is what a merge queue makes of several pull requests');
  if (output === undefined) return null;
  const go = isGo(judged);
  const people = Object.assign({}, ...judged.map(({ answer }) => answer.grounds?.people ?? {}));
  return {
    head: group.sha,
    decision: go ? 'go' : 'waiting',
    output,
    digest: digest(judged.map(({ answer }) => answer.digest)),
    // Each has settled where it was merged from.
    goSince: go ? world.now() : null,
    settle: 0,
    grounds: {
      pulse,
      people,
      asked: distinct(judged.flatMap(({ answer }) => answer.grounds?.asked ?? [])),
      teams: [...new Set(judged.flatMap(({ answer }) => answer.grounds?.teams ?? []))].toSorted(),
      said: null,
      until: judged.map(({ answer }) => answer.grounds?.until ?? undefined).reduce(earlier, undefined) ?? null,
      members: judged.map(({ member }) => member),
    },
  };
}

function distinct<T extends { readonly id: number }>(people: readonly T[]): T[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

/** So long may it take until all is known: a queue throws out whatever fails once. */
const patientSeconds = 600;

/** Nothing goes by it, and nothing is thrown out of the queue by it as long as it may become clear by itself. */
export function waitingAnswer(input: Pick<GroupInput, 'world' | 'group' | 'since'>, name: string, because: string): Answer {
  const answer = unclear(input.group, name, because);
  if (waited(input) >= patientSeconds) return answer;
  return { ...answer, output: inProgress(answer.output), digest: digest({ waiting: because }) };
}

/** A queue waits for CI as long as it was told to, and gives up by itself. */
function runningAnswer({ group }: GroupInput, name: string, because: string): Answer {
  const output = plainOutput(name, { is: 'waiting', because });
  return { head: group.sha, decision: 'waiting', output, digest: digest(output), goSince: null, settle: 0, grounds: null };
}

/** Seconds since it was first looked at. */
export function waited({ world, since }: Pick<GroupInput, 'world' | 'since'>): number {
  return (epochOf(world.now()) - epochOf(since)) / 1_000;
}

function unclear(group: Group, name: string, because: string): Answer {
  return {
    head: group.sha,
    decision: 'cannot-tell',
    output: plainOutput(name, { is: 'trouble', because }),
    digest: digest(because),
    goSince: null,
    settle: 0,
    grounds: null,
  };
}
