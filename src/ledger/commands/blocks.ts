/** What begins in a line of Markdown, behind its indent of at most three columns. */
export type Start =
  | { readonly is: 'quote' }
  | { readonly is: 'heading' }
  | { readonly is: 'rule' }
  | { readonly is: 'fence'; readonly mark: string; readonly length: number }
  | { readonly is: 'html'; readonly until: string | undefined }
  | { readonly is: 'item'; readonly marker: number; readonly gap: number; readonly isEmpty: boolean }
  /** Renderers read it in different ways, or it hides what follows in a way that no honest comment needs. */
  | { readonly is: 'doubt' };

/** These begin an HTML block wherever they stand; it ends at an empty line. */
const blockNames =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption' +
  '|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup' +
  '|option|p|param|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';
const htmlBlock = new RegExp(`^</?(?:${blockNames})(?:[ >]|/>|$)`, 'i');
/** A list of these differs from one version of CommonMark to the next, as do the other forms of markup that begin with a bracket. */
const doubtfulHtml = /^<(?:\?|!(?!--)|\/?(?:search|source|meta|script|style|textarea)(?:[ />]|$))|^<.*[^\S ]/is;

/** An opening or a closing tag as CommonMark has it. */
const attribute = String.raw`\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>${'`'}]+|'[^']*'|"[^"]*"))?`;
export const tag = String.raw`<(?:/[a-z][a-z\d-]*\s*|[a-z][a-z\d-]*(?:${attribute})*\s*/?)>`;
const tagAlone = new RegExp(`^${tag} *$`, 'i');

const fence = /^(?:(`{3,})[^`]*|(~{3,}).*)$/s;
const rule = /^(?:(?:\* *){3,}|(?:_ *){3,}|(?:- *){3,})$/;
const marker = /^(?:[-+*]|(\d{1,9})[.)])(?= |$)/;

/** A row of dashes that makes the line above it the head of a table; dashes alone make it a heading. */
export function isTableRule(text: string): boolean {
  return /^[-|: ]+$/.test(text) && text.includes('-') && /[|:]/.test(text);
}

export function isHeadingRule(text: string): boolean {
  return /^(?:=+|-+) *$/.test(text);
}

export function isFenceEnd(text: string, { mark, length }: { readonly mark: string; readonly length: number }): boolean {
  const [, ticks = ''] = /^(`+|~+) *$/.exec(text) ?? [];
  return ticks.length >= length && ticks.startsWith(mark);
}

/** In a paragraph fewer things begin a block of their own. */
export function startOf(text: string, { inParagraph }: { readonly inParagraph: boolean }): Start | undefined {
  if (text.startsWith('>')) return { is: 'quote' };
  if (/^#{1,6}(?: |$)/.test(text)) return { is: 'heading' };
  const [, ticks, tildes] = fence.exec(text) ?? [];
  const opening = ticks ?? tildes;
  if (opening !== undefined) return { is: 'fence', mark: opening.charAt(0), length: opening.length };
  if (text.startsWith('<')) return htmlStart(text, inParagraph);
  if (rule.test(text)) return { is: 'rule' };
  if (/^\[\^[^\]]+\]:/.test(text)) return { is: 'doubt' };
  return itemStart(text, inParagraph);
}

function htmlStart(text: string, inParagraph: boolean): Start | undefined {
  if (text.startsWith('<!--')) return { is: 'html', until: '-->' };
  if (doubtfulHtml.test(text)) return { is: 'doubt' };
  if (/^<pre(?:[ >]|$)/i.test(text)) return { is: 'html', until: '</pre>' };
  const begins = htmlBlock.test(text) || (!inParagraph && tagAlone.test(text));
  return begins ? { is: 'html', until: undefined } : undefined;
}

function itemStart(text: string, inParagraph: boolean): Start | undefined {
  const [found, number] = marker.exec(text) ?? [];
  if (found === undefined) return undefined;
  const rest = text.slice(found.length);
  const gap = rest.search(/[^ ]|$/);
  const isEmpty = gap === rest.length;
  if (inParagraph && (isEmpty || Number(number ?? 1) !== 1)) return undefined;
  return { is: 'item', marker: found.length, gap: isEmpty || gap > 4 ? 1 : gap, isEmpty };
}
