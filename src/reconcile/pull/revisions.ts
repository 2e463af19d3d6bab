import { epochOf } from '../../ground/instant.ts';
import { normal } from '../../views/board/body.ts';
import type { Revision } from '../ports/snapshot.ts';
import type { StoredRevision } from '../ports/store.ts';
import type { Fact } from '../ports/tasks.ts';

/** A saving of a comment, with what it was before where only a delivery told of it. */
export interface KnownRevision extends Revision {
  /** It has been heard already. */
  readonly isStored: boolean;
  /** The body it changed, as the delivery said. */
  readonly from?: string | null;
}

export type Edited = Extract<Fact, { is: 'edited' }>;

export interface Sources {
  /** Heard before, in their order. */
  readonly stored: readonly StoredRevision[];
  /** As the platform shows it now; undefined when the comment was deleted. */
  readonly shown: readonly Revision[] | undefined;
  /** What deliveries told. */
  readonly facts: readonly Edited[];
}

/**
 * Every saving of a comment once, the oldest first, whoever told of it. The platform's list gives the order. What it lacks keeps its place
 * in time: it may be late, or somebody may have taken a content out of it, which then stays known here.
 */
export function revisionsOf({ stored, shown = [], facts }: Sources): KnownRevision[] {
  const known: KnownRevision[] = shown.map((revision) => ({ ...revision, isStored: false }));
  for (const revision of stored) put(known, { ...revision, isStored: true });
  for (const { at, by, from, to } of facts.toSorted((a, b) => epochOf(a.at) - epochOf(b.at))) {
    put(known, { at, editor: by, body: to, from, isStored: false });
  }
  return known;
}

function put(known: KnownRevision[], revision: KnownRevision): void {
  const same = known.findIndex((each) => isSame(each, revision));
  const there = known[same];
  if (there === undefined) {
    known.splice(placeFor(known, revision), 0, revision);
    return;
  }
  known[same] = {
    ...there,
    body: there.body ?? revision.body,
    isStored: there.isStored || revision.isStored,
    ...(revision.from !== undefined && { from: revision.from }),
  };
}

/** One person saves a comment once in one way in one second. A content that is gone is any content. */
function isSame(a: KnownRevision, b: KnownRevision): boolean {
  if (epochOf(a.at) !== epochOf(b.at) || a.editor?.id !== b.editor?.id) return false;
  return a.body === null || b.body === null || normal(a.body) === normal(b.body);
}

/** Behind the one that it changed where that is of the same second, else by time. */
function placeFor(known: readonly KnownRevision[], revision: KnownRevision): number {
  const at = epochOf(revision.at);
  const { from } = revision;
  const before = known.findLastIndex(
    (each) => typeof from === 'string' && each.body !== null && epochOf(each.at) === at && normal(each.body) === normal(from),
  );
  if (before >= 0) return before + 1;
  const later = known.findIndex((each) => epochOf(each.at) > at);
  return later === -1 ? known.length : later;
}
