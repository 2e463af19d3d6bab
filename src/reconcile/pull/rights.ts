import type { Who } from '../../checklist/model.ts';
import { type Digest, digest } from '../../ground/json.ts';
import type { Verb } from '../../ledger/commands/verbs.ts';
import type { Person, Statement } from '../../ledger/statement.ts';
import { isAuthor, mayAct, type PeopleContext, roles } from '../../verdict/people.ts';
import type { NotAllowed } from '../../views/replies/refused.ts';

export interface Settling extends PeopleContext {
  /** On record. */
  readonly said?: readonly Statement[];
}

/**
 * Nobody needs a right to take back their own signature: it would count again once they have one. A review may also be dismissed by others,
 * whatever its author may do by then.
 */
function takesBackOwn({ act, by, item }: Statement, { said = [] }: Settling): boolean {
  return act === 'unsign' && said.some((each) => each.act === 'sign' && each.by.id === by.id && each.item === item);
}

/** Why somebody's word does not count now; nothing when it does. The verdict asks again, by itself. */
export function whyNot(statement: Statement, context: Settling): Omit<NotAllowed, 'items' | 'verb'> | undefined {
  if (takesBackOwn(statement, context)) return undefined;
  const ways = whoMay(statement, context);
  const [may] = ways;
  if (may === undefined) return undefined;
  const known = context.facts.people[String(statement.by.id)];
  if (known !== undefined && known.kind === 'bot') return { may, because: 'bot' };
  if (neverOwn.has(statement.act) && isAuthor(statement.by, context.facts) === 'yes') return { may, because: 'own' };
  const rights = ways.map((who) => mayAct(statement.by, who, context));
  if (rights.includes('yes')) return undefined;
  return { may, because: rights.includes('unknown') ? 'unknown' : 'no' };
}

const neverOwn: ReadonlySet<string> = new Set(['sign', 'na', 'waive', 'break-glass']);

/** Any of these is enough. Taking back and stopping is for everybody who works here, so that no passer-by can keep a release open. */
function whoMay({ act, item: id }: Statement, { policy }: PeopleContext): readonly Who[] {
  const item = policy.checklist.items.find((each) => each.id === id);
  const { proof } = item ?? {};
  const staff: readonly Who[] = [{ write: true }, ...Object.keys(policy.people).map((role) => ({ role }))];
  switch (act) {
    case 'tick':
      return proof?.by === 'person' ? [proof.who] : [];
    case 'untick':
      return [...(proof?.by === 'person' ? [proof.who] : []), ...staff];
    case 'sign':
      // An approval as such is a second word, and signs nothing.
      return item === undefined ? staff : proof?.by === 'sign-off' ? [{ role: proof.role }] : [];
    case 'na':
    case 'waive':
      return [{ role: roles.waivers }];
    case 'break-glass':
      return [{ role: roles.incident }];
    case 'unsign':
    case 'unwaive':
    case 'assign':
    case 'hold':
    case 'release-hold':
      return staff;
    case 'refused':
      return [];
  }
}

/**
 * What was just said, as it goes on record. The word of somebody who certainly may not is kept as refused: it counts nowhere, and nobody is
 * asked about them again. Where that cannot be told it is kept as it is.
 */
export function settled(statement: Statement, context: Settling): Statement[] {
  const why = whyNot(statement, context);
  if (why === undefined || why.because === 'unknown') return [statement];
  // A review signs what its author may sign, and nobody asked for the rest.
  if (statement.via === 'review' && statement.item !== undefined) return [];
  const { key, scope, item, itemDigest, by, at, head, tree, via, link, act } = statement;
  const refused: Statement = {
    key: refusedKey(key),
    scope,
    ...(item !== undefined && { item }),
    ...(itemDigest !== undefined && { itemDigest }),
    act: 'refused',
    by,
    at,
    head,
    tree,
    via,
    reason: `${act}: ${because[why.because]}`,
    ...(link !== undefined && { link }),
  };
  return [refused];
}

/** What a statement is known by that was refused. */
export function refusedKey(key: Digest): Digest {
  return digest({ refused: key });
}

const because = {
  no: 'they may not',
  own: 'nobody does this for a change of their own',
  bot: 'bots never may',
} as const satisfies { readonly [B in Exclude<NotAllowed['because'], 'unknown'>]: string };

/** Has nothing to do with the release: no access that somebody gave them, no role, no part in the change. Of whom that cannot be told is none. */
export function isOutsider(person: Person, context: PeopleContext & { readonly isPublic: boolean }): boolean {
  const { facts, policy, isPublic } = context;
  const known = facts.people[String(person.id)];
  if (known === undefined || !(isPublic ? ['none', 'read'] : ['none']).includes(known.permission)) return false;
  if (isAuthor(person, facts) !== 'no') return false;
  const asked = policy.checklist.items.flatMap(({ proof }) => (proof.by === 'person' ? [proof.who] : []));
  const ways: readonly Who[] = [...asked, ...Object.keys(policy.people).map((role) => ({ role }))];
  return ways.every((who) => mayAct(person, who, context) === 'no');
}

/** Of those that a command brought, by why they do not count: one answer for all items of one command. */
export function notAllowed(
  verb: Verb,
  statements: readonly Statement[],
  context: Settling & { readonly called: Called },
): NotAllowed[] {
  const refused = statements.flatMap((statement) => {
    const why = whyNot(statement, context);
    return why === undefined ? [] : [{ why, statement }];
  });
  const alike = Map.groupBy(refused, ({ why }) => JSON.stringify(why));
  return [...alike.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const items = own.flatMap(({ statement: { item } }) => (item === undefined ? [] : [context.called(item)]));
    return [{ ...first.why, verb, items }];
  });
}

type Called = (id: string) => NotAllowed['items'][number];
