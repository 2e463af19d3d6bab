import type { Token } from 'markdown-it';
import type { Branch, Entry, Leaf } from '../outline.ts';
import { entriesOfBlock } from './blocks.ts';
import { addressed, commentsIn } from './comments.ts';
import { commandsOf } from './fences.ts';
import { type Comment, isNearlyTask, taskOf, type Words, wordsOf } from './inline.ts';
import { type Found, leafOf, type Scope } from './leaf.ts';
import { isCrossed, markedOf, withoutSign } from './marks.ts';
import { levelOf } from './phases.ts';
import { signerOf } from './sayings.ts';
import { inlineOf, isList, type Node, within } from './tree.ts';

/** The entries of a list: its boxes, and its other lines where they count. */
export function entriesOfList(list: Node, scope: Scope): Entry[] {
  return list.children.flatMap((item) => entriesOfItem(item, scope));
}

function entriesOfItem(item: Node, scope: Scope): Entry[] {
  const [first] = item.children;
  const inline = first?.type === 'paragraph' ? inlineOf(first) : undefined;
  if (!first || !inline) return below(item, { ...scope, lines: 'none' });
  const task = taskOf(inline, first.line);
  const words = task ?? wordsOf(inline.children ?? [], first.line);
  const isSilent = words.text === '' && addressed(words.comments).length === 0;
  if (task)
    return isSilent ? withoutWords(item, scope) : entriesOfAsked(item, { words, form: 'box' }, { ...scope, lines: 'none' });
  const marked = scope.lines === 'none' ? undefined : markedOf(words);
  const plain = marked ?? words;
  if (scope.phase === 'sign-off' && signerOf(plain.text, false))
    return [leafOf(foundIn(item, { words: plain, form: 'requirement' }, scope), scope)];
  const form = scope.lines === 'all' ? 'line' : 'mark';
  if (marked) {
    if (isCrossed(words.text)) scope.reading.notes.push(crossed(marked.text, scope.reading.file, item.line));
    return entriesOfAsked(item, { words: marked, form }, { ...scope, lines: 'marked' });
  }
  if (isNearlyTask(inline)) scope.reading.notes.push(nearMiss(scope.reading.file, item.line));
  if (scope.lines === 'all' && words.text !== '') return entriesOfLine(item, words, scope);
  const entries = below(item, scope);
  return entries.length === 0 ? [] : [group(words.text, item, entries)];
}

interface Asked {
  readonly words: Words;
  readonly form: Leaf['form'];
}

/** A line that asks for something, with a box or a sign, or the group that it is. */
function entriesOfAsked(item: Node, asked: Asked, scope: Scope): Entry[] {
  const { words, form } = asked;
  const entries = below(item, scope);
  const found = foundIn(item, asked, scope);
  const isPlain = addressed(words.comments).length === 0 && found.below?.length === 0;
  if (words.isBold && entries.length > 0 && isPlain)
    return [{ ...group(words.text, item, entries), ...(form === 'box' && { isBox: true }) }];
  const leaf = leafOf(found, scope);
  return entries.length === 0 ? [leaf] : [leaf, group(leaf.said.title, item, entries)];
}

function entriesOfLine(item: Node, words: Words, scope: Scope): Entry[] {
  const leaf = leafOf(foundIn(item, { words, form: 'line' }, scope), scope);
  const entries = below(item, { ...scope, lines: 'none' });
  return entries.length === 0 ? [leaf] : [leaf, group(leaf.said.title, item, entries)];
}

function group(title: string, item: Node, entries: readonly Entry[]): Branch {
  const level = levelOf(title);
  const name = title === '' ? 'List' : title.slice(0, 500);
  return { kind: 'group', title: name, ...(level !== undefined && { level }), entries, at: { line: item.line, column: 1 } };
}

function below(item: Node, scope: Scope): Entry[] {
  return item.children.flatMap((node) => (isList(node) ? entriesOfList(node, scope) : entriesOfBlock(node, scope)));
}

/** GitHub shows a box here, but it asks for nothing. */
function withoutWords(item: Node, scope: Scope): Entry[] {
  const { notes, file } = scope.reading;
  notes.push({
    code: 'markdown.empty-box',
    message: 'this box has no words, so it is no item',
    remedy: 'Write what it asks for, or delete it.',
    file,
    line: item.line,
  });
  return below(item, scope);
}

function foundIn(item: Node, { words, form }: Asked, { lines }: Scope): Found {
  const [, ...rest] = item.children;
  const html = rest.flatMap((node) => (node.type === 'html_block' ? commentsIn(node.token.content, node.line) : []));
  const paragraphs = rest.flatMap((node) => (node.type === 'paragraph' ? wordsIn(node) : []));
  const comments: Comment[] = [...words.comments, ...html, ...paragraphs.flatMap((each) => each.comments)];
  return {
    form,
    words: { ...words, comments },
    line: item.line,
    below: rest.filter(isList).flatMap((list) => linesOf(list, lines)),
    prose: paragraphs.flatMap(({ text }) => (text === '' ? [] : [text])),
    commands: rest.flatMap((node) => commandsOf(node)),
  };
}

function wordsIn(paragraph: Node): Words[] {
  const inline = inlineOf(paragraph);
  return inline ? [wordsOf(inline.children ?? [], paragraph.line)] : [];
}

/** The plain lines below an item, at whatever depth; items are items of their own, and so is what stands below them. */
function linesOf(list: Node, lines: Scope['lines']): string[] {
  return list.children.flatMap((item) => {
    const [first, ...rest] = item.children;
    const inline = first?.type === 'paragraph' ? inlineOf(first) : undefined;
    if (!first || !inline || hasBoxes(item) || (lines === 'marked' && hasMarks(item))) return [];
    const text = withoutSign(wordsOf(inline.children ?? [], first.line).text);
    return [...(text === '' ? [] : [text.slice(0, 2_000)]), ...rest.filter(isList).flatMap((each) => linesOf(each, lines))];
  });
}

/** Whether a box stands in it; what it quotes does not count. */
export function hasBoxes(node: Node): boolean {
  return hasEntry(node, (inline) => taskOf(inline, node.line) !== undefined);
}

function hasMarks(node: Node): boolean {
  return hasEntry(node, (inline) => markedOf(wordsOf(inline.children ?? [], node.line)) !== undefined);
}

function hasEntry(node: Node, isAsked: (inline: Token) => boolean): boolean {
  if (node.type === 'blockquote') return false;
  const [first] = node.type === 'list_item' ? node.children : [];
  const inline = first?.type === 'paragraph' ? inlineOf(first) : undefined;
  return (inline !== undefined && isAsked(inline)) || node.children.some((child) => hasEntry(child, isAsked));
}

function nearMiss(file: string, line: number) {
  return {
    code: 'markdown.no-box',
    message: 'this looks like a box, but GitHub shows none here, so it is no item',
    remedy: 'Write `- [ ] ` and then the text.',
    file,
    line,
  };
}

function crossed(text: string, file: string, line: number) {
  return {
    code: 'markdown.crossed',
    message: `"${text.slice(0, 100)}" stands behind a cross; it is read as what must hold, and the cross says nothing`,
    remedy: 'If it must never be, say so in words: "No ...".',
    file,
    line,
  };
}

/** Boxes in quotes are somebody else's words. */
export function noteQuotes(node: Node, { reading: { notes, file } }: Scope): void {
  // A cell has no quotes, and a table many cells.
  for (const quote of node.type === 'table' ? [] : within(node)) {
    if (quote.type !== 'blockquote' || !quote.children.some((child) => hasBoxes(child))) continue;
    notes.push({
      code: 'markdown.quoted-box',
      message: 'the boxes in this quote are no items',
      remedy: 'Take the `>` away if they are meant.',
      file,
      line: quote.line,
    });
  }
}
