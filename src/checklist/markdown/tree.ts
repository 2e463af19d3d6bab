import MarkdownIt, { type Token } from 'markdown-it';

/** A piece of a Markdown document, with what stands in it. */
export interface Node {
  /** As the parser names it, without `_open`: `list_item`, `paragraph`, `inline`, `fence` ... */
  readonly type: string;
  readonly token: Token;
  readonly children: readonly Node[];
  /** Counted from 1. */
  readonly line: number;
}

/** What the parser reads below this level it leaves out without a word, so nobody may get there. */
export const deepest = 90;

/** HTML as GitHub sees it, for comments and `<details>`; no links made of bare words. */
const parser = new MarkdownIt({ html: true, linkify: false, typographer: false, maxNesting: deepest + 10 });

export interface Tree {
  readonly nodes: readonly Node[];
  /** The deepest level that something stands at. */
  readonly depth: number;
}

/** CommonMark with GitHub's tables and strikethrough. */
export function parseTree(text: string): Tree {
  const root: Node[] = [];
  const open: Node[][] = [root];
  let depth = 0;
  let line = 1;
  for (const token of parser.parse(text, {})) {
    depth = Math.max(depth, token.level);
    line = token.map === null ? line : token.map[0] + 1;
    if (token.nesting < 0) {
      open.pop();
      continue;
    }
    const children: Node[] = [];
    open.at(-1)?.push({ type: token.type.endsWith('_open') ? token.type.slice(0, -5) : token.type, token, children, line });
    if (token.nesting > 0) open.push(children);
  }
  return { nodes: root, depth };
}

/** The inline tokens of a text that is no document. */
export function parseInline(text: string): readonly Token[] {
  return parser.parseInline(text, {}).flatMap((token) => token.children ?? []);
}

export function isList(node: Node): boolean {
  return node.type === 'bullet_list' || node.type === 'ordered_list';
}

/** The inline token of a paragraph, heading or cell. */
export function inlineOf(node: Node): Token | undefined {
  return node.children.find(({ type }) => type === 'inline')?.token;
}

/** This node and all below it, in their order. */
export function within(node: Node): Node[] {
  const found: Node[] = [];
  const visit = (each: Node): void => {
    found.push(each);
    for (const child of each.children) visit(child);
  };
  visit(node);
  return found;
}
