import { canonical, digestText } from '../ground/json.ts';
import { type Statement, standingKey } from '../ledger/statement.ts';
import type { Queries, Transaction } from './engine/database.ts';

/** The ledger that a statement belongs to: a subject's key, or `7/standing`. */
export function scopeOf({ scope }: Statement): string {
  return 'subject' in scope ? scope.subject : standingKey(scope.standing.repoId);
}

/** The head of a ledger without statements. */
export function emptyHead(scope: string): string {
  return digestText(scope);
}

/** Each head is over the one before and the statement as it is kept, so that none can be changed, moved or left out without changing the last. */
export function nextHead(head: string, said: string): string {
  return digestText(`${head}\n${said}`);
}

/** Who appends to a ledger has it until the transaction ends. */
export async function append(queries: Transaction, statements: readonly Statement[], now: Date): Promise<void> {
  const scopes = Map.groupBy(statements, scopeOf);
  for (const [scope, found] of [...scopes].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    await appendTo(queries, { scope, now, statements: found });
  }
}

interface Appended {
  readonly scope: string;
  readonly now: Date;
  readonly statements: readonly Statement[];
}

async function appendTo({ query, send }: Transaction, { scope, now, statements }: Appended): Promise<void> {
  send('insert into gonogo.ledgers (scope, count, head) values ($1, 0, $2) on conflict do nothing', [scope, emptyHead(scope)]);
  const [ledger] = await query<{ count: number; head: string }>(
    'select count, head from gonogo.ledgers where scope = $1 for update',
    [scope],
  );
  const there = await query<{ said: string }>('select said from gonogo.statements where scope = $1 and key = any ($2)', [
    scope,
    statements.map(({ key }) => key),
  ]);
  const known = new Set(there.map(({ said }) => said));
  let head = ledger?.head ?? '';
  const added: { readonly key: string; readonly said: string; readonly head: string }[] = [];
  for (const statement of statements) {
    const said = canonical(statement);
    if (known.has(said)) continue;
    known.add(said);
    head = nextHead(head, said);
    added.push({ key: statement.key, said, head });
  }
  if (added.length === 0) return;
  send(
    `insert into gonogo.statements (scope, seq, key, said, head, saved_at)
     select $1, $2::bigint + place, key, said, head, $3::timestamptz
     from unnest($4::text[], $5::text[], $6::text[]) with ordinality as added (key, said, head, place)`,
    [
      scope,
      ledger?.count ?? 0,
      now.toISOString(),
      added.map(({ key }) => key),
      added.map(({ said }) => said),
      added.map((one) => one.head),
    ],
  );
  send('update gonogo.ledgers set count = count + $2::bigint, head = $3 where scope = $1', [scope, added.length, head]);
}

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
