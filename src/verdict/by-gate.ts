import type { Item } from '../checklist/model.ts';
import { type Answered, answerOf } from './answer.ts';
import type { Context } from './context.ts';
import { type Exemption, uncovered, waiversOf } from './exemption.ts';
import { type ProofBy, type Proved, voiceOf } from './proof.ts';
import type { GateAnswer } from './verdict.ts';

export function proveByGate(item: Item, proof: ProofBy<'gate'>, context: Context): Proved {
  return closeBy(answerOf(proof.use, context), { item, proof }, context);
}

/** What a gate's answer means for its item. */
export function closeBy(answered: Answered, of: { item: Item; proof: ProofBy<'gate'> }, context: Context): Proved {
  const { item, proof } = of;
  const { answer } = answered;
  const { judgement } = answer;
  const next = judgement.remedy;
  const base = { because: judgement.summary, voices: [], answer, ...(next !== undefined && { next }) };
  if (answer.state === 'waiting' || answer.state === 'stale') return { ...base, state: answer.state };
  switch (judgement.result) {
    case 'pass':
      return { because: judgement.summary, voices: [], answer, state: 'passed' };
    case 'cannot-tell':
      return { ...base, state: 'cannot-tell' };
    case 'not-applicable':
      return notApplicable(item, proof, answer);
    case 'fail':
      return failed(item, answered, context);
  }
}

/** A gate's own "not applicable" closes an optional item, or one where the policy takes it for an answer. */
function notApplicable(item: Item, proof: ProofBy<'gate'>, answer: GateAnswer): Proved {
  const because = answer.judgement.summary;
  if (item.level === 'may') return { state: 'not-applicable', because, voices: [], answer };
  if (proof.acceptNotApplicable !== undefined) {
    return { state: 'not-applicable', because: `${because} (accepted: ${proof.acceptNotApplicable})`, voices: [], answer };
  }
  return {
    state: 'cannot-tell',
    because: `the gate says that it does not apply: ${because}`,
    next: 'Accept that in the policy with a reason (acceptNotApplicable), or give it something to look at.',
    voices: [],
    answer,
  };
}

/** A waiver covers what was known to be wrong when it was given: the findings of every claim, by evidence that could have passed. */
function failed(item: Item, { answer, claims }: Answered, context: Context): Proved {
  const { judgement } = answer;
  const waivers = waiversOf(item, context).filter(({ right }) => right === 'yes');
  const findings = claims.flatMap((claim) => (claim.judgement.result === 'fail' ? claim.judgement.findings : []));
  const left = uncovered(findings, waivers);
  if (waivers.length > 0 && findings.length > 0 && left.length === 0) return waived({ answer, claims }, waivers);
  const beyond = waivers.length > 0 ? `; the waiver does not cover ${left.map(({ title }) => title).join(', ')}` : '';
  const next = judgement.remedy;
  return { state: 'failed', because: `${judgement.summary}${beyond}`, voices: [], answer, ...(next !== undefined && { next }) };
}

function waived({ answer, claims }: Answered, waivers: readonly Exemption[]): Proved {
  const { summary } = answer.judgement;
  const doubtful = claims.find(({ judgement }) => judgement.result === 'cannot-tell');
  if (doubtful !== undefined) {
    const because = `what failed is waived, but another claim proves nothing: ${doubtful.judgement.summary}`;
    return { state: 'cannot-tell', because, next: doubtful.judgement.remedy ?? 'Run the gate again.', voices: [], answer };
  }
  if (!claims.some(({ trusted }) => trusted)) {
    const because = `${summary}, but only by evidence of too weak an origin, which no waiver covers`;
    return { state: 'cannot-tell', because, next: 'Collect it where the policy trusts it.', voices: [], answer };
  }
  const voices = waivers.map(({ statement }) => voiceOf(statement, 'waive'));
  return { state: 'waived', because: `waived: ${summary}`, voices, answer };
}
