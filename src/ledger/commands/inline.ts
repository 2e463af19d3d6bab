import { tagsOfParagraph } from './html.ts';

/** What begins with the first and ends with the second: code, tags and comments, link texts, link targets, struck text, formulas. */
const pairs = [
  ['`', '`'],
  ['<', '>'],
  ['[', ']'],
  ['](', ')'],
  ['~', '~'],
  ['$', '$'],
] as const;

/**
 * Whether a line of a paragraph, at this offset of its text, is seen as it stands. No parser is needed to be sure of that: what could
 * enclose it must begin before and end after.
 */
export function seenPlainly(text: string): (at: number) => boolean {
  const spans = pairs.map(([begin, end]) => [indexOr(text, begin, text.length), text.lastIndexOf(end)] as const);
  const firstTag = tagsOfParagraph(text).find(({ closes }) => !closes)?.at ?? text.length;
  // The target of a link is not seen at all, and may stand on a line of its own.
  const firstTarget = text.startsWith('[') ? indexOr(text, ']:', text.length) : text.length;
  return (at) => at <= firstTag && at <= firstTarget && spans.every(([begin, end]) => begin >= at || end < at);
}

function indexOr(text: string, part: string, otherwise: number): number {
  const found = text.indexOf(part);
  return found < 0 ? otherwise : found;
}
