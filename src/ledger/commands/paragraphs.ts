import { isFenceEnd, isHeadingRule, isTableRule, type Start, startOf } from './blocks.ts';
import { markupOfBlock, openPage, type Page, tagsOfParagraph } from './html.ts';

/** A line of a paragraph, without its indent and the marks of what it stands in. */
export interface ParagraphLine {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
  /** Columns before the text. */
  readonly indent: number;
  /** It has no marks of its own and belongs to the quote or list above only because no empty line is between. */
  readonly isLazy: boolean;
}

export interface Paragraph {
  readonly lines: readonly ParagraphLine[];
  readonly inside: 'page' | 'quote' | 'list';
  readonly is: 'paragraph' | 'heading' | 'table';
  /** Nothing above could fold it away or change how it is seen. */
  readonly isPlain: boolean;
}

type Container = { readonly is: 'quote' } | { readonly is: 'item'; readonly width: number; isEmpty: boolean };

type Leaf =
  | { readonly is: 'none' }
  | { readonly is: 'paragraph'; readonly lines: ParagraphLine[]; isTable: boolean }
  | { readonly is: 'fence'; readonly mark: string; readonly length: number }
  | { readonly is: 'html'; readonly until: string | undefined; readonly text: string[] };

interface Reader {
  readonly page: Page;
  readonly paragraphs: Paragraph[];
  readonly open: Container[];
  leaf: Leaf;
}

const none: Leaf = { is: 'none' };

/** Deeper than anybody writes; every line has to be held against all that is open. */
const deepest = 50;

/**
 * The paragraphs of a comment, as GitHub's Markdown has them. What GitHub and other readers of Markdown see in different ways, and all
 * that follows it, counts as not plainly seen. An unfinished text is one of which only the beginning is known: its last block is left out.
 */
export function paragraphsOf(text: string, { isWhole }: { readonly isWhole: boolean }): Paragraph[] {
  const reader: Reader = { page: openPage(), paragraphs: [], open: [], leaf: none };
  for (const [index, line] of text.split('\n').entries()) {
    readLine(withoutTabs(line), index + 1, reader);
    if (reader.open.length > deepest) return reader.paragraphs;
  }
  if (isWhole) endLeaf(reader);
  return reader.paragraphs;
}

/** Tabs stop at every fourth column. */
function withoutTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let column = 0;
  return line.replace(/\t|[^\t]+/g, (part) => {
    const written = part === '\t' ? ' '.repeat(4 - (column % 4)) : part;
    column += written.length;
    return written;
  });
}

/** The rest of a line, once what it stands in has taken its marks. */
interface Rest {
  readonly text: string;
  readonly at: number;
}

function readLine(text: string, line: number, reader: Reader): void {
  const { kept, at } = matchOpen(text, reader);
  const isWithin = kept === reader.open.length;
  const { leaf } = reader;
  if (isWithin && leaf.is === 'fence') return readFence({ text, at }, leaf, reader);
  if (isWithin && leaf.is === 'html' && !(leaf.until === undefined && isBlank(text, at)))
    return readHtml(text.slice(at), leaf, reader);
  if (leaf.is === 'fence' || leaf.is === 'html') endLeaf(reader);
  if (isBlank(text, at)) return close(kept, reader);
  readBlocks({ text, at, line }, kept, reader);
}

/** How many of the open quotes and list items this line continues, and where its own text begins. */
function matchOpen(text: string, { open, page }: Reader): { kept: number; at: number } {
  let at = 0;
  for (const [kept, container] of open.entries()) {
    const indent = indentAt(text, at);
    if (container.is === 'quote') {
      if (text[at + indent] !== '>') return { kept, at };
      if (indent > 3) {
        page.ruin();
        return { kept, at };
      }
      at += indent + (text[at + indent + 1] === ' ' ? 2 : 1);
    } else if (indent >= container.width) at += container.width;
    else if (isBlank(text, at) && !container.isEmpty) at = text.length;
    else return { kept, at };
  }
  return { kept: open.length, at };
}

function readFence({ text, at }: Rest, leaf: Leaf & { is: 'fence' }, reader: Reader): void {
  const indent = indentAt(text, at);
  if (indent <= 3 && isFenceEnd(text.slice(at + indent), leaf)) reader.leaf = none;
}

function readHtml(text: string, leaf: Leaf & { is: 'html' }, reader: Reader): void {
  leaf.text.push(text);
  if (leaf.until !== undefined && text.toLowerCase().includes(leaf.until)) endLeaf(reader);
}

/** How a line stands to the paragraph above it: it may go on with it, or do so only for want of an empty line between, or not at all. */
type Situation = 'paragraph' | 'lazy' | 'free';

/** A line that is no part of code or HTML may open quotes, lists and blocks; what is left of it is text. */
function readBlocks({ text, at, line }: Rest & { readonly line: number }, kept: number, reader: Reader): void {
  let from = at;
  let sure = kept;
  let situation: Situation = reader.leaf.is !== 'paragraph' ? 'free' : kept === reader.open.length ? 'paragraph' : 'lazy';
  for (;;) {
    const indent = indentAt(text, from);
    const rest: ParagraphLine = { line, text: text.slice(from + indent), indent, isLazy: false };
    if (rest.text === '') return;
    const start = beginning(rest, situation, reader);
    if (start === undefined && situation !== 'free') return goOn({ ...rest, isLazy: situation === 'lazy' }, reader);
    if (start?.is === 'doubt') reader.page.ruin();
    close(sure, reader);
    for (const container of reader.open) if (container.is === 'item') container.isEmpty = false;
    if (start?.is !== 'quote' && start?.is !== 'item') return openLeaf(start, rest, reader);
    from += indent + openContainer(start, rest, reader);
    if (reader.open.length > deepest) return;
    sure = reader.open.length;
    situation = 'free';
  }
}

/** What begins here, if anything does. */
function beginning(rest: ParagraphLine, situation: Situation, { leaf, page }: Reader): Start | undefined {
  const isUnderline = situation === 'paragraph' && isHeadingRule(rest.text);
  const start = rest.indent > 3 || isUnderline ? undefined : startOf(rest.text, { inParagraph: situation === 'paragraph' });
  if (situation === 'free' || leaf.is !== 'paragraph') return start;
  const isUnsure = situation === 'lazy' ? start?.is === 'html' && start.until === undefined : beginsElsewhere(rest);
  if (isUnsure && (situation === 'lazy' || isDoubtful(leaf))) page.ruin();
  if (situation === 'lazy' && start === undefined && isDoubtful(leaf)) page.ruin();
  return start;
}

function beginsElsewhere({ indent, text }: ParagraphLine): boolean {
  return indent > 3 || startOf(text, { inParagraph: false }) !== undefined;
}

/** A table, or what may be the target of links: readers differ in where it ends. */
function isDoubtful({ isTable, lines }: Leaf & { is: 'paragraph' }): boolean {
  return isTable || (lines[0]?.text.startsWith('[') === true && lines.some(({ text }) => text.includes(']:')));
}

function goOn(rest: ParagraphLine, reader: Reader): void {
  const { leaf } = reader;
  if (leaf.is !== 'paragraph') return;
  const isRule = rest.indent <= 3 && !rest.isLazy;
  const isHead = leaf.lines.at(-1)?.text.includes('|') === true;
  if (isRule && isHeadingRule(rest.text) && !isHead) {
    if (isDoubtful(leaf)) reader.page.ruin();
    endLeaf(reader, 'heading');
    return;
  }
  if (isRule && (isTableRule(rest.text) || isHeadingRule(rest.text))) leaf.isTable = true;
  leaf.lines.push(rest);
}

/** The width of what it takes of the line. */
function openContainer(start: Start & { is: 'quote' | 'item' }, { text, indent }: ParagraphLine, { open }: Reader): number {
  if (start.is === 'quote') {
    open.push({ is: 'quote' });
    return text[1] === ' ' ? 2 : 1;
  }
  const width = start.marker + start.gap;
  open.push({ is: 'item', width: indent + width, isEmpty: start.isEmpty });
  return width;
}

function openLeaf(start: Exclude<Start, { is: 'quote' | 'item' }> | undefined, rest: ParagraphLine, reader: Reader): void {
  const { text, indent } = rest;
  if (start === undefined) {
    // Indented code otherwise: nothing that follows depends on it.
    if (indent <= 3) reader.leaf = { is: 'paragraph', lines: [rest], isTable: false };
  } else if (start.is === 'fence') reader.leaf = start;
  else if (start.is === 'html') {
    reader.leaf = { is: 'html', until: start.until, text: [] };
    readHtml(text, reader.leaf, reader);
  } else if (start.is === 'heading') {
    reader.leaf = { is: 'paragraph', lines: [rest], isTable: false };
    endLeaf(reader, 'heading');
  }
}

/** Ends what is open but for so many quotes and list items. */
function close(kept: number, reader: Reader): void {
  endLeaf(reader);
  reader.open.length = kept;
}

function endLeaf(reader: Reader, is: Paragraph['is'] = 'paragraph'): void {
  const { leaf, page, open } = reader;
  reader.leaf = none;
  if (leaf.is === 'html') page.add(markupOfBlock(leaf.text.join('\n')), open.length);
  if (leaf.is !== 'paragraph') return;
  const { lines, isTable } = leaf;
  const kinds = open.map((container) => container.is);
  const inside = kinds.includes('quote') ? 'quote' : kinds.includes('item') ? 'list' : 'page';
  reader.paragraphs.push({ lines, inside, is: isTable ? 'table' : is, isPlain: page.isPlain() });
  const tags = tagsOfParagraph(lines.map(({ text }) => text).join('\n'));
  page.add({ tags, isBroken: false }, open.length);
}

function indentAt(text: string, at: number): number {
  let end = at;
  while (text[end] === ' ') end += 1;
  return end - at;
}

function isBlank(text: string, at: number): boolean {
  return at + indentAt(text, at) >= text.length;
}
