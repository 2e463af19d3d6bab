import type { Item, Via } from '../checklist/model.ts';
import type { Statement } from '../ledger/statement.ts';
import { type Context, recordOf } from './context.ts';
import { currencyOf } from './currency.ts';
import { holdsRole, isAuthor, isMapped, type Right } from './people.ts';
import { cannotVerify, names, type ProofBy, type Proved, unmappedRole, voiceOf } from './proof.ts';

export function proveBySignOff(item: Item, proof: ProofBy<'sign-off'>, context: Context): Proved {
  if (!isMapped(proof.role, context.policy)) return unmappedRole(proof.role);
  const signs = recordOf(item, context).signs.filter(({ via }) => ways[proof.via].includes(via));
  const holding = signs.filter((statement) => currencyOf(statement, item, context.facts).is !== 'stale');
  const rights = holding.map((statement) => ({ statement, right: maySign(statement, proof.role, context) }));
  const signed = distinctPeople(rights.filter(({ right }) => right === 'yes'));
  const voices = signed.map(({ statement }) => voiceOf(statement, 'sign'));
  if (signed.length >= proof.count) {
    return { state: 'signed', because: `signed by ${names(voices)} as ${proof.role}`, voices, answered: true };
  }
  const unverified = distinctPeople(rights.filter(({ right }) => right === 'unknown'));
  const [doubtful] = unverified;
  if (doubtful !== undefined && signed.length + unverified.length >= proof.count)
    return cannotVerify(doubtful.statement, `the role ${proof.role}`);
  const missing = proof.count - signed.length;
  const next = `${missing} to sign as ${proof.role}, ${howTo[proof.via]}; never the author or a pusher.`;
  const lapsed = signs.find((statement) => !holding.includes(statement));
  if (lapsed && voices.length === 0) {
    const since =
      proof.files === undefined ? 'new commits came since or the item changed' : 'a file that this is about was changed since';
    return {
      state: 'stale',
      because: `signed by ${lapsed.by.login} before, but ${since}`,
      next,
      voices,
    };
  }
  return { state: 'open', because: `signed by ${voices.length} of ${proof.count}`, next, voices };
}

/** What counts for each way of asking. */
const ways: { readonly [V in Via]: readonly Statement['via'][] } = {
  review: ['review'],
  command: ['command'],
  box: ['box', 'command'],
  word: ['review', 'command'],
};

const howTo = {
  review: 'by an approving review of this commit',
  command: 'by the command sign',
  box: 'by box or command',
  word: 'by an approving review or by the command sign',
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
