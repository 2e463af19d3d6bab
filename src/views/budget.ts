/** Rows under a heading. */
export interface Part {
  readonly head: string;
  readonly rows: readonly string[];
  readonly tail?: string;
}

export interface Budget {
  readonly bytes: number;
  /** Stands where rows are missing and says how many. */
  readonly more: (rows: number) => string;
  /** Stands at the end, whatever there was no room for. */
  readonly foot: string;
}

/**
 * Parts one after the other in so many bytes of UTF-8 at most, the first served first. GitHub drops a page that is too long as a whole,
 * so it is cut here: between two rows, never inside of one, and it says what is missing.
 */
export function fit(parts: readonly Part[], { bytes, more, foot }: Budget): string {
  const rowsInAll = parts.reduce((sum, part) => sum + part.rows.length, 0);
  let left = bytes - sizeOf(foot) - sizeOf(more(rowsInAll));
  let missing = 0;
  const kept: string[] = [];
  for (const part of parts) {
    const text = cut(part, left, more);
    if (text === undefined) missing += part.rows.length;
    else kept.push(text);
    left -= sizeOf(text ?? '');
  }
  return kept.join('') + (missing > 0 ? more(missing) : '') + foot;
}

function cut({ head, rows, tail = '' }: Part, bytes: number, more: (rows: number) => string): string | undefined {
  const whole = head + rows.join('') + tail;
  if (sizeOf(whole) <= bytes) return whole;
  let left = bytes - sizeOf(head + tail + more(rows.length));
  const shown = rows.findIndex((row) => {
    left -= sizeOf(row);
    return left < 0;
  });
  if (shown < 1) return undefined;
  return head + rows.slice(0, shown).join('') + more(rows.length - shown) + tail;
}

const utf8 = new TextEncoder();

function sizeOf(text: string): number {
  return utf8.encode(text).length;
}
