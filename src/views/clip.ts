import { oneLine } from '../ground/text.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Foreign text in one line of so many UTF-16 units at most, cut between characters as a reader counts them. */
export function clip(text: string, units: number): string {
  // White space is cut away, so look at more than fits, but not at all of a megabyte.
  const line = oneLine(text.slice(0, 4 * units + 200), units);
  if (line.length <= units) return line;
  let end = 0;
  for (const { segment, index } of graphemes.segment(line.slice(0, units))) {
    if (index + segment.length < units) end = index + segment.length;
  }
  return `${line.slice(0, end).trimEnd()}…`;
}
