export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
}

/**
 * In their order; the number of one is its place, from 1. One that was released is never changed: what is to be different is a further one.
 * What is JSON is kept as text, byte for byte as it was written: PostgreSQL's own kind of it refuses characters that foreign text may hold,
 * and a digest over it would not come out the same.
 */
export const migrations: readonly Migration[] = [
  {
    name: 'inbox, tasks, subjects',
    statements: [
      `create table gonogo.deliveries (
        guid text primary key, seq bigint generated always as identity, event text not null, received_at text not null,
        accepted_at timestamptz not null, state text not null check (state in ('waiting', 'keyed', 'parked')), payload text,
        settled_at timestamptz, reason text)`,
      // Compressing what is soon forgotten costs more than writing it.
      `alter table gonogo.deliveries alter column payload set storage external`,
      `create index deliveries_waiting on gonogo.deliveries (seq) where state = 'waiting'`,
      `create index deliveries_settled on gonogo.deliveries (settled_at) where state = 'keyed'`,
      `create index deliveries_parked on gonogo.deliveries (seq) where state = 'parked'`,
      `create table gonogo.facts (
        seq bigint generated always as identity primary key, repo_id bigint not null, number bigint not null, guid text not null,
        fact text not null, saved_at timestamptz not null, handled_at timestamptz)`,
      `create index facts_open on gonogo.facts (repo_id, number, seq) where handled_at is null`,
      `create index facts_handled on gonogo.facts (handled_at) where handled_at is not null`,
      // Of all tasks that ever were, so that no holder of one that was forgotten and made anew passes for the new one's.
      `create sequence gonogo.epochs`,
      // Two dates: what somebody waits for, and what a sweep wants. Both are empty while all wishes are being worked on.
      `create table gonogo.tasks (
        kind text not null, key text not null, installation bigint not null, due timestamptz, background_due timestamptz,
        epoch bigint not null default 0, lease_until timestamptz, background boolean not null default false,
        failures integer not null default 0, reason text, failed_at timestamptz, primary key (kind, key))`,
      `create index tasks_due on gonogo.tasks (installation, due) where lease_until is null and due is not null`,
      `create index tasks_background on gonogo.tasks (installation, background_due)
        where lease_until is null and background_due is not null`,
      `create index tasks_held on gonogo.tasks (installation, lease_until) where lease_until is not null`,
      `create index tasks_installation on gonogo.tasks (installation)`,
      `create table gonogo.places (
        repo_id bigint primary key, installation bigint not null, owner text not null, name text not null)`,
      `create index places_installation on gonogo.places (installation)`,
      `create table gonogo.merge_groups (
        repo_id bigint not null, sha text not null, branch text not null, base text not null, seen_at timestamptz not null,
        primary key (repo_id, sha))`,
      `create table gonogo.subjects (
        key text primary key, repo_id bigint not null, kind text not null, number bigint, head text not null, base text not null,
        is_open boolean not null, memory text not null, saved_at timestamptz not null, closed_at timestamptz)`,
      `create index subjects_open on gonogo.subjects (repo_id, head) where is_open`,
      `create index subjects_closed on gonogo.subjects (closed_at) where not is_open`,
      `create table gonogo.revisions (
        comment bigint not null, ordinal integer not null, revision text not null, has_body boolean not null, task text not null, saved_at timestamptz not null,
        primary key (comment, ordinal))`,
      `create index revisions_saved on gonogo.revisions (saved_at)`,
      `create table gonogo.runs (
        repo_id bigint not null, sha text not null, name text not null, run bigint not null, conclusion text not null,
        digest text not null, written_at text not null, saved_at timestamptz not null, primary key (repo_id, sha, name))`,
      `create index runs_saved on gonogo.runs (saved_at)`,
    ],
  },
  {
    name: 'ledger',
    statements: [
      `create table gonogo.ledgers (scope text primary key, count bigint not null, head text not null)`,
      `create table gonogo.statements (
        scope text not null, seq bigint not null, key text not null, said text not null, head text not null,
        saved_at timestamptz not null, primary key (scope, seq))`,
      `create index statements_key on gonogo.statements (scope, key)`,
      `create function gonogo.refuse() returns trigger language plpgsql as $$
        begin raise exception 'a ledger only grows: % of % is refused', tg_op, tg_table_name using errcode = 'integrity_constraint_violation'; end $$`,
      `create function gonogo.grow() returns trigger language plpgsql as $$
        begin
          if new.scope <> old.scope or new.count <= old.count then
            raise exception 'a ledger only grows: % of % is refused', tg_op, tg_table_name using errcode = 'integrity_constraint_violation';
          end if;
          return new;
        end $$`,
      `create trigger statements_stay before update or delete or truncate on gonogo.statements
        for each statement execute function gonogo.refuse()`,
      `create trigger ledgers_stay before delete or truncate on gonogo.ledgers
        for each statement execute function gonogo.refuse()`,
      `create trigger ledgers_grow before update on gonogo.ledgers for each row execute function gonogo.grow()`,
    ],
  },
  {
    name: 'shared between replicas',
    statements: [
      `create table gonogo.tokens (installation bigint primary key, sealed text not null, expires_at text not null)`,
      `create table gonogo.allowances (installation bigint primary key, spent text not null)`,
      `create table gonogo.pauses (installation bigint primary key, until timestamptz not null)`,
    ],
  },
  {
    name: 'evidence',
    statements: [
      `create table gonogo.evidence (
        repo_id bigint not null, run bigint not null, sha text not null, taken text not null, saved_at timestamptz not null,
        primary key (repo_id, run))`,
      `create index evidence_sha on gonogo.evidence (repo_id, sha)`,
      `create index evidence_saved on gonogo.evidence (saved_at)`,
      // Apart from their runs, so that of a large one only what is asked for is read.
      `create table gonogo.claims (
        repo_id bigint not null, artifact bigint not null, key text not null, run bigint not null, claim text not null,
        saved_at timestamptz not null, primary key (repo_id, artifact, key))`,
      `create index claims_saved on gonogo.claims (saved_at)`,
    ],
  },
];
