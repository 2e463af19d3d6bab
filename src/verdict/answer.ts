import { asksPlatform } from '../checklist/uses.ts';
import {
  type Evidence,
  evidenceKey,
  type Gate,
  type GateUse,
  type Judgement,
  nameOf,
  type Origin,
  origins,
} from '../gates/engine/contract.ts';
import { judgeClaimAt, worst } from '../gates/engine/judge.ts';
import { gateById } from '../gates/registry.ts';
import { aheadHours, type Clock, type Context, hoursAfter } from './context.ts';
import type { GateAnswer, Provenance } from './verdict.ts';

/** How long evidence may still come while the workflow runs of the head have not ended. */
const patienceHours = 1;

/** A claim that counts, judged. Evidence of too weak an origin is not trusted: it can speak against a release, but not for it. */
export interface Weighed {
  readonly judgement: Judgement;
  readonly trusted: boolean;
  readonly evidence: Evidence;
}

/** A gate's answer, and the claims that it was drawn from. */
export interface Answered {
  readonly answer: GateAnswer;
  readonly claims: readonly Weighed[];
}

/** What a gate says of the head, by the evidence at hand: the worst claim counts, and absence is an answer too. */
export function answerOf(use: GateUse, context: Context): Answered {
  const name = { gate: use.gate, ...(use.target !== undefined && { target: use.target }) };
  const { head, merged } = context.facts;
  const ofHead = spokenAt(head.sha, use, context);
  const key = evidenceKey(nameOf(use));
  const asked = ofHead.filter((each) => evidenceKey(each) === key);
  const isHeard = (each: Evidence) => isFresh(each.at, keepsOf(each), context.clock);
  const fresh = asked.filter(isHeard);
  if (fresh.length > 0) {
    const ofMerged = merged === undefined ? [] : spokenAt(merged, use, context);
    const beside = ofMerged.filter((each) => evidenceKey(each) === key);
    const ofMerge = beside.map((each) => {
      const weighed = weigh(each, use, context);
      return againstOnly(isHeard(each) ? weighed : { ...weighed, judgement: tooOld(use) });
    });
    const claims = [...fresh.map((each) => weigh(each, use, context)), ...ofMerge];
    const { judgement, by } = judgeAll(claims, use, context);
    const from = context.subject.kind === 'workspace' ? undefined : provenanceOf(by.evidence);
    return { answer: { ...name, state: 'judged', judgement, at: by.evidence.at, ...(from && { from }) }, claims };
  }
  const coming = absence(use, key, context);
  if (coming !== undefined) return { answer: { ...name, ...coming }, claims: [] };
  if (asked.length > 0) return { answer: { ...name, state: 'stale', judgement: tooOld(use) }, claims: [] };
  return { answer: { ...name, ...absent(ofHead.length > 0, context) }, claims: [] };
}

function spokenAt(sha: string, { gate, target }: GateUse, context: Context): Evidence[] {
  return context.evidence.filter(
    (each) => each.head === sha && each.gate === gate && each.target === target && maySpeak(each, context),
  );
}

/** What stands at the head itself proves it; what became of it together with others can only be worse. */
function againstOnly(weighed: Weighed): Weighed {
  const { judgement, evidence } = weighed;
  const summary = `${judgement.summary}, in what the merge queue made of it (${evidence.head.slice(0, 12)})`;
  return { ...weighed, trusted: false, judgement: { ...judgement, summary } };
}

/** What the platform shows is asked of itself: a file that a workflow wrote says nothing of it. */
function maySpeak({ gate, origin }: Evidence, { subject }: Context): boolean {
  return origin === 'app' || subject.kind === 'workspace' || !asksPlatform(gate);
}

/** The App can ask a live address again at any time. */
export const appKeeps = { hours: 1 };

/** How long this evidence counts. */
export function keepsOf({ gate, origin }: Pick<Evidence, 'gate' | 'origin'>): Gate['keeps'] {
  const found = gateById(gate);
  const keeps = found?.keeps ?? 'commit';
  if (origin !== 'app' || found?.needs.includes('target') !== true) return keeps;
  return keeps === 'commit' || keeps.hours > appKeeps.hours ? appKeeps : keeps;
}

/** Evidence that grows old counts up to its age; what keeps with its commit does so as long as that stands. */
export function isFresh(at: string, keeps: Gate['keeps'], clock: Clock): boolean {
  if (!clock.reached(hoursAfter(at, -aheadHours))) return false;
  return keeps === 'commit' || !clock.reached(hoursAfter(at, keeps.hours));
}

function weigh(evidence: Evidence, use: GateUse, context: Context): Weighed {
  const trusted = isOwn(context) || rank(evidence.origin) >= rank(minimumFor(use, context));
  const by = { limits: use.limits, reached: (instant: string) => context.clock.reached(instant) };
  return { judgement: judgeClaimAt(gateById(use.gate), evidence, by), trusted, evidence };
}

function provenanceOf({ origin, run, link, doubt, isMixed }: Evidence): Provenance {
  const found = { ...(run && { run }), ...(link !== undefined && { link }) };
  return { origin, ...found, ...(doubt !== undefined && { doubt }), ...(isMixed && { isMixed }) };
}

/** Who collected it judges it, on a laptop or in a run: nobody else is asked to believe it. */
function isOwn({ subject, scope }: Context): boolean {
  return subject.kind === 'workspace' || scope === 'machine';
}

/** An item can ask for more than the policy, and never for less. */
function minimumFor(use: GateUse, context: Context): Origin {
  const { minimum } = context.policy.trust;
  return use.origin !== undefined && rank(use.origin) > rank(minimum) ? use.origin : minimum;
}

function rank(origin: Origin): number {
  return origins.indexOf(origin);
}

interface Drawn {
  readonly judgement: Judgement;
  /** The claim that decided. */
  readonly by: Weighed;
}

function judgeAll(claims: readonly Weighed[], use: GateUse, context: Context): Drawn {
  const against = ({ judgement }: Weighed) => judgement.result === 'fail' || judgement.result === 'cannot-tell';
  const counted = claims.filter((claim) => claim.trusted || against(claim));
  if (counted.length > 0) return drawnFrom(counted);
  const minimum = minimumFor(use, context);
  const { judgement, by } = drawnFrom(claims);
  const { summary, measured } = judgement;
  const { doubt } = by.evidence;
  const why = doubt === undefined ? '' : ` (${doubt})`;
  return {
    by,
    judgement: {
      result: 'cannot-tell',
      summary: `${summary}, but the policy asks for evidence of origin ${minimum} or stronger${why}`,
      measured,
      findings: [],
      remedy: `Collect it where the policy trusts it (${minimum} or stronger), or change trust.minimum.`,
    },
  };
}

function drawnFrom(claims: readonly Weighed[]): Drawn {
  const judgement = worst(claims.map((claim) => claim.judgement));
  const by = claims.find((claim) => claim.judgement === judgement);
  if (by === undefined) throw new TypeError('an answer was drawn from no claim');
  return { judgement, by };
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

/** So long it may take to ask; after that something is wrong with it. */
const askingHours = 0.25;

/** Of what is collected where it is judged, and of what can be collected nowhere else. */
function absence(use: GateUse, key: string, { facts, clock }: Context): Pick<GateAnswer, 'state' | 'judgement'> | undefined {
  const { asked = {} } = facts;
  const nothing = { result: 'cannot-tell', measured: [], findings: [] } as const;
  const since = Object.hasOwn(asked, key) ? asked[key] : undefined;
  if (since !== undefined && !clock.reached(hoursAfter(since, askingHours))) {
    const remedy = 'Wait for the answer: it comes by itself.';
    return { state: 'waiting', judgement: { ...nothing, summary: 'being asked now', remedy } };
  }
  if (since !== undefined) {
    const remedy = 'Write `/gonogo recheck`; if it stays, see the log of the App.';
    return { state: 'missing', judgement: { ...nothing, summary: 'it was asked, and no answer came', remedy } };
  }
  if (!asksPlatform(use.gate)) return undefined;
  const summary = `${use.gate} asks the platform, which cannot be reached from here`;
  return { state: 'missing', judgement: { ...nothing, summary, remedy: 'Let the App collect it.' } };
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
