import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import markdownit, { type Token } from 'markdown-it';
import { escapeMarkdown, oneLine } from '../../src/ground/text.ts';
import { hostile } from './hostile.ts';

/** An independent reader of GFM, at its most eager: HTML, tables, strikethrough, and everything that looks like a link. */
const reader = markdownit({ html: true, linkify: true });
// GFM takes no bare host for a link, and nothing that begins with two slashes.
reader.linkify.set({ fuzzyLink: false }).add('//', null);

const flat = (tokens: readonly Token[]): Token[] => tokens.flatMap((token) => [token, ...flat(token.children ?? [])]);

/** What is read of a line: its text as a person sees it, and every kind of token in it. */
function readBack(markdown: string): { text: string; kinds: Set<string>; tags: string[] } {
  const tokens = flat(reader.parse(markdown, {}));
  const inline = tokens.filter(({ type }) => type === 'text' || type === 'html_inline' || type === 'text_special');
  const tags = tokens.filter(({ type }) => type.startsWith('html')).map(({ content }) => content);
  const text = inline.map(({ type, content }) => (type === 'html_inline' ? '' : content)).join('');
  return { text, kinds: new Set(tokens.map(({ type }) => type)), tags };
}

const places: readonly (readonly [string, (text: string) => string])[] = [
  ['a paragraph', (text) => `x ${text} y`],
  ['a list item', (text) => `- x ${text} y`],
  ['a heading', (text) => `## x ${text} y`],
  ['the start of a line', (text) => `${text} y`],
  ['a box of ours', (text) => `- [ ] **x ${text} y** <!-- gonogo:a -->`],
];

const forbidden = [
  'link_open',
  'image',
  'code_inline',
  'code_block',
  'fence',
  'em_open',
  's_open',
  'blockquote_open',
  'table_open',
  'hr',
  'html_block',
];

describe.each(places)('foreign text in %s', (_, place) => {
  test('is read as itself: no link, no emphasis, no code, no block, and no tag but ours', () => {
    fc.assert(
      fc.property(hostile, (foreign) => {
        const shown = oneLine(foreign);
        fc.pre(shown !== '');
        const { text, kinds, tags } = readBack(place(escapeMarkdown(foreign)));
        expect(forbidden.filter((kind) => kinds.has(kind))).toEqual([]);
        expect(tags.filter((tag) => !['<!-- -->', '<span>', '</span>', '<!-- gonogo:a -->'].includes(tag))).toEqual([]);
        expect(text).toContain(shown);
      }),
      { numRuns: 300 },
    );
  });
});

test('a cell of a table stays one cell', () => {
  fc.assert(
    fc.property(hostile, (foreign) => {
      const tokens = flat(reader.parse(`| a | b |\n| --- | --- |\n| ${escapeMarkdown(foreign)} | end |`, {}));
      expect(tokens.filter(({ type }) => type === 'td_open')).toHaveLength(2);
    }),
    { numRuns: 300 },
  );
});
