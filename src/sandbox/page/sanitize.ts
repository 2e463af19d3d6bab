import { type DefaultTreeAdapterMap, defaultTreeAdapter, html, parseFragment } from 'parse5';
import { escape } from './html.ts';

type Node = DefaultTreeAdapterMap['childNode'];
type Element = DefaultTreeAdapterMap['element'];

/** The tags of GitHub's list that comments and boards use. */
const tags: ReadonlySet<string> = new Set(
  (
    'a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i ins ' +
    'kbd li mark ol p pre q rp rt ruby s samp small span strike strong sub summary sup table tbody td tfoot th thead tr tt ul var'
  ).split(' '),
);
const empty: ReadonlySet<string> = new Set(['br', 'hr']);
/** What is inside is no text of the page either. */
const gone: ReadonlySet<string> = new Set(
  'script style template iframe object embed noscript noembed noframes xmp plaintext textarea select svg math title'.split(' '),
);
const attributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  details: ['open'],
  ol: ['start'],
  td: ['align', 'colspan', 'rowspan'],
  th: ['align', 'colspan', 'rowspan', 'scope'],
  blockquote: ['cite'],
};
const everywhere = ['title', 'lang', 'dir'];
/** Deeper than anybody nests on purpose. */
const deepest = 100;

/** Written anew it may be read differently: where something was taken out, or where a browser moves what stands in a table. */
const mostPasses = 6;

/** Parsed as a browser parses it, then written anew from what is allowed, until that is what a browser reads; so that nothing leaves its place. */
export function sanitize(markup: string): string {
  let before = markup;
  for (let pass = 0; pass < mostPasses; pass++) {
    const root = parseFragment(defaultTreeAdapter.createElement('div', html.NS.HTML, []), before, {});
    const cleaned = root.childNodes.map((node) => write(node, 0)).join('');
    if (cleaned === before) return cleaned;
    before = cleaned;
  }
  return escape(before);
}

function write(node: Node, depth: number): string {
  if (node.nodeName === '#text' && 'value' in node) return escape(node.value);
  if (!('tagName' in node)) return '';
  if (depth > deepest || gone.has(node.tagName)) return '';
  if (node.tagName === 'img') return pictureLink(node);
  const inside = node.childNodes.map((child) => write(child, depth + 1)).join('');
  if (!tags.has(node.tagName)) return inside;
  const open = `<${node.tagName}${attributesOf(node)}>`;
  return empty.has(node.tagName) ? open : `${open}${inside}</${node.tagName}>`;
}

function attributesOf({ tagName, attrs }: Element): string {
  const allowed = [...everywhere, ...(attributes[tagName] ?? [])];
  const kept = attrs.filter(({ name, value }) => allowed.includes(name) && (name !== 'href' || isSafeAddress(value)));
  const written = kept.map(({ name, value }) => ` ${name}="${escape(value)}"`);
  // How columns of a table stand is all that is taken from a style.
  const side = /^text-align:(?<side>left|center|right)$/.exec(attrs.find(({ name }) => name === 'style')?.value ?? '')?.groups?.[
    'side'
  ];
  if (side !== undefined && (tagName === 'td' || tagName === 'th')) written.push(` align="${side}"`);
  // Foreign links tell nobody where one came from.
  return written.join('') + (tagName === 'a' ? ' rel="nofollow noreferrer"' : '');
}

/** The page loads nothing from outside. */
function pictureLink({ attrs }: Element): string {
  const value = (wanted: string) => attrs.find(({ name }) => name === wanted)?.value ?? '';
  const address = value('src');
  const words = escape(value('alt') || 'picture');
  return isSafeAddress(address) ? `<a href="${escape(address)}" rel="nofollow noreferrer">${words}</a>` : words;
}

/** The web, mail, a place on this page or a path; a colon before the first slash would be another scheme. */
export function isSafeAddress(address: string): boolean {
  return /^(?:https?:\/\/|mailto:|#|\/(?![/\\])|[\w.%~-]+(?:[/?#]|$))/i.test(address) && !/[\p{Cc}]/u.test(address);
}
