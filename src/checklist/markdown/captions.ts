import { addressed, commentsIn } from './comments.ts';
import { type Words, wordsOf } from './inline.ts';
import { inlineOf, isList, type Node } from './tree.ts';

/** A run of what stands under a heading: under a bold line that serves as a heading of its own, or under none. */
export interface Part {
  readonly caption?: Words;
  readonly line: number;
  readonly content: readonly Node[];
}

/** Where to sign, or a comment that never closes. */
const noCaption = /_{3,}|\.{4,}|…{2,}|<!--|[.!;,]$/u;

/**
 * What stands under a heading, cut at its bold lines. A bold line holds for the lists and tables right below it and for no more: what
 * follows a paragraph may be about something else, and a phase or a level must not reach too far.
 */
export function partsOf(content: readonly Node[]): Part[] {
  const parts: { caption?: Words; line: number; content: Node[] }[] = [];
  for (const [at, node] of content.entries()) {
    const caption = captionAt(at, content);
    const last = parts.at(-1);
    if (caption) parts.push({ caption, line: node.line, content: [] });
    else if (last && (last.caption === undefined || reachesOver(node))) last.content.push(node);
    else parts.push({ line: node.line, content: [node] });
  }
  return parts;
}

/** A line that is bold as a whole, but for parentheses and a colon, right before a list or a table. */
function captionAt(at: number, content: readonly Node[]): Words | undefined {
  const node = content[at];
  if (node?.type !== 'paragraph' || !isBeforeList(at, content)) return undefined;
  const tokens = inlineOf(node)?.children ?? [];
  const words = wordsOf(tokens, node.line);
  const isLine = tokens.every(({ type }) => type !== 'softbreak' && type !== 'hardbreak');
  const isBold = hasWords(words.text) && !hasWords(words.plain);
  const text = words.text.replace(/\s*:$/, '');
  return isLine && isBold && !noCaption.test(text) ? { ...words, text } : undefined;
}

/** Words beside those in parentheses. */
function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text.replace(/\([^()]*\)/g, ''));
}

function isBeforeList(at: number, content: readonly Node[]): boolean {
  let after = at + 1;
  for (let node = content[after]; node !== undefined && isSilent(node); node = content[after]) after += 1;
  const next = content[after];
  return next !== undefined && (isList(next) || next.type === 'table');
}

function reachesOver(node: Node): boolean {
  return isList(node) || node.type === 'table' || node.type === 'fence' || isSilent(node);
}

/** A comment that is none to us. What speaks to us on a line of its own speaks of the heading above. */
function isSilent({ type, token, line }: Node): boolean {
  const isComment = type === 'html_block' && /^\s*<!--/.test(token.content);
  return isComment && addressed(commentsIn(token.content, line)).length === 0;
}
