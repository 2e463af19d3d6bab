import type { Item } from '../checklist/model.ts';
import { answerOf } from './answer.ts';
import type { Context } from './context.ts';
import { uncovered, waiversOf } from './exemption.ts';
import { type ProofBy, type Proved, voiceOf } from './proof.ts';
import type { GateAnswer } from './verdict.ts';

export function proveByGate(item: Item, proof: ProofBy<'gate'>, context: Context): Proved {
  return closeBy(answerOf(proof.use, context), { item, proof }, context);
}

/** What a gate's answer means for its item. */
export function closeBy(answer: GateAnswer, of: { item: Item; proof: ProofBy<'gate'> }, context: Context): Proved {
  const { item, proof } = of;
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
      return failed(item, answer, context);
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

function failed(item: Item, answer: GateAnswer, context: Context): Proved {
  const { judgement } = answer;
  const waivers = waiversOf(item, context).filter(({ right }) => right === 'yes');
  const left = uncovered(judgement.findings, waivers);
  if (waivers.length > 0 && left.length === 0) {
    const voices = waivers.map(({ statement }) => voiceOf(statement, 'waive'));
    return { state: 'waived', because: `waived: ${judgement.summary}`, voices, answer };
  }
  const beyond = waivers.length > 0 ? `; the waiver does not cover ${left.map(({ title }) => title).join(', ')}` : '';
  const next = judgement.remedy;
  return { state: 'failed', because: `${judgement.summary}${beyond}`, voices: [], answer, ...(next !== undefined && { next }) };
}
