/** The first line of a board: which commit its boxes speak of, and which requirements they stand for. */
export interface Marker {
  /** A tick binds to this commit. */
  readonly head: string;
  /** Digest of what the boxes stand for. */
  readonly policy: string;
  /** Grows with each writing, so that a page that was opened before is known by what it sends. */
  readonly revision: number;
  /** Counted from 1. */
  readonly part: number;
  readonly parts: number;
}

const form = /^<!-- gonogo-board v=1 head=([0-9a-z-]{1,64}) policy=([0-9a-f]{1,64}) rev=(\d{1,9}) part=(\d{1,4})\/(\d{1,4}) -->$/;

export function markerLine({ head, policy, revision, part, parts }: Marker): string {
  return `<!-- gonogo-board v=1 head=${head} policy=${policy} rev=${revision} part=${part}/${parts} -->`;
}

export function readMarker(line: string): Marker | undefined {
  const [, head, policy, ...numbers] = form.exec(line) ?? [];
  if (head === undefined || policy === undefined) return undefined;
  const [revision = 0, part = 0, parts = 0] = numbers.map(Number);
  return { head, policy, revision, part, parts };
}
