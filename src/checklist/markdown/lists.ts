import type { Branch, Entry, Leaf } from '../outline.ts';
import { entriesOfBlock } from './blocks.ts';
import { addressed, commentsIn } from './comments.ts';
import { commandsOf } from './fences.ts';
import { type Comment, isNearlyTask, taskOf, type Words, wordsOf } from './inline.ts';
import { type Found, leafOf, type Scope } from './leaf.ts';
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
  if (!first || !inline) return below(item, { ...scope, isBullets: false });
  const task = taskOf(inline, first.line);
  const words = task ?? wordsOf(inline.children ?? [], first.line);
  const isSilent = words.text === '' && addressed(words.comments).length === 0;
  if (task) return isSilent ? withoutWords(item, scope) : entriesOfBox(item, words, scope);
  if (isNearlyTask(inline)) scope.reading.notes.push(nearMiss(scope.reading.file, item.line));
  if (scope.phase === 'sign-off' && signerOf(words.text, false)) return [leafOf(foundIn(item, words, 'requirement'), scope)];
  if (scope.isBullets && words.text !== '') return entriesOfLine(item, words, scope);
  const entries = below(item, scope);
  return entries.length === 0 ? [] : [group(words.text, item, entries)];
}

function entriesOfBox(item: Node, words: Words, scope: Scope): Entry[] {
  const entries = below(item, { ...scope, isBullets: false });
  const isPlain = addressed(words.comments).length === 0 && item.children.filter(isList).flatMap(linesOf).length === 0;
  if (words.isBold && entries.length > 0 && isPlain) return [{ ...group(words.text, item, entries), isBox: true }];
  const leaf = leafOf(foundIn(item, words, 'box'), scope);
  return entries.length === 0 ? [leaf] : [leaf, group(leaf.said.title, item, entries)];
}

function entriesOfLine(item: Node, words: Words, scope: Scope): Entry[] {
  const leaf = leafOf(foundIn(item, words, 'line'), scope);
  const entries = below(item, { ...scope, isBullets: false });
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

function foundIn(item: Node, words: Words, form: Leaf['form']): Found {
  const [, ...rest] = item.children;
  const html = rest.flatMap((node) => (node.type === 'html_block' ? commentsIn(node.token.content, node.line) : []));
  const paragraphs = rest.flatMap((node) => (node.type === 'paragraph' ? wordsIn(node) : []));
  const comments: Comment[] = [...words.comments, ...html, ...paragraphs.flatMap((each) => each.comments)];
  return {
    form,
    words: { ...words, comments },
    line: item.line,
    below: rest.filter(isList).flatMap((list) => linesOf(list)),
    prose: paragraphs.flatMap(({ text }) => (text === '' ? [] : [text])),
    commands: rest.flatMap((node) => commandsOf(node)),
  };
}

function wordsIn(paragraph: Node): Words[] {
  const inline = inlineOf(paragraph);
  return inline ? [wordsOf(inline.children ?? [], paragraph.line)] : [];
}

/** The plain lines below an item, at whatever depth; boxes are items of their own, and so is what stands below them. */
function linesOf(list: Node): string[] {
  return list.children.flatMap((item) => {
    const [first, ...rest] = item.children;
    const inline = first?.type === 'paragraph' ? inlineOf(first) : undefined;
    if (!first || !inline || taskOf(inline, first.line) || hasBoxes(item)) return [];
    const { text } = wordsOf(inline.children ?? [], first.line);
    return [...(text === '' ? [] : [text.slice(0, 2_000)]), ...rest.filter(isList).flatMap((each) => linesOf(each))];
  });
}

/** Whether a box stands in it; what it quotes does not count. */
export function hasBoxes(node: Node): boolean {
  if (node.type === 'blockquote') return false;
  const [first] = node.type === 'list_item' ? node.children : [];
  const inline = first?.type === 'paragraph' ? inlineOf(first) : undefined;
  return (inline !== undefined && taskOf(inline, node.line) !== undefined) || node.children.some((child) => hasBoxes(child));
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

/** Boxes in quotes are somebody else's words. */
export function noteQuotes(node: Node, { reading: { notes, file } }: Scope): void {
  for (const quote of within(node)) {
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
