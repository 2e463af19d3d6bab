import type { Wanted } from '../../reconcile/ports/tasks.ts';
import type { Queries, Transaction } from '../engine/database.ts';

/** Told in every process when something was wished for; the text is when it is due, in milliseconds since 1970. */
export const wishChannel = 'gonogo_wishes';

interface Wish {
  readonly kind: string;
  readonly key: string;
  readonly installation: number;
  readonly due: string | null;
  readonly background: string | null;
}

const upsert = `
  with wished as (
    insert into gonogo.tasks as task (kind, key, installation, due, background_due)
    select * from unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[], $5::timestamptz[])
    on conflict (kind, key) do update set
      installation = excluded.installation,
      due = least(task.due, excluded.due),
      background_due = least(task.background_due, excluded.background_due)
    where task.installation <> excluded.installation
      or least(task.due, excluded.due) is distinct from task.due
      or least(task.background_due, excluded.background_due) is distinct from task.background_due
    returning 1)
  select pg_notify('${wishChannel}', $6) from (select count(*) as wishes from wished) as counted where wishes > 0`;

/** The earlier date stays. Returns the earliest. */
export async function wish({ query }: Queries, wanted: readonly Wanted[]): Promise<number | undefined> {
  if (wanted.length === 0) return undefined;
  const earliest = earliestOf(wanted);
  await query(upsert, valuesOf(wanted, earliest));
  return earliest;
}

/** The same as the last thing that a transaction does, so that two that wish for each other's tasks do not wait for each other. */
export function sendWishes({ send }: Transaction, wanted: readonly Wanted[]): number | undefined {
  if (wanted.length === 0) return undefined;
  const earliest = earliestOf(wanted);
  send(upsert, valuesOf(wanted, earliest));
  return earliest;
}

function earliestOf(wanted: readonly Wanted[]): number {
  return Math.min(...wanted.map(({ due }) => Date.parse(due)));
}

function valuesOf(wanted: readonly Wanted[], earliest: number): readonly unknown[] {
  const wishes = merged(wanted);
  return [
    wishes.map(({ kind }) => kind),
    wishes.map(({ key }) => key),
    wishes.map(({ installation }) => installation),
    wishes.map(({ due }) => due),
    wishes.map(({ background }) => background),
    String(earliest),
  ];
}

/** One for each task, because a statement cannot touch a row twice, in the order of their names. */
function merged(wanted: readonly Wanted[]): readonly Wish[] {
  const found = new Map<string, Wish>();
  for (const { kind, key, installation, due, isBackground = false } of wanted) {
    const name = `${kind} ${key}`;
    const before = found.get(name);
    found.set(name, {
      kind,
      key,
      installation,
      due: isBackground ? (before?.due ?? null) : earlier(before?.due, due),
      background: isBackground ? earlier(before?.background, due) : (before?.background ?? null),
    });
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

function earlier(before: string | null | undefined, due: string): string {
  return before !== undefined && before !== null && Date.parse(before) <= Date.parse(due) ? before : due;
}
