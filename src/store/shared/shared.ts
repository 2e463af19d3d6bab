import type { Points, Shared } from '../../reconcile/ports/shared.ts';
import type { Database, Queries, Transaction } from '../engine/database.ts';
import { nothingSpent, type Spent, spend } from './allowance.ts';
import { type Seal, sealWith } from './seal.ts';

interface SharedOptions {
  readonly database: Database;
  readonly now: () => Date;
  readonly secret: string;
}

export function openShared({ database, now, secret }: SharedOptions): Shared {
  const seal = sealWith(secret);
  return {
    token: async (installation) => {
      const [row] = await database.query<{ sealed: string; expires_at: string }>(
        'select sealed, expires_at from gonogo.tokens where installation = $1',
        [installation],
      );
      const token = row && unsealed(seal, row.sealed, { installation, expiresAt: row.expires_at });
      return row && token !== undefined ? { token, expiresAt: row.expires_at } : undefined;
    },
    keepToken: async (installation, { token, expiresAt }) => {
      await database.query(
        `insert into gonogo.tokens (installation, sealed, expires_at) values ($1, $2, $3)
         on conflict (installation) do update set sealed = excluded.sealed, expires_at = excluded.expires_at`,
        [installation, seal.close(token, about({ installation, expiresAt })), expiresAt],
      );
    },
    spend: (installation, points) =>
      database.transaction((queries) => take(queries, { installation, points, now: now().getTime() })),
    pause: async (installation, until) => {
      await database.query(
        `insert into gonogo.pauses as known (installation, until) values ($1, $2)
         on conflict (installation) do update set until = greatest(known.until, excluded.until)`,
        [installation, until],
      );
    },
    pausedUntil: async (installation) => {
      const until = await pausedUntil(database, installation);
      return until !== undefined && until.getTime() > now().getTime() ? until.toISOString() : undefined;
    },
  };
}

interface TokenOf {
  readonly installation: number;
  readonly expiresAt: string;
}

function about({ installation, expiresAt }: TokenOf): string {
  return `${installation} ${expiresAt}`;
}

function unsealed(seal: Seal, sealed: string, of: TokenOf): string | undefined {
  return seal.open(sealed, about(of));
}

async function pausedUntil({ query }: Queries, installation: number): Promise<Date | undefined> {
  const [row] = await query<{ until: Date }>('select until from gonogo.pauses where installation = $1', [installation]);
  return row?.until;
}

interface Taking {
  readonly installation: number;
  readonly points: Points;
  readonly now: number;
}

async function take(queries: Transaction, { installation, points, now }: Taking): Promise<number> {
  const { query, send } = queries;
  send('insert into gonogo.allowances (installation, spent) values ($1, $2) on conflict do nothing', [
    installation,
    JSON.stringify(nothingSpent),
  ]);
  const [row] = await query<{ spent: string }>('select spent from gonogo.allowances where installation = $1 for update', [
    installation,
  ]);
  const before: Spent = row === undefined ? nothingSpent : JSON.parse(row.spent);
  const until = await pausedUntil(queries, installation);
  const { spent, at } = spend(before, points, Math.max(now, until?.getTime() ?? now));
  send('update gonogo.allowances set spent = $2 where installation = $1', [installation, JSON.stringify(spent)]);
  return at - now;
}
