// Line by line: what changed between two texts, the patch that shows it, and what two sides changed in one.

/** Lines `from` up to `to` of the old text became lines `newFrom` up to `newTo` of the new one. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** Beyond this many edits the texts count as replaced in full between their first and last difference. */
const mostEdits = 500;

export function splitLines(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** Myers' shortest edit script. */
export function hunksBetween(a: readonly string[], b: readonly string[]): Hunk[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const pairs = commonPairs(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const hunks: Hunk[] = [];
  let [from, newFrom] = [start, start];
  for (const [x, y] of [...pairs.map(([i, j]) => [i + start, j + start] as const), [a.length - end, b.length - end] as const]) {
    if (x > from || y > newFrom) hunks.push({ from, to: x, newFrom, newTo: y });
    [from, newFrom] = [x + 1, y + 1];
  }
  return hunks;
}

/** The places of equal lines on a shortest way from one text to the other. */
function commonPairs(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const trace = walk(a, b);
  if (trace === undefined) return [];
  const pairs: [number, number][] = [];
  let [x, y] = [a.length, b.length];
  for (let depth = trace.length - 1; depth >= 0; depth--) {
    const reached = trace[depth] ?? new Map<number, number>();
    const k = x - y;
    const down = k === -depth || (k !== depth && (reached.get(k - 1) ?? -1) < (reached.get(k + 1) ?? -1));
    const previous = down ? k + 1 : k - 1;
    const previousX = depth === 0 ? 0 : (reached.get(previous) ?? 0);
    const previousY = depth === 0 ? 0 : previousX - previous;
    while (x > previousX && y > previousY) pairs.push([--x, --y]);
    [x, y] = [previousX, previousY];
  }
  return pairs.toReversed();
}

/** For each number of edits, how far every diagonal reached before it; nothing when it takes too many. */
function walk(a: readonly string[], b: readonly string[]): Map<number, number>[] | undefined {
  const reached = new Map([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let depth = 0; depth <= Math.min(a.length + b.length, mostEdits); depth++) {
    trace.push(new Map(reached));
    for (let k = -depth; k <= depth; k += 2) {
      const down = k === -depth || (k !== depth && (reached.get(k - 1) ?? -1) < (reached.get(k + 1) ?? -1));
      let x = down ? (reached.get(k + 1) ?? 0) : (reached.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reached.set(k, x);
      if (x >= a.length && x - k >= b.length) return trace;
    }
  }
  return undefined;
}

export interface Patch {
  readonly additions: number;
  readonly deletions: number;
  readonly text: string;
}

/** A unified patch with three lines around each change, as the `patch` of a file of a pull request. */
export function patchBetween(before: string, after: string): Patch {
  const [a, b] = [splitLines(before), splitLines(after)];
  const hunks = hunksBetween(a, b);
  return {
    additions: hunks.reduce((sum, hunk) => sum + hunk.newTo - hunk.newFrom, 0),
    deletions: hunks.reduce((sum, hunk) => sum + hunk.to - hunk.from, 0),
    text: groups(hunks)
      .map((group) => groupText(a, b, group))
      .join('\n'),
  };
}

const around = 3;

function groups(hunks: readonly Hunk[]): Hunk[][] {
  const all: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = all.at(-1);
    if (last && hunk.from - (last.at(-1)?.to ?? 0) <= 2 * around) last.push(hunk);
    else all.push([hunk]);
  }
  return all;
}

function groupText(a: readonly string[], b: readonly string[], group: readonly Hunk[]): string {
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last) return '';
  const lead = Math.min(around, first.from);
  const tail = Math.min(around, a.length - last.to);
  const lines: string[] = [];
  let at = first.from - lead;
  for (const hunk of group) {
    lines.push(...marked(' ', a.slice(at, hunk.from)), ...marked('-', a.slice(hunk.from, hunk.to)));
    lines.push(...marked('+', b.slice(hunk.newFrom, hunk.newTo)));
    at = hunk.to;
  }
  lines.push(...marked(' ', a.slice(at, at + tail)));
  const old = range(first.from - lead, last.to + tail);
  const now = range(first.newFrom - lead, last.newTo + tail);
  return `@@ -${old} +${now} @@\n${lines.join('\n')}`;
}

function range(from: number, to: number): string {
  const count = to - from;
  return `${count === 0 ? from : from + 1}${count === 1 ? '' : `,${count}`}`;
}

function marked(mark: string, lines: readonly string[]): string[] {
  return lines.map((line) => (line.endsWith('\n') ? mark + line.slice(0, -1) : `${mark}${line}\n\\ No newline at end of file`));
}

/** Both sides' changes in one text; nothing when they touch the same or neighbouring lines differently. */
export function mergeTexts(base: string, ours: string, theirs: string): string | undefined {
  const [lines, left, right] = [splitLines(base), splitLines(ours), splitLines(theirs)];
  const changes = [
    ...hunksBetween(lines, left).map((hunk) => ({ ...hunk, text: left.slice(hunk.newFrom, hunk.newTo) })),
    ...hunksBetween(lines, right).map((hunk) => ({ ...hunk, text: right.slice(hunk.newFrom, hunk.newTo) })),
  ].toSorted((x, y) => x.from - y.from || x.to - y.to);
  const merged: string[] = [];
  let at = 0;
  let last: (typeof changes)[number] | undefined;
  for (const change of changes) {
    if (last && change.from === last.from && change.to === last.to && change.text.join('') === last.text.join('')) continue;
    if (last && change.from <= last.to) return undefined;
    merged.push(...lines.slice(at, change.from), ...change.text);
    at = change.to;
    last = change;
  }
  return [...merged, ...lines.slice(at)].join('');
}
