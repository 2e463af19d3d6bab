import type { Item } from '../checklist/model.ts';
import { type Context, recordOf } from './context.ts';
import { currencyOf } from './currency.ts';
import { describeWho, isMapped, mayAct } from './people.ts';
import { cannotVerify, hasEvidence, names, type ProofBy, type Proved, unmappedRole, voiceOf } from './proof.ts';
import { standingOf } from './standing.ts';

/** Why an item is open that nobody has touched. */
export const notTickedYet = 'not ticked yet';

export function proveByPerson(item: Item, proof: ProofBy<'person'>, context: Context): Proved {
  const { ticks: said } = recordOf(item, context);
  const ticks = said.filter(hasEvidence(proof)).map((statement) => ({
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
    return { state: 'ticked', because: `ticked by ${names(voices)}, ${first.currency.because}`, voices, answered: true };
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
      answered: true,
      ...(renewBy !== undefined && { renewBy }),
    };
  }
  const unverified = [...holding, ...standing].find(({ right }) => right === 'unknown');
  if (unverified) return cannotVerify(unverified.statement, who);
  const unmapped = proof.who.role !== undefined && !isMapped(proof.who.role, context.policy);
  if (unmapped && Object.keys(proof.who).length === 1) return unmappedRole(proof.who.role ?? '');
  const next = proof.evidence
    ? `To be ticked by ${who}, by the command tick with a link as its reason.`
    : `To be ticked by ${who}.`;
  const [lapsed] = ticks;
  if (lapsed?.currency.is === 'stale') {
    return {
      state: 'stale',
      because: `ticked by ${lapsed.statement.by.login} before, but ${lapsed.currency.because}`,
      next,
      voices: [],
    };
  }
  const [bare] = said;
  const without = bare === undefined ? notTickedYet : `ticked by ${bare.by.login}, without the link that it asks for`;
  const because = lapsed === undefined ? without : `ticked by ${lapsed.statement.by.login}, who may not`;
  return { state: 'open', because, next, voices: [] };
}
