import { isPolicy, type Policy } from '../checklist/policy.ts';
import type { Evidence } from '../gates/engine/contract.ts';
import { epochOf } from '../ground/instant.ts';
import { formatProblem, type Problem } from '../ground/problem.ts';
import { fold } from '../ledger/fold.ts';
import { affirming, type Statement, type Subject, subjectKey } from '../ledger/statement.ts';
import { groupsOf } from './by-items.ts';
import { aheadHours, type Clock, type Context, hoursAfter, startClock } from './context.ts';
import { combine, decide, emptiness } from './decide.ts';
import { emergencyOf, overrides } from './emergency.ts';
import type { Facts } from './facts.ts';
import { itemVerdictsOf } from './item-verdict.ts';
import { outcomesOf } from './items.ts';
import { obstaclesOf } from './obstacles.ts';
import { isOwed, isSatisfied } from './outcome.ts';
import { phasesOf } from './phases.ts';
import type { Counts, ItemVerdict, Obstacle, PhaseVerdict, Verdict } from './verdict.ts';

export interface Case {
  readonly subject: Subject;
  /** The policy, or why there is none to judge by. */
  readonly policy: Policy | readonly Problem[];
  readonly evidence: readonly Evidence[];
  readonly statements: readonly Statement[];
  readonly facts: Facts;
  /** ISO 8601, UTC. */
  readonly now: string;
  /** `machine` judges gate items only. */
  readonly scope?: 'all' | 'machine';
}

/** The whole answer, from plain data alone: the same case always gives the same verdict. */
export function judge(given: Case): Verdict {
  const clock = startClock(given.now);
  if (!isPolicy(given.policy)) return unreadable(given, given.policy, clock);
  const { policy, scope = 'all' } = given;
  const context: Context = { ...given, policy, ...voicesOf(given, clock), clock };
  const roleOf = phasesOf(given.subject, given.facts, clock);
  const outcomes = outcomesOf(context).filter(({ item }) => scope === 'all' || item.proof.by === 'gate');
  const items = itemVerdictsOf(outcomes, roleOf, context);
  const obstacles = [
    ...contradictions(given, policy),
    ...emptiness(items, scope),
    ...(scope === 'machine' ? [] : obstaclesOf(outcomes, context)),
  ];
  const decision = decide({ items, obstacles });
  const emergency = decision === 'go' ? undefined : emergencyOf({ items, obstacles }, context);
  const broken = overrides(emergency) ? emergency.named : undefined;
  const changesAt = clock.nextChange();
  return {
    format: 'gonogo/verdict/1',
    subject: given.subject,
    head: given.facts.head.sha,
    policy: { title: policy.checklist.title, commit: policy.commit, digest: policy.digest },
    enforcement: policy.enforcement,
    scope,
    decision: broken ? 'go' : decision,
    ...(broken && { emergency: broken }),
    obstacles,
    phases: roleOf,
    items,
    groups: groupsOf(outcomes),
    counts: countsOf(items, roleOf),
    ...(changesAt !== undefined && { changesAt }),
  };
}

/** What nobody can judge by: two commits, two items of one name, no instant, or half of an answer to what people answer too. */
function contradictions({ subject, facts, now, scope }: Case, { checklist: { items } }: Policy): Obstacle[] {
  const twice = items.find(({ id }, at) => items.findIndex((other) => other.id === id) < at);
  const found = [
    subject.sha === facts.head.sha ? undefined : `the subject is ${subject.sha}, but the facts are of ${facts.head.sha}`,
    Number.isNaN(epochOf(now)) ? `${now} is no instant` : undefined,
    twice === undefined ? undefined : `two items have the id ${twice.id}`,
    scope === 'machine' && isLetIn(subject) ? `the machine’s part alone is no answer for a ${subject.kind}` : undefined,
  ].filter((each) => each !== undefined);
  return found.map((because) => ({
    kind: 'contradiction',
    decision: 'cannot-tell',
    because,
    next: 'Collect the case again: no two parts of it may disagree.',
  }));
}

/** What we publish for it lets something in, so that half of an answer must never stand there. */
function isLetIn({ kind }: Subject): boolean {
  return kind !== 'workspace' && kind !== 'release';
}

/** Only what was said of this subject, or stands for its repository, is heard. A workspace has no statements. */
function voicesOf({ subject, statements }: Case, clock: Clock): Pick<Context, 'standpoint' | 'standing'> {
  const key = subjectKey(subject);
  // What helps must have been said by now; what blocks needs no clock. The platform's clock may be a little ahead of ours.
  const said = statements.filter(({ act, at }) => !affirming.has(act) || clock.reached(hoursAfter(at, -aheadHours)));
  const heard = subject.kind === 'workspace' ? [] : said;
  const own = heard.filter(({ scope }) => 'subject' in scope && scope.subject === key);
  const lasting = heard.filter(({ scope }) => 'standing' in scope && scope.standing.repoId === subject.repoId);
  return { standpoint: fold(own), standing: fold(lasting).items };
}

function unreadable(given: Case, problems: readonly Problem[], clock: Clock): Verdict {
  const found =
    problems.length > 0 ? problems : [{ code: 'policy.none', message: 'there is no policy', remedy: 'Add .github/gonogo.yml.' }];
  return {
    format: 'gonogo/verdict/1',
    subject: given.subject,
    head: given.facts.head.sha,
    policy: null,
    enforcement: 'enforce',
    scope: given.scope ?? 'all',
    decision: combine([]),
    obstacles: found.map((problem) => ({
      kind: 'policy',
      decision: 'cannot-tell',
      because: formatProblem({ ...problem, remedy: '' }).trimEnd(),
      next: problem.remedy,
    })),
    phases: phasesOf(given.subject, given.facts, clock),
    items: [],
    groups: [],
    counts: countsOf([], []),
  };
}

function countsOf(items: readonly ItemVerdict[], phases: readonly PhaseVerdict[]): Counts {
  const required = items.filter((item) => item.required);
  // A roll-up only repeats what its items say.
  const deciding = required.filter((item) => item.tolerated === undefined && item.by !== 'items');
  const among = (each: readonly ItemVerdict[], ...states: ItemVerdict['state'][]) =>
    each.filter(({ state }) => states.includes(state)).length;
  return {
    required: required.length,
    done: required.filter(({ state }) => isSatisfied(state)).length,
    failed: among(deciding, 'failed'),
    cannotTell: among(deciding, 'cannot-tell'),
    open: among(deciding, 'open', 'stale', 'waiting'),
    waived: among(items, 'waived'),
    notApplicable: items.filter(({ applies, state }) => applies && state === 'not-applicable').length,
    debts: items.filter((item) => isOwed(item, phases)).length,
  };
}
