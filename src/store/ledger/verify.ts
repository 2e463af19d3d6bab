import type { Queries } from '../engine/database.ts';
import { emptyHead, nextHead } from './append.ts';

export type LedgerCheck =
  | { readonly is: 'whole'; readonly scope: string; readonly count: number; readonly head: string }
  /** `row`: the first that is not as it was written, from 1. */
  | { readonly is: 'broken'; readonly scope: string; readonly row: number; readonly because: string };

interface Row {
  readonly seq: number;
  readonly key: string;
  readonly said: string;
  readonly head: string;
}

const pageSize = 1_000;

/** Computes the chain of a ledger again. */
export async function verifyLedger(queries: Queries, scope: string): Promise<LedgerCheck> {
  const [ledger] = await queries.query<{ count: number; head: string }>(
    'select count, head from gonogo.ledgers where scope = $1',
    [scope],
  );
  const broken = (row: number, because: string): LedgerCheck => ({ is: 'broken', scope, row, because });
  let head = emptyHead(scope);
  let count = 0;
  for (;;) {
    const rows = await queries.query<Row>(
      'select seq, key, said, head from gonogo.statements where scope = $1 and seq > $2 order by seq limit $3',
      [scope, count, pageSize],
    );
    for (const row of rows) {
      if (row.seq !== count + 1) return broken(count + 1, 'it is missing');
      head = nextHead(head, row.said);
      count = row.seq;
      if (row.head !== head) return broken(count, 'it is not what was written, or one before it is not');
      if (keyIn(row.said) !== row.key) return broken(count, 'it stands under another key');
      // More may have been appended since the head was read: what it speaks of is whole all the same.
      if (count === ledger?.count && head !== ledger.head) return broken(count, 'the head of the ledger is another one');
    }
    if (rows.length < pageSize) break;
  }
  const expected = ledger?.count ?? 0;
  if (count < expected) return broken(count + 1, `the ledger has ${expected} statements, and it is missing`);
  if (ledger === undefined && count > 0) return broken(1, 'the head of the ledger is missing');
  return { is: 'whole', scope, count, head };
}

function keyIn(said: string): unknown {
  const parsed: { readonly key?: unknown } = JSON.parse(said);
  return parsed.key;
}

/** Those that are not whole. */
export async function verifyLedgers(queries: Queries): Promise<readonly LedgerCheck[]> {
  const broken: LedgerCheck[] = [];
  let after = '';
  for (;;) {
    const scopes = await queries.query<{ scope: string }>(
      `select scope from (select scope from gonogo.ledgers union select scope from gonogo.statements) as known
       where scope > $1 order by scope limit $2`,
      [after, pageSize],
    );
    for (const { scope } of scopes) {
      const check = await verifyLedger(queries, scope);
      if (check.is === 'broken') broken.push(check);
      after = scope;
    }
    if (scopes.length < pageSize) return broken;
  }
}
