import type { Database } from './engine/database.ts';

export interface Retention {
  /** What was taken from deliveries: the deliveries, the facts that were handled, and merge groups nobody asked for. */
  readonly deliveryDays: number;
  /** Subjects after they were closed, what their boards said, evidence, and runs. */
  readonly subjectDays: number;
}

export const usualRetention: Retention = { deliveryDays: 90, subjectDays: 365 };

const day = 86_400_000;
const atOnce = 1_000;

/**
 * What is forgotten after a time. Never: ledgers, what waits, what was parked, facts that nobody handled, subjects that are open and what
 * their boards said.
 */
const rules: readonly { readonly table: string; readonly after: keyof Retention; readonly where: string }[] = [
  { table: 'deliveries', after: 'deliveryDays', where: `state = 'keyed' and settled_at < $1` },
  { table: 'facts', after: 'deliveryDays', where: 'handled_at is not null and handled_at < $1' },
  { table: 'merge_groups', after: 'deliveryDays', where: 'seen_at < $1' },
  // Before the subjects, which say whether they are needed. A board is written by the task of its pull request: `pull 7/12`.
  {
    table: 'revisions',
    after: 'subjectDays',
    where: `saved_at < $1 and not exists (select from gonogo.subjects as subject
      where subject.number is not null and (subject.is_open or subject.closed_at >= $1)
        and task = 'pull ' || subject.repo_id || '/' || subject.number)`,
  },
  {
    table: 'runs',
    after: 'subjectDays',
    where: `saved_at < $1 and not exists (select from gonogo.subjects as subject
      where subject.is_open and subject.repo_id = gone.repo_id and subject.head = gone.sha)`,
  },
  // Claims first: the row of their run says of which commit they are.
  {
    table: 'claims',
    after: 'subjectDays',
    where: `saved_at < $1 and not exists (select from gonogo.evidence as known join gonogo.subjects as subject
      on subject.repo_id = known.repo_id and subject.head = known.sha
      where known.repo_id = gone.repo_id and known.run = gone.run and (subject.is_open or subject.closed_at >= $1))`,
  },
  {
    table: 'evidence',
    after: 'subjectDays',
    where: `saved_at < $1 and not exists (select from gonogo.subjects as subject
      where subject.repo_id = gone.repo_id and subject.head = gone.sha and (subject.is_open or subject.closed_at >= $1))`,
  },
  { table: 'subjects', after: 'subjectDays', where: 'not is_open and closed_at < $1' },
];

/** A thousand rows at a time, so that nobody waits for it. Returns how many rows of each table were deleted. */
export async function sweep(
  database: Database,
  now: Date,
  retention: Retention = usualRetention,
): Promise<Readonly<Record<string, number>>> {
  const deleted: Record<string, number> = {};
  for (const { table, after, where } of rules) {
    const before = new Date(now.getTime() - retention[after] * day).toISOString();
    let rows: readonly object[];
    do {
      rows = await database.query(
        `delete from gonogo.${table} where ctid = any (array(select gone.ctid from gonogo.${table} as gone where ${where} limit ${atOnce})) returning 1`,
        [before],
      );
      deleted[table] = (deleted[table] ?? 0) + rows.length;
    } while (rows.length === atOnce);
  }
  return deleted;
}
