import type { Token } from 'markdown-it';
import { parseInline } from './tree.ts';

/** A comment in the text: `<!-- text -->`, and the line it begins in. */
export interface Comment {
  readonly text: string;
  readonly line: number;
  /** Nothing but a box stands before it. */
  readonly isFirst?: true;
}

/** The text of one paragraph, heading or cell as a reader sees it, and what else is in it. */
export interface Words {
  readonly text: string;
  /** All of its words are bold; signs and a condition in parentheses may stand beside. */
  readonly isBold: boolean;
  /** What of it is not bold. */
  readonly plain: string;
  readonly links: readonly string[];
  readonly comments: readonly Comment[];
  readonly struck: boolean;
}

/** GitHub shows nothing of these but what they do. */
const formatting = /^<\/?(?:a|abbr|b|br|code|del|em|font|i|img|ins|kbd|mark|p|s|samp|small|span|strong|sub|sup|u)\b[^>]*>$/i;

export function wordsOf(tokens: readonly Token[], line: number): Words {
  const gathering = { text: '', plain: '', bold: 0, struck: false, links: [] as string[], comments: [] as Comment[], line };
  for (const token of tokens) take(token, gathering);
  const { links, comments, struck, plain } = gathering;
  const besides = plain.replace(boxOnly, '').replace(/\((?:if|when|where|as|optional)\b[^()]*\)/gi, '');
  const text = squeeze(gathering.text);
  return { text, isBold: !/[\p{L}\p{N}]/u.test(besides) && /[\p{L}\p{N}]/u.test(text), plain, links, comments, struck };
}

interface Gathering {
  text: string;
  plain: string;
  bold: number;
  struck: boolean;
  readonly links: string[];
  readonly comments: Comment[];
  line: number;
}

function take(token: Token, into: Gathering): void {
  const { type, content } = token;
  const add = (text: string) => {
    into.text += text;
    if (into.bold === 0) into.plain += text;
  };
  if (type === 'strong_open') into.bold += 1;
  else if (type === 'strong_close') into.bold -= 1;
  else if (type === 's_open') into.struck = true;
  else if (type === 'link_open') into.links.push(String(token.attrGet('href') ?? ''));
  else if (type === 'html_inline') takeHtml(content, into, add);
  else if (type === 'softbreak' || type === 'hardbreak') {
    into.line += 1;
    add(' ');
  } else if (type === 'image') add(token.children?.map((child) => child.content).join('') ?? content);
  else add(content);
}

function takeHtml(content: string, into: Gathering, add: (text: string) => void): void {
  if (content.startsWith('<!--')) {
    const isFirst = squeeze(into.text).replace(boxOnly, '') === '';
    into.comments.push({ text: content.slice(4, -3), line: into.line, ...(isFirst && { isFirst }) });
  } else add(formatting.test(content) ? (/^<br/i.test(content) ? ' ' : '') : content);
  into.line += content.split('\n').length - 1;
}

/** White space as HTML shows it. */
export function squeeze(text: string): string {
  return /\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ').trim() : text.trim();
}

const boxOnly = /^\[[ xX]\]/;
/** GitHub's rule: the text of a list item begins so, and something follows. */
const box = /^\[[ xX]\]\s+(?=\S)/;
/** What people write when they mean a box, and what GitHub shows as it stands. */
const nearly = /^(?:\[(?:[^\]\w]{0,3}|[a-zA-Z]|N\/?A)\](?![([:])|[☐☑☒⬜✅❌])|^\[[ xX]\]$/u;

/** The words behind the box that this text begins with; nothing when it begins with none. */
export function taskOf(inline: Token, line: number): Words | undefined {
  const found = box.exec(inline.content)?.[0];
  if (found === undefined) return undefined;
  const tokens = inline.children ?? [];
  const [first] = tokens;
  // Where somebody defined a link named `x`, the parser has made one of the box; GitHub sees the box first.
  if (first?.type !== 'text' || !boxOnly.test(first.content))
    return wordsOf(parseInline(inline.content.slice(found.length)), line);
  const words = wordsOf(tokens, line);
  return { ...words, text: squeeze(words.text.replace(boxOnly, '')) };
}

export function isNearlyTask(inline: Token): boolean {
  return nearly.test(inline.content) && !box.test(inline.content);
}
