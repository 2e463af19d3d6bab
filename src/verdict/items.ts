import type { Item } from '../checklist/model.ts';
import { proveByGate } from './by-gate.ts';
import { proveByItems } from './by-items.ts';
import { proveByPerson } from './by-person.ts';
import { proveBySignOff } from './by-sign-off.ts';
import { evaluate } from './condition.ts';
import type { Context } from './context.ts';
import { canBeExempt, notApplicablesOf, waiversOf } from './exemption.ts';
import { isSatisfied, type LookUp, type Outcome } from './outcome.ts';
import { names, type Proved, voiceOf } from './proof.ts';

/** Every item's outcome, in the order of the checklist. Items look at one another through `after` and roll-ups, so each is computed once. */
export function outcomesOf(context: Context): Outcome[] {
  const { items } = context.policy.checklist;
  const byId = new Map(items.map((item) => [item.id, item]));
  const done = new Map<string, Outcome>();
  const open = new Set<string>();
  const outcome = (item: Item): Outcome => {
    const known = done.get(item.id);
    if (known) return known;
    if (open.has(item.id)) return { ...circular(), item, applies: true };
    open.add(item.id);
    const found = judgeItem(item, lookUp, context);
    open.delete(item.id);
    done.set(item.id, found);
    return found;
  };
  const lookUp = (id: string) => {
    const item = byId.get(id);
    return item && outcome(item);
  };
  return items.map(outcome);
}

function judgeItem(item: Item, lookUp: LookUp, context: Context): Outcome {
  const condition = evaluate(item.when, context.facts);
  if (!condition.applies) {
    return {
      item,
      applies: false,
      state: 'not-applicable',
      because: condition.because ?? 'its condition does not hold',
      voices: [],
      ...answeredBy(item, context),
    };
  }
  const proved = waitForOthers(item, exempt(item, prove(item, lookUp, context), context), lookUp);
  const doubt = condition.because === undefined ? {} : { because: `${proved.because}; ${condition.because}` };
  return { ...proved, ...doubt, item, applies: true };
}

function prove(item: Item, lookUp: LookUp, context: Context): Proved {
  const { proof, notApplicable } = item;
  if (notApplicable && canBeExempt(item) && !context.clock.reached(notApplicable.until)) {
    return {
      state: 'not-applicable',
      because: `the policy says so until ${notApplicable.until}: ${notApplicable.reason}`,
      voices: [],
      ...answeredBy(item, context),
    };
  }
  switch (proof.by) {
    case 'gate':
      return proveByGate(item, proof, context);
    case 'person':
      return proveByPerson(item, proof, context);
    case 'sign-off':
      return proveBySignOff(item, proof, context);
    case 'items':
      return proveByItems({ item, of: proof.of, context, lookUp });
  }
}

/** A box keeps its tick while nothing is asked: it may be asked again. */
function answeredBy(item: Item, context: Context): Pick<Proved, 'answered'> {
  const { proof } = item;
  const said =
    proof.by === 'person'
      ? proveByPerson(item, proof, context)
      : proof.by === 'sign-off'
        ? proveBySignOff(item, proof, context)
        : undefined;
  return said?.answered ? { answered: true } : {};
}

/**
 * What a gate proves is nobody's to explain away: its failures are waived finding by finding, what is not proved is not waived at all, and
 * that it does not apply is for the gate or the policy to say.
 */
function exempt(item: Item, proved: Proved, context: Context): Proved {
  if (isSatisfied(proved.state) || item.proof.by === 'gate') return proved;
  const nas = notApplicablesOf(item, context);
  const waivers = waiversOf(item, context);
  const na = nas.find(({ right }) => right === 'yes');
  if (na) {
    const voices = [voiceOf(na.statement, 'na')];
    return {
      ...proved,
      state: 'not-applicable',
      because: `${names(voices)} said that it does not apply: ${na.statement.reason ?? ''}`,
      voices,
    };
  }
  const waiver = waivers.find(({ right }) => right === 'yes');
  if (waiver) {
    const voices = [voiceOf(waiver.statement, 'waive')];
    return { ...proved, state: 'waived', because: `waived by ${names(voices)}: ${waiver.statement.reason ?? ''}`, voices };
  }
  const [doubtful] = [...nas, ...waivers];
  if (doubtful === undefined) return proved;
  const because = `${doubtful.statement.by.login} exempted it, but it could not be verified that they may`;
  return { ...proved, state: 'cannot-tell', because };
}

/** Done too early is not done: it waits for what must come before. */
function waitForOthers(item: Item, proved: Proved, lookUp: LookUp): Proved {
  const waits = item.after.filter((id) => {
    const other = lookUp(id);
    return other === undefined || (other.applies && !isSatisfied(other.state));
  });
  const done = isSatisfied(proved.state) && proved.state !== 'not-applicable' && proved.state !== 'waived';
  if (waits.length === 0 || !done) return proved;
  return {
    ...proved,
    state: 'waiting',
    because: `${proved.because}, but it comes after ${waits.join(', ')}`,
    next: `First ${waits.join(', ')}.`,
  };
}

function circular(): Proved {
  return {
    state: 'cannot-tell',
    because: 'it waits for itself',
    next: 'Break the circle in `after` or the roll-up.',
    voices: [],
  };
}
