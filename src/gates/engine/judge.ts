import { epochOf } from '../../ground/instant.ts';
import { type Claim, cannotTell, type Gate, type Judgement, type Reached, type Result } from './contract.ts';
import { messageOf } from './thrown.ts';
import { issuesOf, sayIssues } from './validate.ts';

/** Blocking first, so that one bad answer is never hidden behind a good one. */
const worstFirst: readonly Result[] = ['fail', 'cannot-tell', 'not-applicable', 'pass'];

const isBug = 'This is a defect of the gate: please report it with the evidence file.';

export interface JudgeBy {
  readonly limits: unknown;
  /** The clock. */
  readonly reached: Reached;
}

/** One gate's answer to one claim. Pure, and never throws: whatever is wrong, it is an answer that blocks and says what to do. */
export function judgeClaimAt(gate: Gate | undefined, claim: Claim, { limits, reached }: JudgeBy): Judgement {
  if (gate === undefined || gate.id !== claim.gate) {
    return cannotTell(
      `there is no gate ${claim.gate} in this version`,
      'Use the same version of Gonogo where evidence is made and read.',
    );
  }
  if (claim.state === 'broken')
    return cannotTell(claim.reason, claim.remedy ?? `Mend what is named here, then run ${gate.id} again.`);
  const doubt = unlikeSchemas(gate, claim.data, limits);
  if (doubt !== undefined) return doubt;
  try {
    const judgement = gate.judge(claim.data, limits, reached);
    const flaw = flawOf(judgement);
    return flaw === undefined ? judgement : cannotTell(`the answer of ${gate.id} does not count: ${flaw}`, isBug);
  } catch (error) {
    return cannotTell(`${gate.id} crashed while it judged: ${messageOf(error)}`, isBug);
  }
}

/** As it was when the claim was made. */
export function judgeClaim(gate: Gate | undefined, claim: Claim, limits: unknown): Judgement {
  const then = epochOf(claim.at);
  return judgeClaimAt(gate, claim, { limits, reached: (instant) => !(epochOf(instant) > then) });
}

/** The worst of several answers to one question; the first among equals. No answer at all proves nothing. */
export function worst(judgements: readonly Judgement[]): Judgement {
  const inOrder = worstFirst.map((result) => judgements.find((judgement) => judgement.result === result));
  return inOrder.find((judgement) => judgement !== undefined) ?? cannotTell('nothing was judged', 'Run the gate on this commit.');
}

function unlikeSchemas(gate: Gate, data: unknown, limits: unknown): Judgement | undefined {
  const wrongLimits = issuesOf(gate.limits, limits);
  if (wrongLimits.length > 0) {
    return cannotTell(
      `the limits of ${gate.id} cannot be used: ${sayIssues(wrongLimits)}`,
      `Correct the limits of ${gate.id} in the policy.`,
    );
  }
  const wrongData = issuesOf(gate.evidence, data);
  if (wrongData.length === 0) return undefined;
  return cannotTell(
    `the evidence is not what ${gate.id} collects: ${sayIssues(wrongData.slice(0, 3))}`,
    `Run ${gate.id} again on this commit.`,
  );
}

/** Why an answer contradicts itself. A gate that has this wrong must not be able to pass. */
function flawOf(judgement: Judgement): string | undefined {
  const { result, measured, findings } = judgement;
  if (!worstFirst.includes(result)) return `${result} is no result`;
  if (result === 'pass' && measured.length === 0) return 'it passes with nothing measured';
  if (result === 'pass' && measured.some((each) => each.ok === false)) return 'it passes with a limit that is not kept';
  if (result === 'fail' && findings.length === 0) return 'it fails without a finding';
  const unreal = measured.find(({ value }) => typeof value === 'number' && !Number.isFinite(value));
  if (unreal !== undefined) return `${unreal.metric} is ${unreal.value}`;
  const vague = findings.find(({ value }) => value !== undefined && !Number.isFinite(value));
  if (vague !== undefined) return `the value of finding ${vague.id} is ${vague.value}`;
  const seen = new Set<string>();
  const twice = findings.find(({ id }) => seen.size === seen.add(id).size);
  return twice === undefined ? undefined : `two findings have the id ${twice.id}`;
}
