import { configFile } from '../../checklist/config.ts';
import { isPolicy, type Policy } from '../../checklist/policy.ts';
import { digest } from '../../ground/json.ts';
import type { Problem } from '../../ground/problem.ts';
import { type Statement, standingKey } from '../../ledger/statement.ts';
import { checkNameOf } from '../../verdict/conclusion.ts';
import { fixedPhases } from '../../verdict/phases.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { setBackNotes } from '../../views/board/set-back.ts';
import { plainOutput } from '../../views/check-run/plain.ts';
import type { Remarks } from '../../views/policy-change.ts';
import { knownHere, wish } from '../collect/known.ts';
import { asksForEvidence } from '../evidence/gather.ts';
import { type EvidenceSeen, takeIn } from '../evidence/take-in.ts';
import type { PolicyAnswer } from '../policy/policies.ts';
import { releaseWords } from '../policy/release.ts';
import { type Rules, rulesFor } from '../policy/rules.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import { earlier, secondsAfter } from '../rhythm.ts';
import type { World } from '../world.ts';
import { withoutBoard } from './boards.ts';
import type { Change } from './change.ts';
import { changeOf } from './facts.ts';
import { goSinceOf, type Judged, judgePull } from './judge-pull.ts';
import { listen } from './listen.ts';
import type { Answer, PullMemory } from './memory.ts';
import { pusherOfHead } from './pushers.ts';
import { remind } from './reminders.ts';
import { asksAgain, notOnRecord, repliesTo } from './replies.ts';
import type { Kept, Known } from './save-pull.ts';
import { isListed, isStillAsked, releaseOf } from './scope.ts';

type Read = Extract<PolicyAnswer, { is: 'read' }>;

export interface Answered extends Kept {
  /** When it is to be looked at again by itself. */
  readonly due?: string;
  /** For a release: what its board shows. */
  readonly board?: {
    readonly verdict: Verdict;
    readonly policy: Policy;
    readonly warnings: readonly string[];
    readonly remarks: Remarks;
  };
}

/** What is to be said of an open pull request. */
export async function answerPull(known: Known, snapshot: PullSnapshot): Promise<Answered> {
  const { world, memory, facts } = known;
  const { defaultBranch, base, place } = snapshot;
  const handled = facts.map(({ seq }) => seq);
  const byDefault: PolicyAnswer =
    defaultBranch === null
      ? { is: 'none' }
      : await world.policies.at({ place, commit: defaultBranch.sha, config: defaultBranch.config });
  const wasAsked = memory.answer !== null;
  const isAsked = isListed(byDefault, snapshot) || (wasAsked && isStillAsked(byDefault, { memory, snapshot }));
  if (!isAsked) return { memory: { ...memory, answer: null, verdict: null, asks: null }, handled };
  if (base.tip === null) return unreadable(known, snapshot, [noBase(base.branch)]);
  const answer = await world.policies.at({ place, commit: base.tip.sha, config: base.tip.config });
  if (answer.is === 'none') return unreadable(known, snapshot, [noConfig(base.branch)]);
  if (answer.is === 'unreadable') return unreadable(known, snapshot, answer.problems);
  return readable(known, snapshot, answer);
}

/** No checklist can be read, so that nothing can be heard: whatever was said waits until one can. */
async function unreadable(known: Known, snapshot: PullSnapshot, problems: readonly Problem[]): Promise<Answered> {
  const { world, memory, facts } = known;
  const { answer } = await judgePull({ world, snapshot, policy: problems, statements: [], memory, change: null });
  const pushes = facts.filter(({ fact }) => fact.is === 'pushed').map(({ seq }) => seq);
  return { memory: { ...memory, answer }, handled: pushes };
}

async function readable(known: Known, snapshot: PullSnapshot, answer: Read): Promise<Answered> {
  const { world, memory, facts } = known;
  let looked: Promise<Change | null> | undefined;
  const change = () => {
    looked ??= changeOf(world.platform, snapshot);
    return looked;
  };
  const labels = snapshot.labels === null ? null : memory.labels;
  const { releases } = answer.policy;
  const isRelease =
    memory.isRelease || (await releaseOf({ platform: world.platform, snapshot, releases, labels, change })) !== undefined;
  const looking = { world, snapshot, memory, answer, change: await change(), isRelease };
  const rules = await rulesFor(looking);
  if (rules === undefined) {
    const said = notARelease(known, snapshot, answer.policy);
    return { memory: { ...withoutBoard(memory), answer: said, verdict: null }, handled: facts.map(({ seq }) => seq) };
  }
  const { policy } = rules;
  return isPolicy(policy) ? judged(known, snapshot, { ...looking, rules, policy }) : unreadable(known, snapshot, policy);
}

interface Looked {
  readonly change: Change | null;
  readonly rules: Rules;
  readonly policy: Policy;
}

/** Its board, its people, its verdict. */
async function judged(known: Known, snapshot: PullSnapshot, { policy, change, rules }: Looked): Promise<Answered> {
  const { world, key, facts } = known;
  const { read } = world.store;
  const pushed = await pusherOfHead(world, snapshot, known.memory);
  const evidence = await lookForEvidence(known, snapshot, policy);
  const { isRelease, opened, remarks } = rules;
  const heads = withChange(pushed.memory, snapshot, { change, rules });
  const memory = { ...pushed.memory, isRelease, opened, heads, evidence };
  const [own, lasting] = await Promise.all([read.statements(key), read.statements(standingKey(snapshot.place.repoId))]);
  const phases = fixedPhases('pull-request');
  const heard = await listen({ world, snapshot, policy, subject: key, facts, memory, statements: own, phases });
  const statements = [...own, ...lasting];
  const askers = heard.comments.map(({ comment: { by } }) => by);
  const { isUnknown } = pushed;
  const here = await knownHere({ world, snapshot, policy, memory, isPusherUnknown: isUnknown });
  const judging = await judgePull({
    world,
    snapshot,
    policy,
    statements,
    fresh: heard.statements,
    memory,
    change,
    askers,
    evidence: here.evidence,
    asked: here.asked,
    isPusherUnknown: isUnknown,
    remarks,
    isRelease,
  });
  const asking = { policy, verdict: judging.verdict, facts: judging.facts, now: world.now() };
  const replies = repliesTo(notOnRecord(heard.comments, statements), {
    ...asking,
    told: memory.told,
    isPublic: snapshot.isPublic,
    said: statements,
  });
  const reminding = remind({ ...asking, statements: [...own, ...judging.fresh], told: replies.told });
  const isAskedAgain = asksAgain(heard.comments, { ...asking, isPublic: snapshot.isPublic });
  const everything = here.asks.all.map(({ job }) => wish(world, snapshot.place, { number: snapshot.number, job, again: true }));
  const board = memory.board === null ? null : { ...memory.board, mustRewrite: memory.board.mustRewrite || heard.rewrite };
  return {
    memory: {
      ...memory,
      board,
      answer: judging.answer,
      verdict: judging.verdict,
      asks: here.asks,
      outgoing: [...memory.outgoing, ...replies.outgoing, ...reminding.outgoing],
      told: reminding.told,
    },
    statements: judging.fresh,
    revisions: heard.revisions,
    handled: facts.map(({ seq }) => seq),
    wanted: [...here.wanted, ...(isAskedAgain ? everything : [])],
    board: shownOf(judging, { policy, remarks, own }),
    ...dueOf(judging, world, { reminder: reminding.due, isUnknown: isUnknown || (evidence !== null && evidence.runs === null) }),
  };
}

interface Shown {
  readonly policy: Policy;
  readonly remarks: Remarks;
  /** On record of the pull request itself. */
  readonly own: readonly Statement[];
}

function shownOf({ verdict, warnings, fresh }: Judged, { policy, remarks, own }: Shown): NonNullable<Answered['board']> {
  const { people, checklist } = policy;
  const setBack = setBackNotes([...own, ...fresh], { verdict, items: checklist.items, people });
  return { verdict, policy, warnings, remarks: { ...remarks, notes: [...remarks.notes, ...setBack] } };
}

/** Of a policy that no machine proves anything for, no run is looked at. */
async function lookForEvidence(
  { world, held, memory }: Known,
  snapshot: PullSnapshot,
  policy: Policy,
): Promise<EvidenceSeen | null> {
  if (!asksForEvidence(policy)) return null;
  const { place, head, runs } = snapshot;
  return takeIn({ world, held, place, head: head.sha, runs, seen: memory.evidence });
}

interface Later {
  readonly reminder: string | undefined;
  /** Who pushed, or what workflow runs left behind. */
  readonly isUnknown: boolean;
}

/** When it may be another answer by itself, or when somebody is to be looked up again of whom nothing could be told. */
function dueOf({ verdict, facts }: Judged, { now, rhythm }: World, later: Later): { due?: string } {
  const isNobody = Object.values(facts.people).some(
    ({ permission, teams }) => permission === 'unknown' || Object.values(teams).includes('unknown'),
  );
  const isSoon = isNobody || later.isUnknown;
  // Nobody tells us when an issue is closed.
  const isOwing = facts.debts.length > 0;
  const again = isSoon || isOwing ? secondsAfter(now(), isSoon ? rhythm.lookAgain : rhythm.sweep) : undefined;
  const due = earlier(earlier(verdict.changesAt, later.reminder), again);
  return due === undefined ? {} : { due };
}

function withChange(
  { heads }: PullMemory,
  { head, base }: PullSnapshot,
  { change, rules: { files } }: Pick<Looked, 'change' | 'rules'>,
): PullMemory['heads'] {
  return heads.map((each) => {
    if (each.sha !== head.sha) return each;
    const policy = each.policy?.base === base.branch ? each.policy : base.tip && { commit: base.tip.sha, base: base.branch };
    return { ...each, changeSet: change?.digest ?? each.changeSet, files, ...(policy && { policy }) };
  });
}

function notARelease({ world, memory }: Known, snapshot: PullSnapshot, policy: Policy): Answer {
  const output = plainOutput(checkNameOf(policy.enforcement), {
    is: 'not-a-release',
    releases: releaseWords(policy.releases),
  });
  return {
    head: snapshot.head.sha,
    decision: 'not-a-release',
    output,
    digest: digest(output),
    goSince: goSinceOf(memory, { head: snapshot.head, decision: 'not-a-release' }) ?? world.now(),
    settle: 0,
    grounds: { pulse: snapshot.pulse, people: {}, asked: [], teams: [], said: null, until: null },
  };
}

function noBase(branch: string): Problem {
  const message = `the branch ${branch}, which this goes into, is no more`;
  return { code: 'policy.no-base', message, remedy: 'Choose another base for the pull request.' };
}

function noConfig(branch: string): Problem {
  return {
    code: 'policy.no-config',
    message: `there is no configuration on the branch ${branch}`,
    remedy: `Add ${configFile} there, or take the branch out of releases.base on the default branch; where Gonogo is not wanted any more, stop requiring its check.`,
    file: configFile,
  };
}
