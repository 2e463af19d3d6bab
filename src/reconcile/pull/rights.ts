import type { Who } from '../../checklist/model.ts';
import type { Verb } from '../../ledger/commands/verbs.ts';
import type { Statement } from '../../ledger/statement.ts';
import { isAuthor, mayAct, type PeopleContext, roles } from '../../verdict/people.ts';
import type { NotAllowed } from '../../views/replies/refused.ts';

/** Why somebody's word does not count now, for their ears; nothing when it does. The verdict asks again, by itself. */
export function whyNot(statement: Statement, context: PeopleContext): Omit<NotAllowed, 'items' | 'verb'> | undefined {
  const may = whoMay(statement, context);
  if (may === undefined) return undefined;
  const known = context.facts.people[String(statement.by.id)];
  if (known !== undefined && known.kind === 'bot') return { may, because: 'bot' };
  if (neverOwn.has(statement.act) && isAuthor(statement.by, context.facts) === 'yes') return { may, because: 'own' };
  const right = mayAct(statement.by, may, context);
  return right === 'yes' ? undefined : { may, because: right };
}

const neverOwn: ReadonlySet<string> = new Set(['sign', 'na', 'waive', 'break-glass']);

/** Nothing for what anybody may do: taking back, and stopping. */
function whoMay({ act, item: id }: Statement, { policy }: PeopleContext): Who | undefined {
  const item = policy.checklist.items.find((each) => each.id === id);
  switch (act) {
    case 'tick':
      return item?.proof.by === 'person' ? item.proof.who : undefined;
    case 'sign':
      return item?.proof.by === 'sign-off' ? { role: item.proof.role } : undefined;
    case 'na':
    case 'waive':
      return { role: roles.waivers };
    case 'break-glass':
      return { role: roles.incident };
    case 'untick':
    case 'unsign':
    case 'unwaive':
    case 'assign':
    case 'hold':
    case 'release-hold':
    case 'refused':
      return undefined;
  }
}

/** Of those that a command brought, by why they do not count: one answer for all items of one command. */
export function notAllowed(
  verb: Verb,
  statements: readonly Statement[],
  context: PeopleContext & { readonly called: Called },
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
