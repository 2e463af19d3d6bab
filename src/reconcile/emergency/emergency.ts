import type { Person } from '../../ledger/statement.ts';
import type { SubjectRow } from '../ports/store.ts';
import type { PullMemory } from '../pull/memory.ts';
import { secondsAfter } from '../rhythm.ts';

export interface Debt {
  readonly item: string;
  readonly title: string;
  /** Null until its issue is opened. */
  readonly issue: { readonly number: number; readonly url: string } | null;
}

/** What was merged by a broken glass, and what it left behind. */
export interface EmergencyMemory {
  readonly format: 'gonogo/emergency/1';
  readonly by: Person;
  readonly reason: string;
  /** Of the pull request. */
  readonly url: string;
  readonly due: string;
  readonly debts: readonly Debt[];
}

const dueHours = 48;

export function emergencyKey(repoId: number, number: number): string {
  return `${repoId}/emergency/${number}`;
}

export interface Merged {
  readonly repoId: number;
  readonly number: number;
  readonly url: string;
  readonly head: string;
  readonly base: string;
  readonly now: string;
}

/** What a pull request owes that was merged, as it was last judged; nothing for one that was merged in the ordinary way. */
export function emergencyRow({ verdict }: PullMemory, merged: Merged): SubjectRow | undefined {
  const { repoId, number, head, base, now, url } = merged;
  const { emergency } = verdict ?? {};
  if (emergency === undefined || verdict?.head !== head) return undefined;
  const items = verdict?.items.filter(({ id }) => emergency.skipped.includes(id)) ?? [];
  const memory: EmergencyMemory = {
    format: 'gonogo/emergency/1',
    by: emergency.by,
    reason: emergency.reason,
    url,
    due: secondsAfter(now, dueHours * 3_600),
    debts: items.map(({ id, title }) => ({ item: id, title, issue: null })),
  };
  // Of no commit: it has no word in what a check says.
  return {
    key: emergencyKey(repoId, number),
    repoId,
    kind: 'emergency',
    number,
    head: '',
    base,
    isOpen: items.length > 0,
    memory,
  };
}

/** One that cannot be read owes something that nobody can name. */
export function emergencyIn(row: SubjectRow): EmergencyMemory | undefined {
  const kept: unknown = row.memory;
  return isEmergency(kept) ? kept : undefined;
}

function isEmergency(value: unknown): value is EmergencyMemory {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === 'gonogo/emergency/1';
}
