import type { Item, Proof } from '../checklist/model.ts';
import type { Statement } from '../ledger/statement.ts';
import { answerOf } from './answer.ts';
import { type Context, recordOf } from './context.ts';
import { currencyOf } from './currency.ts';
import { uncovered, waiversOf } from './exemption.ts';
import { describeWho, holdsRole, isAuthor, isMapped, mayAct, type Right } from './people.ts';
import { standingOf } from './standing.ts';
import type { GateAnswer, State, Voice } from './verdict.ts';

/** What an item's own proof says, before exemptions and dependencies. */
export interface Proved {
  readonly state: State;
  readonly because: string;
  readonly next?: string;
  readonly voices: readonly Voice[];
  readonly answer?: GateAnswer;
  readonly renewBy?: string;
}

type By<B extends Proof['by']> = Extract<Proof, { by: B }>;

export function proveByGate(item: Item, proof: By<'gate'>, context: Context): Proved {
  const answer = answerOf(proof.use, context);
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
function notApplicable(item: Item, proof: By<'gate'>, answer: GateAnswer): Proved {
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

export function proveByPerson(item: Item, proof: By<'person'>, context: Context): Proved {
  const ticks = recordOf(item, context).ticks.map((statement) => ({
    statement,
    currency: currencyOf(statement, item, context.facts),
    right: mayAct(statement.by, proof.who, context),
  }));
  const holding = ticks.filter(({ currency }) => currency.is !== 'stale');
  const counted = holding.filter(({ right }) => right === 'yes');
  const who = describeWho(proof.who);
  const [first] = counted;
  if (first !== undefined) {
    const voices = counted.map(({ statement }) => voiceOf(statement, 'tick'));
    return { state: 'ticked', because: `ticked by ${names(voices)}, ${first.currency.because}`, voices };
  }
  const standing = standingOf(item, context);
  const stands = standing.find(({ right }) => right === 'yes');
  if (stands !== undefined) {
    const voices = [{ ...voiceOf(stands.statement, 'tick'), until: stands.until }];
    const { renewBy } = stands;
    return {
      state: 'standing',
      because: `${names(voices)} said so for every release until ${stands.until}`,
      voices,
      ...(renewBy !== undefined && { renewBy }),
    };
  }
  const unverified = [...holding, ...standing].find(({ right }) => right === 'unknown');
  if (unverified) return cannotVerify(unverified.statement, who);
  const unmapped = proof.who.role !== undefined && !isMapped(proof.who.role, context.policy);
  if (unmapped && Object.keys(proof.who).length === 1) return unmappedRole(proof.who.role ?? '');
  const next = `To be ticked by ${who}.`;
  const [lapsed] = ticks;
  if (lapsed?.currency.is === 'stale') {
    return {
      state: 'stale',
      because: `ticked by ${lapsed.statement.by.login} before, but ${lapsed.currency.because}`,
      next,
      voices: [],
    };
  }
  const refused = lapsed === undefined ? 'not ticked yet' : `ticked by ${lapsed.statement.by.login}, who may not`;
  return { state: 'open', because: refused, next, voices: [] };
}

export function proveBySignOff(item: Item, proof: By<'sign-off'>, context: Context): Proved {
  if (!isMapped(proof.role, context.policy)) return unmappedRole(proof.role);
  const signs = recordOf(item, context).signs.filter(
    ({ via }) => via === proof.via || (proof.via === 'box' && via === 'command'),
  );
  const holding = signs.filter((statement) => currencyOf(statement, item, context.facts).is !== 'stale');
  const rights = holding.map((statement) => ({ statement, right: maySign(statement, proof.role, context) }));
  const signed = distinctPeople(rights.filter(({ right }) => right === 'yes'));
  const voices = signed.map(({ statement }) => voiceOf(statement, 'sign'));
  if (signed.length >= proof.count) return { state: 'signed', because: `signed by ${names(voices)} as ${proof.role}`, voices };
  const unverified = distinctPeople(rights.filter(({ right }) => right === 'unknown'));
  const [doubtful] = unverified;
  if (doubtful !== undefined && signed.length + unverified.length >= proof.count)
    return cannotVerify(doubtful.statement, `the role ${proof.role}`);
  const missing = proof.count - signed.length;
  const next = `${missing} to sign as ${proof.role}, ${howTo[proof.via]}; never the author or a pusher.`;
  const lapsed = signs.find((statement) => !holding.includes(statement));
  if (lapsed && voices.length === 0) {
    return {
      state: 'stale',
      because: `signed by ${lapsed.by.login} before, but new commits came since or the item changed`,
      next,
      voices,
    };
  }
  return { state: 'open', because: `signed by ${voices.length} of ${proof.count}`, next, voices };
}

const howTo = {
  review: 'by an approving review of this commit',
  command: 'by the command sign',
  box: 'by box or command',
} as const;

/** Never the author, a pusher, a co-author or a bot. */
export function maySign(statement: Statement, role: string, context: Context): Right {
  const author = isAuthor(statement.by, context.facts);
  const held = holdsRole(statement.by, role, context);
  if (author === 'yes' || held === 'no') return 'no';
  return author === 'no' && held === 'yes' ? 'yes' : 'unknown';
}

function distinctPeople<T extends { readonly statement: Statement }>(each: readonly T[]): T[] {
  return [...new Map(each.map((one) => [one.statement.by.id, one])).values()];
}

function unmappedRole(role: string): Proved {
  return {
    state: 'cannot-tell',
    because: `nobody is named for the role ${role}`,
    next: `Add people.${role} to .github/gonogo.yml, with a team or users.`,
    voices: [],
  };
}

function cannotVerify(statement: Statement, who: string): Proved {
  return {
    state: 'cannot-tell',
    because: `${statement.by.login} spoke, but it could not be verified that they are ${who}`,
    next: 'It is looked up again; or somebody else who may answers.',
    voices: [],
  };
}

export function voiceOf(statement: Statement, act: Voice['act']): Voice {
  const { by, at, reason, until } = statement;
  return { by, at, act, ...(reason !== undefined && { reason }), ...(until !== undefined && { until }) };
}

export function names(voices: readonly Voice[]): string {
  return [...new Set(voices.map(({ by }) => by.login))].join(', ');
}
