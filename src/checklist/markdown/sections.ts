import { type Words, wordsOf } from './inline.ts';
import { inlineOf, type Node } from './tree.ts';

/** A heading with what stands under it, up to the next heading of its rank. */
export interface Section {
  readonly words: Words;
  readonly rank: number;
  readonly line: number;
  /** What stands before the first heading below it. */
  readonly content: Node[];
  readonly sections: Section[];
}

const none: Words = { text: '', isBold: false, plain: '', links: [], comments: [], struck: false };

/** The document as nested sections; the outermost has no heading, or the only heading of first rank. */
export function sectionsOf(nodes: readonly Node[]): Section {
  const root: Section = { words: none, rank: 0, line: 1, content: [], sections: [] };
  const open: Section[] = [root];
  for (const node of nodes) {
    if (node.type !== 'heading') {
      open.at(-1)?.content.push(node);
      continue;
    }
    const rank = Number(node.token.tag.slice(1));
    while ((open.at(-1)?.rank ?? 0) >= rank) open.pop();
    const words = wordsOf(inlineOf(node)?.children ?? [], node.line);
    const section: Section = { words, rank, line: node.line, content: [], sections: [] };
    open.at(-1)?.sections.push(section);
    open.push(section);
  }
  return withTitle(root);
}

/** The one heading of first rank is the title of the document and no section, when nothing but text stands before it. */
function withTitle(root: Section): Section {
  const [first, ...others] = root.sections;
  if (first?.rank !== 1 || others.some(({ rank }) => rank === 1)) return root;
  return { ...first, rank: 0, content: [...root.content, ...first.content], sections: [...first.sections, ...others] };
}
