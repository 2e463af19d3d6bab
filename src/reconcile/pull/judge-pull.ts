import type { Who } from '../../checklist/model.ts';
import type { Policy } from '../../checklist/policy.ts';
import { digest } from '../../ground/json.ts';
import type { Problem } from '../../ground/problem.ts';
import type { Person, Statement, Subject } from '../../ledger/statement.ts';
import { checkNameOf } from '../../verdict/conclusion.ts';
import type { Facts } from '../../verdict/facts.ts';
import { judge } from '../../verdict/judge.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { handlesOf } from '../../views/board/handles.ts';
import { checkRunOutput } from '../../views/check-run.ts';
import { warningsOf } from '../policy/requirements.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import type { World } from '../world.ts';
import type { Change } from './change.ts';
import { factsOf } from './facts.ts';
import type { Answer, PullMemory } from './memory.ts';

export interface JudgeInput {
  readonly world: World;
  readonly snapshot: PullSnapshot;
  readonly policy: Policy | readonly Problem[];
  readonly statements: readonly Statement[];
  readonly memory: PullMemory;
  readonly change: Change | null;
  /** Who asked for something and may have said nothing. */
  readonly askers?: readonly Person[];
}

export interface Judged {
  readonly warnings: readonly string[];
  readonly facts: Facts;
  readonly verdict: Verdict;
  readonly answer: Answer;
}

/** The verdict on a pull request, and what its check is to say. */
export async function judgePull(input: JudgeInput): Promise<Judged> {
  const { world, snapshot, statements, memory, change } = input;
  const policy = isPolicy(input.policy) ? input.policy : undefined;
  const asked = policy === undefined ? [] : speakersOf(statements, input.askers);
  const teams = policy === undefined ? [] : teamsOf(policy);
  const people = asked.length === 0 ? {} : await world.platform.people({ place: snapshot.place, people: asked, teams });
  const { heads, pushers } = memory;
  const labels = snapshot.labels === null ? null : memory.labels;
  const known = { platform: world.platform, snapshot, statements, heads, pushers, labels, people, change };
  const facts = await factsOf({ ...known, ...(policy && { policy }) });
  const name = checkNameOf(policy?.enforcement ?? 'enforce');
  const rule = { branch: snapshot.base.branch, check: name };
  const requirement = await world.requirements.of({ place: snapshot.place, ...rule });
  const warnings = [...warningsOf(requirement, rule), ...unwritten(memory)];
  const verdict = judge({
    subject: subjectOf(snapshot),
    policy: input.policy,
    evidence: [],
    statements,
    facts,
    now: world.now(),
  });
  return { verdict, facts, answer: answerOf(verdict, { input, policy, people, asked, teams, warnings }), warnings };
}

function unwritten({ unwritten: kind }: PullMemory): string[] {
  if (kind === null) return [];
  return ['GitHub does not let the checklist be written here. Unlock the conversation, or let the App write comments.'];
}

export function subjectOf({ place, number, head }: Pick<PullSnapshot, 'place' | 'number' | 'head'>): Subject {
  return { kind: 'pull-request', repoId: place.repoId, number, sha: head.sha };
}

function isPolicy(policy: JudgeInput['policy']): policy is Policy {
  return !Array.isArray(policy);
}

/** Everybody whose word may count, once. */
function speakersOf(statements: readonly Statement[], askers: readonly Person[] = []): Person[] {
  const speakers = statements.filter(({ act }) => act !== 'refused').map(({ by }) => by);
  return [...new Map([...speakers, ...askers].map(({ id, login }) => [id, { id, login }])).values()];
}

function teamsOf({ people, checklist: { items } }: Policy): string[] {
  const whos: Pick<Who, 'team'>[] = [
    ...Object.values(people),
    ...items.flatMap(({ proof }) => (proof.by === 'person' ? [proof.who] : [])),
  ];
  return [...new Set(whos.flatMap(({ team }) => (team === undefined ? [] : [team])))].toSorted();
}

interface Around {
  readonly input: JudgeInput;
  readonly policy: Policy | undefined;
  readonly people: Facts['people'];
  readonly asked: readonly Person[];
  readonly teams: readonly string[];
  readonly warnings: readonly string[];
}

function answerOf(verdict: Verdict, { input, policy, people, asked, teams, warnings }: Around): Answer {
  const { world, snapshot, memory } = input;
  const now = world.now();
  const board = memory.board?.comments[0]?.url;
  const { waiting } = policy?.check ?? {};
  const output = checkRunOutput(verdict, {
    now,
    warnings,
    ...(waiting && { waiting }),
    ...(policy && { handles: handlesOf(policy.checklist.items) }),
    ...(board !== undefined && { links: { board } }),
  });
  return {
    head: snapshot.head.sha,
    decision: verdict.decision,
    output,
    // What only says how long ago something was changes with every look.
    digest: digest({ verdict: { ...verdict, changesAt: null }, board: board ?? null, name: output.name, warnings }),
    goSince: verdict.decision === 'go' ? (goSinceOf(memory, { head: snapshot.head, decision: 'go' }) ?? now) : null,
    settle: policy?.check?.settle ?? world.rhythm.settle,
    grounds: { pulse: snapshot.pulse, people, asked, teams },
  };
}

/** A new head starts to settle anew, and so does what was let go for another reason. */
export function goSinceOf(
  { answer }: Pick<PullMemory, 'answer'>,
  { head, decision }: { readonly head: { readonly sha: string }; readonly decision: Answer['decision'] },
): string | null {
  return answer?.head === head.sha && answer.decision === decision ? answer.goSince : null;
}
