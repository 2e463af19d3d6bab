import { escapeHtml } from '../../ground/text.ts';
import { clipped } from '../sheet.ts';

/** HTML that is safe to stand in a page, since only `html` and `ours` make it. */
export interface Markup {
  readonly markup: string;
}

export type Shown = string | number | Markup | undefined | readonly Shown[];

/**
 * A piece of a page. Whatever is put into it is text, in one line with hidden characters shown, unless it is such a piece itself: what
 * somebody else wrote cannot become a tag, an attribute or an address. Attributes stand in double quotes.
 */
export function html(pieces: TemplateStringsArray, ...shown: readonly Shown[]): Markup {
  return { markup: pieces.map((piece, at) => piece + (at < shown.length ? markupOf(shown[at]) : '')).join('') };
}

/** Style and script of our own: the only text that stands in a page as it is. */
export function ours(text: string): Markup {
  return { markup: text };
}

function markupOf(shown: Shown): string {
  if (shown === undefined) return '';
  if (typeof shown === 'string') return textOf(shown);
  if (typeof shown === 'number') return String(shown);
  return 'markup' in shown ? shown.markup : shown.map(markupOf).join('');
}

/** A space at an end holds two pieces of a sentence apart. */
function textOf(text: string): string {
  const whole = clipped(text);
  if (whole === '') return text === '' ? '' : ' ';
  return `${text.startsWith(' ') ? ' ' : ''}${escapeHtml(whole)}${text.endsWith(' ') ? ' ' : ''}`;
}
