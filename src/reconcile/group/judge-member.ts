import { subjectKey } from '../../ledger/statement.ts';
import { checkNames } from '../../verdict/conclusion.ts';
import type { PolicyAnswer } from '../policy/policies.ts';
import type { Place } from '../ports/place.ts';
import { nodeIdsOf } from '../pull/boards.ts';
import { changeOf } from '../pull/facts.ts';
import { judgePull } from '../pull/judge-pull.ts';
import { type Answer, type Member, memoryIn } from '../pull/memory.ts';
import type { World } from '../world.ts';

/** `none`: nothing is asked of it · `unclear`: what is asked of it was not looked at yet. */
export type JudgedMember = { readonly answer: Answer; readonly member: Member } | 'none' | 'unclear';

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
  if (row === undefined) return 'unclear';
  const memory = memoryIn(row);
  const { board, answer } = memory;
  const boards = nodeIdsOf(board);
  const facts = await read.facts(place.repoId, number);
  // Something was said that is not on record yet.
  if (facts.length > 0) return 'unclear';
  const snapshot = await world.platform.pull({ place, number, boards, checks: checkNames });
  if (snapshot === undefined || answer === null) return answer === null && snapshot !== undefined ? 'none' : 'unclear';
  // Boxes are heard where the pull request is looked at: what was not looked at since it changed is not judged here.
  if (answer.grounds?.pulse !== snapshot.pulse) return 'unclear';
  const member = { number, head: snapshot.head.sha, boards, pulse: snapshot.pulse };
  if (answer.decision === 'not-a-release') return { answer, member };
  if (policy.is !== 'read') return 'unclear';
  const [own, standing] = await Promise.all([read.statements(key), read.statements(`${place.repoId}/standing`)]);
  const change = await changeOf(world.platform, snapshot);
  const judged = await judgePull({ world, snapshot, policy: policy.policy, statements: [...own, ...standing], memory, change });
  return { answer: judged.answer, member };
}
