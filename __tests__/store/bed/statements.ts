import { digest } from '../../../src/ground/json.ts';
import type { Scope, Statement } from '../../../src/ledger/statement.ts';

/** A statement of somebody, told from others by its number. */
export function statementOf(number: number, scope: Scope, more: Partial<Statement> = {}): Statement {
  return {
    key: digest(['statement', number]),
    scope,
    item: `item-${number}`,
    itemDigest: digest(number),
    act: 'tick',
    by: { id: 1, login: 'ada' },
    at: '2026-11-21T12:00:00Z',
    head: 'a'.repeat(40),
    tree: 'b'.repeat(40),
    via: 'box',
    ...more,
  };
}
