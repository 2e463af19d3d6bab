import markdownit, { type Token } from 'markdown-it';

/** A task box as GitHub's own parser, cmark-gfm, finds it. */
export interface Task {
  readonly ticked: boolean;
  readonly id: string | undefined;
}

const reader = markdownit({ html: true, linkify: true });
reader.linkify.set({ fuzzyLink: false }).add('//', null);

/** Its pattern looks at the line of the list item, from the start of the line on. */
const pattern = /^[ \t]*(?:[-+*]|\d+\.)[ \t]+\[[ xX]\][ \t]+/;

/**
 * The blocks are found by an independent parser; which of them are tasks, and which of these are ticked, by the rules of cmark-gfm: an
 * item outside of quotes whose line fits its pattern, ticked when `[x]` stands anywhere in that line.
 */
export function tasksIn(body: string): Task[] {
  const lines = body.split('\n');
  return reader.parse(body, {}).flatMap((token) => {
    if (token.type !== 'list_item_open' || token.map === null) return [];
    const line = lines[token.map[0]] ?? '';
    if (!pattern.test(line)) return [];
    return [{ ticked: /\[[xX]\]/.test(line), id: /<!-- gonogo:(\S+) -->$/.exec(line)?.[1] }];
  });
}

export const flat = (tokens: readonly Token[]): Token[] => tokens.flatMap((token) => [token, ...flat(token.children ?? [])]);

export interface Seen {
  readonly kinds: ReadonlySet<string>;
  /** Each tag and comment. */
  readonly tags: readonly string[];
  readonly text: string;
}

/** What a browser would get of a body. */
export function seenIn(body: string): Seen {
  const tokens = flat(reader.parse(body, {}));
  const html = tokens.filter(({ type }) => type === 'html_inline' || type === 'html_block').map(({ content }) => content);
  const texts = tokens.filter(({ type }) => type === 'text' || type === 'text_special').map(({ content }) => content);
  return {
    kinds: new Set(tokens.map(({ type }) => type)),
    tags: html.join('\n').match(/<!--.*?-->|<[^>]*>/gs) ?? [],
    text: texts.join(''),
  };
}
