import type { Item } from '../checklist/model.ts';
import type { Statement } from '../ledger/statement.ts';
import { maySign } from './by-sign-off.ts';
import { type Context, recordOf } from './context.ts';
import { saidOnChange } from './currency.ts';
import { notApplicablesOf, waiversOf } from './exemption.ts';
import type { Outcome } from './outcome.ts';
import { isAuthor, mayAct, type Right } from './people.ts';
import { hasEvidence } from './proof.ts';
import type { Obstacle } from './verdict.ts';

/** No go on one person's word: somebody other than author and pushers must have spoken on this very change. */
export function secondPerson(outcomes: readonly Outcome[], context: Context): Obstacle[] {
  const { subject, policy } = context;
  if (policy.solo || (subject.kind !== 'pull-request' && subject.kind !== 'merge-group')) return [];
  const words = wordsOf(outcomes, context).filter(({ statement }) => saidOnChange(statement, context.facts).is === 'current');
  const others = words.map(({ statement, right }) => otherPerson(statement, right, context));
  if (others.includes('yes')) return [];
  const next = 'Somebody else ticks an item, signs, or approves this commit by a review; or the policy says solo: true.';
  if (others.includes('unknown')) {
    const because = 'it could not be verified that anybody other than the author spoke on this change';
    return [{ kind: 'second-person', decision: 'cannot-tell', because, next }];
  }
  return [{ kind: 'second-person', decision: 'waiting', because: 'nobody other than the author spoke on this change yet', next }];
}

interface Word {
  readonly statement: Statement;
  readonly right: Right;
}

/** Every affirming word about the subject, with the right to it. */
function wordsOf(outcomes: readonly Outcome[], context: Context): Word[] {
  const approvals = context.standpoint.approvals.map((statement) => ({
    statement,
    right: mayAct(statement.by, { write: true }, context),
  }));
  const items = outcomes.filter(({ applies }) => applies).map(({ item }) => item);
  return [...approvals, ...items.flatMap((item) => wordsAbout(item, context))];
}

function wordsAbout(item: Item, context: Context): Word[] {
  const { ticks, signs } = recordOf(item, context);
  const { proof } = item;
  const asRead = (statement: Statement) => statement.itemDigest === item.digest;
  const exemptions = [...notApplicablesOf(item, context), ...waiversOf(item, context)];
  switch (proof.by) {
    case 'person':
      return [
        ...exemptions,
        ...ticks
          .filter(asRead)
          .filter(hasEvidence(proof))
          .map((statement) => ({ statement, right: mayAct(statement.by, proof.who, context) })),
      ];
    case 'sign-off':
      return signs.filter(asRead).map((statement) => ({ statement, right: maySign(statement, proof.role, context) }));
    case 'gate':
      return exemptions;
    case 'items':
      return [];
  }
}

function otherPerson(statement: Statement, right: Right, context: Context): Right {
  const author = isAuthor(statement.by, context.facts);
  if (author === 'yes' || right === 'no') return 'no';
  return author === 'no' && right === 'yes' ? 'yes' : 'unknown';
}
