import { tag } from './blocks.ts';

/** What changes how its content is seen: folded away, struck, quoted, code, a list, a table, a link, a heading. */
const framing = new Set(
  (
    'a blockquote caption code col colgroup dd del details dialog dir dl dt h1 h2 h3 h4 h5 h6 ins kbd li menu ol pre q rp rt ruby s samp ' +
    'strike sub summary sup table tbody td tfoot th thead tr tt ul var'
  ).split(' '),
);
/** A browser reads what stands in these, or even behind them, by rules of their own. */
const opaque = new Set(
  (
    'audio button canvas form frameset iframe math noembed noframes noscript object optgroup option picture plaintext script select style ' +
    'svg template textarea title video xmp'
  ).split(' '),
);

/** A tag that matters for what a person sees. */
export interface Tag {
  readonly name: string;
  readonly closes: boolean;
  readonly at: number;
}

/** What of a text is markup: its tags, and whether it ends inside of one or of a comment. */
export interface Markup {
  readonly tags: readonly Tag[];
  readonly isBroken: boolean;
}

const tagHere = new RegExp(tag, 'iy');

/** The markup of an HTML block. The rest of the page is lost in a tag or a comment that does not end in it. */
export function markupOfBlock(text: string): Markup {
  const tags: Tag[] = [];
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const found = tagAt(text, at);
    if (found !== undefined) {
      tags.push(...tagOf(found, at));
      at += found.length;
    } else if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 2);
      if (end < 0 || text.slice(at, end).includes('--!>')) return { tags, isBroken: true };
      at = end + 3;
    } else if (/[a-z/!?]/i.test(text.charAt(at + 1))) return { tags, isBroken: true };
    else at += 1;
  }
  return { tags, isBroken: false };
}

/** The tags in the text of a paragraph, outside of its code. A comment in it closes nothing, and what it opens counts. */
export function tagsOfParagraph(text: string): Tag[] {
  const tags: Tag[] = [];
  const ends = endsOfCode(text);
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    const found = character === '<' ? tagAt(text, at) : undefined;
    if (found !== undefined) {
      tags.push(...tagOf(found, at));
      at += found.length;
    } else if (character === '`') at = ends(at);
    else at += character === '\\' ? 2 : 1;
  }
  return /<[!?]/.test(text) ? tags.filter(({ closes }) => !closes) : tags;
}

function tagAt(text: string, at: number): string | undefined {
  tagHere.lastIndex = at;
  return tagHere.exec(text)?.[0];
}

function tagOf(written: string, at: number): Tag[] {
  const [, slash, name = ''] = /^<(\/?)([a-z][a-z\d-]*)/i.exec(written) ?? [];
  const lower = name.toLowerCase();
  const matters = framing.has(lower) || opaque.has(lower) || /\s(?:hidden|style)\b/i.test(written);
  return matters ? [{ name: lower, closes: slash === '/', at }] : [];
}

/** Where the code that backticks open ends: behind the next run of as many, or, when there is none, behind these. To be asked in order. */
function endsOfCode(text: string): (at: number) => number {
  const runs = Map.groupBy(text.matchAll(/`+/g), ([run]) => run.length);
  const passed = new Map<number, number>();
  return (at) => {
    let end = at;
    while (text[end] === '`') end += 1;
    const length = end - at;
    const alike = runs.get(length) ?? [];
    let next = passed.get(length) ?? 0;
    while (next < alike.length && (alike[next]?.index ?? 0) < end) next += 1;
    passed.set(length, next);
    const closing = alike[next]?.index;
    return closing === undefined ? end : closing + length;
  };
}

/** What is open in the page so far. */
export interface Page {
  /** Takes in the next piece of the page, so deep in quotes and lists. */
  add(markup: Markup, depth: number): void;
  /** Nothing that follows can be trusted to be seen as it is written. */
  ruin(): void;
  /** Whether a paragraph that begins now is seen as one. */
  readonly isPlain: () => boolean;
}

export function openPage(): Page {
  const open: { readonly name: string; readonly depth: number }[] = [];
  let ruined = false;
  const take = ({ name, closes }: Tag, depth: number) => {
    if (opaque.has(name)) ruined = true;
    else if (!closes) open.push({ name, depth });
    else if (open.at(-1)?.name === name && open.at(-1)?.depth === depth) open.pop();
    else if (open.length > 0) ruined = true;
  };
  return {
    add({ tags, isBroken }, depth) {
      for (const each of tags) take(each, depth);
      ruined ||= isBroken;
    },
    ruin() {
      ruined = true;
    },
    isPlain: () => !ruined && open.length === 0,
  };
}
