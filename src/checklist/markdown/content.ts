import type { Entry } from '../outline.ts';
import { entriesOfBlock } from './blocks.ts';
import { isNearlyTask, type Words, wordsOf } from './inline.ts';
import { leafOf, type Scope } from './leaf.ts';
import { entriesOfList, noteQuotes } from './lists.ts';
import { signerOf } from './sayings.ts';
import { inlineOf, isList, type Node } from './tree.ts';

/** The requirements in what stands under one heading. */
export function entriesOf(content: readonly Node[], heading: string, scope: Scope): Entry[] {
  let before = '';
  return content.flatMap((node) => {
    noteQuotes(node, scope);
    const entries = entriesOfNode(node, { heading, before }, scope);
    before = node.type === 'paragraph' ? plainText(node) : '';
    return entries;
  });
}

/** Without code, in which a comment is none. */
function plainText(node: Node): string {
  const texts = inlineOf(node)?.children?.filter(({ type }) => type === 'text') ?? [];
  return texts.map(({ content }) => content).join('');
}

interface Near {
  readonly heading: string;
  /** The paragraph right before. */
  readonly before: string;
}

function entriesOfNode(node: Node, near: Near, scope: Scope): Entry[] {
  if (isList(node)) {
    if (isInComment(near.before)) return noteHidden(node, scope);
    const numbered = requirementsOf(node, near);
    return numbered
      ? numbered.map(({ words, line }) => leafOf({ form: 'requirement', words, line }, scope))
      : entriesOfList(node, scope);
  }
  if (node.type === 'html_block') noteInHtml(node, scope);
  return node.type === 'paragraph' ? entriesOfParagraph(node, scope) : entriesOfBlock(node, scope);
}

/** Lines to sign on, where a section is for signing; a paragraph has one per line. */
function entriesOfParagraph(node: Node, scope: Scope): Entry[] {
  const inline = inlineOf(node);
  if (!inline) return [];
  if (/^\s*[-*+]\[[ xX]?\]/m.test(inline.content) || isNearlyTask(inline)) {
    const { notes, file } = scope.reading;
    notes.push({
      code: 'markdown.no-box',
      message: 'this looks like a box, but GitHub shows none here, so it is no item',
      remedy: 'Write `- [ ] ` and then the text, after an empty line.',
      file,
      line: node.line,
    });
  }
  if (scope.phase !== 'sign-off') return [];
  return linesOf(inline.children ?? [], node.line)
    .filter(({ words }) => signerOf(words.text, false))
    .map(({ words, line }) => leafOf({ form: 'requirement', words, line }, scope));
}

interface Line {
  readonly words: Words;
  readonly line: number;
}

function linesOf(tokens: Parameters<typeof wordsOf>[0], first: number): Line[] {
  const isBreak = (type: string) => type === 'softbreak' || type === 'hardbreak';
  const breaks = tokens.flatMap(({ type }, at) => (isBreak(type) ? [at] : []));
  const starts = [0, ...breaks.map((at) => at + 1)];
  return starts.map((start, at) => ({ words: wordsOf(tokens.slice(start, breaks[at]), first + at), line: first + at }));
}

const mustHold = /\bmust\b[^.]*\b(?:pass|hold|be)\b/i;

/** A numbered list of `**Name**: what must hold`, where the heading or the sentence before says that these must hold. */
function requirementsOf(list: Node, { heading, before }: Near): Line[] | undefined {
  if (list.type !== 'ordered_list') return undefined;
  const isSaid = /\brequirements?\b/i.test(heading) || [heading, before].some((text) => mustHold.test(text));
  if (!isSaid) return undefined;
  const lines = list.children.map((item) => {
    const inline = item.children[0] ? inlineOf(item.children[0]) : undefined;
    return { words: wordsOf(inline?.children ?? [], item.line), line: item.line, content: inline?.content ?? '' };
  });
  return lines.every(({ content }) => /^(?:\*\*|__)[^*_]+(?:(?:\*\*|__)\s*:|:\s*(?:\*\*|__))\s*\S/.test(content))
    ? lines
    : undefined;
}

/** A comment that begins inside a paragraph ends with it for Markdown, and a list right below ends the paragraph. */
function isInComment(before: string): boolean {
  const start = before.lastIndexOf('<!--');
  return start >= 0 && !before.includes('-->', start);
}

function noteHidden(node: Node, { reading: { notes, file } }: Scope): Entry[] {
  notes.push({
    code: 'markdown.open-comment',
    message: 'the comment above was meant to hide this list, but GitHub shows it; its boxes are no items',
    remedy: 'Begin the comment on a line of its own, or delete it.',
    file,
    line: node.line,
  });
  return [];
}

/** Text right below a tag is HTML for GitHub, and a comment that never closes hides the rest of the file. */
function noteInHtml({ token, line }: Node, { reading: { notes, file } }: Scope): void {
  const isOpen = token.content.trimStart().startsWith('<!--') && !token.content.includes('-->');
  const shown = isOpen ? token.content : (token.content.split('<!--', 1)[0] ?? '');
  if (!/^[ \t]*(?:[-*+]|\d+[.)]) \[[ xX]\] /m.test(shown)) return;
  const message = isOpen
    ? 'this comment never closes, so the boxes below it are no items'
    : 'the boxes right below this tag are no items, since GitHub shows them as text';
  const remedy = isOpen ? 'Close it with -->.' : 'Put an empty line below the tag.';
  notes.push({ code: isOpen ? 'markdown.open-comment' : 'markdown.no-box', message, remedy, file, line });
}
