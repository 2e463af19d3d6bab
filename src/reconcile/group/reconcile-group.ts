import { digest, type Json } from '../../ground/json.ts';
import { subjectKey } from '../../ledger/statement.ts';
import { checkNameOf } from '../../verdict/conclusion.ts';
import { plainOutput } from '../../views/check-run/plain.ts';
import { severalOutput } from '../../views/check-run/several.ts';
import type { PolicyAnswer } from '../policy/policies.ts';
import type { Place } from '../ports/place.ts';
import type { ListedPull } from '../ports/platform.ts';
import type { Held } from '../ports/store.ts';
import type { Group, Wanted } from '../ports/tasks.ts';
import { type Answer, noMemory, type PullMemory } from '../pull/memory.ts';
import { secondsAfter } from '../rhythm.ts';
import type { World } from '../world.ts';
import { type JudgedMember, judgeMember } from './judge-member.ts';

/** Commits that a merge queue tries together: each of its pull requests is judged again, and none vouches for another. */
export async function reconcileGroup(held: Held, world: World): Promise<void> {
  const [id = '', sha = ''] = held.key.split('/');
  const repoId = Number(id);
  const { read } = world.store;
  const key = subjectKey({ kind: 'merge-group', repoId, sha });
  const [place, group, row] = await Promise.all([read.place(repoId), read.group(repoId, sha), read.subject(key)]);
  if (place === undefined) return held.done();
  const answer = group === undefined ? null : await answerGroup({ world, place, group });
  const memory: PullMemory = { ...noMemory, answer };
  const base = group?.branch ?? row?.base ?? '';
  await held.write(async (writes) => {
    await writes.saveSubject({
      key,
      repoId,
      kind: 'merge-group',
      number: null,
      head: sha,
      base,
      isOpen: group !== undefined,
      memory: json(memory),
    });
    await writes.want([{ kind: 'check', key: `${repoId}/${sha}`, installation: held.installation, due: world.now() }]);
  });
  // What is not clear becomes clear once its members were looked at.
  await held.done(answer?.decision === 'cannot-tell' ? secondsAfter(world.now(), world.rhythm.retry) : undefined);
}

function json(memory: PullMemory): Json {
  return JSON.parse(JSON.stringify(memory));
}

interface GroupInput {
  readonly world: World;
  readonly place: Place;
  readonly group: Group;
}

/** None where no check is asked of what goes into this branch. */
async function answerGroup(input: GroupInput): Promise<Answer | null> {
  const { world, place, group } = input;
  const policy = await world.policies.at({ place, commit: group.base });
  const members = await world.platform.members({ place, branch: group.branch, base: group.base, sha: group.sha });
  if (members === null || members.length === 0) {
    return policy.is === 'none' ? null : unclear(input, policy, 'which pull requests are in this group could not be established');
  }
  const judged = await Promise.all(members.map((member) => judgeMember(world, { place, policy, number: member.number })));
  const moved = members.filter((member, at) => hasMoved(member, judged[at]));
  if (moved.length > 0) {
    await world.store.tasks.want(moved.map(({ number }) => wanted(input, number)));
    return unclear(
      input,
      policy,
      `${moved.map(({ number }) => `#${number}`).join(', ')} could not be judged at the commit that is in this group`,
    );
  }
  return together(
    input,
    judged.filter((each) => each !== 'none' && each !== 'unclear'),
  );
}

function wanted({ world, place }: GroupInput, number: number): Wanted {
  return { kind: 'pull', key: `${place.repoId}/${number}`, installation: place.installation, due: world.now() };
}

function hasMoved({ head }: ListedPull, judged: JudgedMember | undefined): boolean {
  if (judged === undefined || judged === 'unclear') return true;
  return judged !== 'none' && judged.member.head !== head;
}

/** It is as good as the worst of them. */
function together({ world, group }: GroupInput, judged: readonly Exclude<JudgedMember, string>[]): Answer | null {
  const output = severalOutput(judged.map(({ answer, member }) => ({ number: member.number, output: answer.output })));
  if (output === undefined) return null;
  const isGo = judged.every(({ answer }) => answer.goSince !== null);
  const people = Object.assign({}, ...judged.map(({ answer }) => answer.grounds?.people ?? {}));
  return {
    head: group.sha,
    decision: isGo ? 'go' : 'waiting',
    output,
    digest: digest(judged.map(({ answer }) => answer.digest)),
    // Each has settled where it was merged from.
    goSince: isGo ? world.now() : null,
    settle: 0,
    grounds: {
      pulse: '',
      people,
      asked: distinct(judged.flatMap(({ answer }) => answer.grounds?.asked ?? [])),
      teams: [...new Set(judged.flatMap(({ answer }) => answer.grounds?.teams ?? []))].toSorted(),
      members: judged.map(({ member }) => member),
    },
  };
}

function distinct<T extends { readonly id: number }>(people: readonly T[]): T[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

function unclear({ group }: GroupInput, policy: PolicyAnswer, because: string): Answer {
  const name = checkNameOf(policy.is === 'read' ? policy.policy.enforcement : 'enforce');
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
