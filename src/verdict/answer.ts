import { type Evidence, evidenceKey, type Gate, type GateUse, type Judgement, origins } from '../gates/engine/contract.ts';
import { judgeClaim, worst } from '../gates/engine/judge.ts';
import { gateById } from '../gates/registry.ts';
import { digest } from '../ground/json.ts';
import { type Clock, type Context, hoursAfter } from './context.ts';
import type { GateAnswer } from './verdict.ts';

/** How long evidence may still come while the workflow runs of the head have not ended. */
const patienceHours = 1;
/** A clock may be a little ahead; evidence from further in the future would never grow old. */
const aheadHours = 0.25;

/** What a gate says of the head, by the evidence at hand: the worst claim counts, and absence is an answer too. */
export function answerOf(use: GateUse, context: Context): GateAnswer {
  const name = { gate: use.gate, ...(use.target !== undefined && { target: use.target }) };
  const ofHead = context.evidence.filter(
    (each) => each.head === context.facts.head.sha && each.gate === use.gate && each.target === use.target,
  );
  const key = evidenceKey({ ...name, source: digest(use.source) });
  const asked = ofHead.filter((each) => evidenceKey(each) === key);
  const keeps = gateById(use.gate)?.keeps ?? 'commit';
  const fresh = asked.filter(({ at }) => isFresh(at, keeps, context.clock));
  const [first] = fresh;
  if (first !== undefined) return { ...name, state: 'judged', judgement: judgeAll(fresh, use, context), at: first.at };
  if (asked.length > 0) return { ...name, state: 'stale', judgement: tooOld(use) };
  return { ...name, ...absent(ofHead.length > 0, context) };
}

/** Evidence that grows old counts up to its age; what keeps with its commit does so as long as that stands. */
export function isFresh(at: string, keeps: Gate['keeps'], clock: Clock): boolean {
  if (!clock.reached(hoursAfter(at, -aheadHours))) return false;
  return keeps === 'commit' || !clock.reached(hoursAfter(at, keeps.hours));
}

/** The worst counts. Evidence of too weak an origin can speak against a release, but not for it. */
function judgeAll(evidence: readonly Evidence[], use: GateUse, context: Context): Judgement {
  const minimum = use.origin ?? context.policy.trust.minimum;
  const judged = evidence.map((each) => ({ each, judgement: judgeClaim(gateById(use.gate), each, use.limits) }));
  const counted = judged.filter(({ each, judgement }) => {
    const against = judgement.result === 'fail' || judgement.result === 'cannot-tell';
    return against || context.subject.kind === 'workspace' || origins.indexOf(each.origin) >= origins.indexOf(minimum);
  });
  if (counted.length > 0) return worst(counted.map(({ judgement }) => judgement));
  const { summary, measured } = worst(judged.map(({ judgement }) => judgement));
  return {
    result: 'cannot-tell',
    summary: `${summary}, but the policy asks for evidence of origin ${minimum} or stronger`,
    measured,
    findings: [],
    remedy: `Collect it where the policy trusts it (${minimum} or stronger), or change trust.minimum.`,
  };
}

function tooOld(use: GateUse): Judgement {
  return {
    result: 'cannot-tell',
    summary: 'the evidence is too old to count',
    measured: [],
    findings: [],
    remedy: `Run ${use.gate} again on this commit.`,
  };
}

function absent(otherSettings: boolean, context: Context): Pick<GateAnswer, 'state' | 'judgement'> {
  const { runs } = context.facts;
  const mayCome = runs.state === 'running' && !context.clock.reached(hoursAfter(runs.since, patienceHours));
  const nothing = { result: 'cannot-tell', measured: [], findings: [] } as const;
  if (mayCome)
    return {
      state: 'waiting',
      judgement: { ...nothing, summary: 'no evidence yet', remedy: 'Wait for the workflow runs of this commit.' },
    };
  if (otherSettings) {
    const summary = 'there is evidence, but it was collected with other settings';
    return { state: 'missing', judgement: { ...nothing, summary, remedy: 'The settings changed: run CI again on this commit.' } };
  }
  const remedy = 'Run the check in CI on this commit, and see that its job uploads the evidence.';
  return { state: 'missing', judgement: { ...nothing, summary: 'there is no evidence for this commit', remedy } };
}
