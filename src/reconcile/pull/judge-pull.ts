import type { Who } from '../../checklist/model.ts';
import { isPolicy, type Policy } from '../../checklist/policy.ts';
import type { Evidence } from '../../gates/engine/contract.ts';
import { type Digest, digest } from '../../ground/json.ts';
import type { Problem } from '../../ground/problem.ts';
import type { Person, Statement, Subject } from '../../ledger/statement.ts';
import { checkNameOf } from '../../verdict/conclusion.ts';
import type { Facts } from '../../verdict/facts.ts';
import { judge } from '../../verdict/judge.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { handlesOf } from '../../views/board/handles.ts';
import { checkRunOutput } from '../../views/check-run.ts';
import type { Remarks } from '../../views/policy-change.ts';
import { imitationsIn } from '../check/imitations.ts';
import { together } from '../collect/known.ts';
import { debtsIn } from '../emergency/debts.ts';
import { type Gathered, gather } from '../evidence/gather.ts';
import { isOwner, type Owners, ownersAt, owningTeams } from '../policy/codeowners.ts';
import { warningsOf } from '../policy/requirements.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import type { World } from '../world.ts';
import type { Change } from './change.ts';
import { factsOf } from './facts.ts';
import { withoutReviews } from './hear-reviews.ts';
import type { Answer, Grounds, PullMemory } from './memory.ts';
import { recordDigest } from './on-record.ts';
import { settled } from './rights.ts';

export interface Merged {
  readonly sha: string;
  readonly evidence: readonly Evidence[];
}

export interface JudgeInput {
  readonly world: World;
  readonly snapshot: PullSnapshot;
  readonly policy: Policy | readonly Problem[];
  /** On record. */
  readonly statements: readonly Statement[];
  /** Just said: not on record yet. */
  readonly fresh?: readonly Statement[];
  readonly memory: PullMemory;
  readonly change: Change | null;
  readonly evidence?: readonly Evidence[];
  /** What a merge queue made of it and others, and what CI found there. */
  readonly merged?: Merged;
  /** What is collected here, and may still come. */
  readonly asked?: Facts['asked'];
  /** Nobody tells who pushed the head: then nobody is known not to have. */
  readonly isPusherUnknown?: boolean;
  /** Who asked for something and may have said nothing. */
  readonly askers?: readonly Person[];
  readonly remarks?: Remarks;
  /** What is none owes nothing that an emergency left behind. */
  readonly isRelease?: boolean;
}

export interface Judged {
  /** What was just said, as it is to go on record. */
  readonly fresh: readonly Statement[];
  readonly warnings: readonly string[];
  readonly facts: Facts;
  readonly verdict: Verdict;
  readonly answer: Answer;
}

/** The verdict on a pull request, and what its check is to say. */
export async function judgePull(input: JudgeInput): Promise<Judged> {
  const { world, snapshot, memory, change } = input;
  const policy = isPolicy(input.policy) ? input.policy : undefined;
  const { heads } = memory;
  const pushers = input.isPusherUnknown ? null : memory.pushers;
  const labels = snapshot.labels === null ? null : memory.labels;
  const said = [...input.statements, ...(input.fresh ?? [])];
  const people = await peopleOf(input, policy, said);
  const debts = policy === undefined || input.isRelease === false ? [] : await debtsIn(world, snapshot.place);
  const { asked = {} } = input;
  const known = { platform: world.platform, snapshot, statements: said, heads, pushers, labels, change, debts, asked };
  const { merged } = input;
  const found = await factsOf({ ...known, people: people.facts, ...(policy && { policy }) });
  const facts = { ...found, ...(merged && { merged: merged.sha }) };
  const fresh = (input.fresh ?? []).flatMap((each) =>
    policy === undefined ? [each] : settled(each, { policy, facts, said: input.statements }),
  );
  const heard = [...input.statements, ...fresh];
  const statements = snapshot.reviews === null ? withoutReviews(heard) : heard;
  const seen = memory.evidence;
  const gathered = policy === undefined ? nothing : await gather({ world, snapshot, policy, change, seen });
  const name = checkNameOf(policy?.enforcement ?? 'enforce');
  const rule = { branch: snapshot.base.branch, check: name };
  const requirement = await world.requirements.of({ place: snapshot.place, ...rule });
  const imitations = imitationsIn(input.statements, snapshot.head.sha);
  const warnings = [...imitations, ...warningsOf(requirement, rule), ...unwritten(memory), ...gathered.warnings];
  const verdict = judge({
    subject: subjectOf(snapshot),
    policy: input.policy,
    evidence: [...together(gathered.evidence, input.evidence ?? []), ...(merged?.evidence ?? [])],
    statements,
    facts,
    now: world.now(),
  });
  const grounds: Grounds = {
    ...groundsOf(people, policy === undefined ? [] : speakersOf(statements)),
    pulse: snapshot.pulse,
    said: recordDigest(heard),
    until: verdict.changesAt ?? null,
  };
  return { verdict, facts, fresh, answer: answerOf(verdict, { input, policy, grounds, warnings }), warnings };
}

const nothing: Gathered = { evidence: [], warnings: [] };

function unwritten({ unwritten: kind }: PullMemory): string[] {
  if (kind === null) return [];
  return ['GitHub does not let the checklist be written here. Unlock the conversation, or let the App write comments.'];
}

export function subjectOf({ place, number, head }: Pick<PullSnapshot, 'place' | 'number' | 'head'>): Subject {
  return { kind: 'pull-request', repoId: place.repoId, number, sha: head.sha };
}

interface People {
  readonly teams: readonly string[];
  readonly facts: Facts['people'];
  /** As the platform says it again before green. What somebody owns changes only with the base and the head. */
  readonly looked: Facts['people'];
}

/** Who spoke, and who asked for something. */
async function peopleOf(
  { world, snapshot, change, askers }: JudgeInput,
  policy: Policy | undefined,
  said: readonly Statement[],
): Promise<People> {
  if (policy === undefined) return { teams: [], facts: {}, looked: {} };
  const asked = speakersOf(said, askers);
  const { place, base } = snapshot;
  const asksOwners = policy.checklist.items.some(({ proof }) => proof.by === 'person' && proof.who.codeowners);
  const paths = change?.paths ?? null;
  const owners: Owners =
    asksOwners && base.tip !== null ? await ownersAt(world.platform, { place, commit: base.tip.sha }) : { is: 'none' };
  const teams = [...new Set([...teamsOf(policy), ...owningTeams(owners, paths)])].toSorted();
  if (asked.length === 0) return { teams, facts: {}, looked: {} };
  const looked = await world.platform.people({ place, people: asked, teams });
  const facts = Object.entries(looked).map(
    ([id, known]) => [id, { ...known, codeowner: isOwner(known, owners, paths) }] as const,
  );
  return { teams, facts: Object.fromEntries(facts), looked };
}

/** Of those who only asked, or whose word was refused, nothing depends. */
function groundsOf({ teams, looked }: People, asked: readonly Person[]): Pick<Grounds, 'asked' | 'teams' | 'people'> {
  const people = asked.flatMap(({ id }) => {
    const known = looked[String(id)];
    return known === undefined ? [] : [[String(id), known] as const];
  });
  return { asked, teams, people: Object.fromEntries(people) };
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
  readonly grounds: Grounds;
  readonly warnings: readonly string[];
}

function answerOf(verdict: Verdict, { input, policy, grounds, warnings }: Around): Answer {
  const { world, snapshot, memory, remarks } = input;
  const now = world.now();
  const board = memory.board?.comments[0]?.url;
  const { waiting } = policy?.check ?? {};
  const output = checkRunOutput(verdict, {
    now,
    warnings,
    ...(remarks && { remarks }),
    ...(waiting && { waiting }),
    ...(policy && { handles: handlesOf(policy.checklist.items) }),
    ...(board !== undefined && { links: { board } }),
  });
  return {
    head: snapshot.head.sha,
    decision: verdict.decision,
    output,
    digest: digestOf(verdict, { board: board ?? null, name: output.name, warnings, remarks: lasting(remarks) }),
    goSince: verdict.decision === 'go' ? (goSinceOf(memory, { head: snapshot.head, decision: 'go' }) ?? now) : null,
    settle: policy?.check?.settle ?? world.rhythm.settle,
    grounds,
  };
}

/** What only says how long ago something was changes with every look. */
function digestOf(verdict: Verdict, shown: { readonly [part: string]: unknown }): Digest {
  return digest({ verdict: { ...verdict, changesAt: null }, ...shown });
}

/** How many others are open changes with them, and is no reason to block for a moment. */
function lasting(remarks: Remarks | undefined) {
  return remarks?.change === undefined ? (remarks ?? null) : { ...remarks, change: { ...remarks.change, openReleases: 0 } };
}

/** A new head starts to settle anew, and so does what was let go for another reason. */
export function goSinceOf(
  { answer }: Pick<PullMemory, 'answer'>,
  { head, decision }: { readonly head: { readonly sha: string }; readonly decision: Answer['decision'] },
): string | null {
  return answer?.head === head.sha && answer.decision === decision ? answer.goSince : null;
}
