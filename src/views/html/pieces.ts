import type { ItemVerdict } from '../../verdict/verdict.ts';
import { sharesOf } from '../bar.ts';
import { type Measured, measuredText } from '../detail.ts';
import type { Mark } from '../marks.ts';
import { html, type Markup } from './markup.ts';

/** What many parts of the page need to know. */
export interface PageContext {
  /** ISO 8601. */
  readonly now: string;
  readonly handles: ReadonlyMap<string, string>;
  /** Where the boxes are; an address of ours. */
  readonly board?: string;
  /** The anchor of each item that stands in the checklist part. */
  readonly anchors: ReadonlyMap<ItemVerdict, string>;
}

/** A sign is only a picture: the word beside it says the same. */
export function signOf({ sign, tone }: Mark): Markup {
  return html`<span class="sign ${tone}" aria-hidden="true">${sign}</span>`;
}

/** Text of somebody else keeps its direction to itself. */
export function foreignText(text: string): Markup {
  return html`<bdi>${text}</bdi>`;
}

export function linkTo(item: ItemVerdict, { anchors }: PageContext): Markup {
  const anchor = anchors.get(item);
  return anchor === undefined ? foreignText(item.title) : html`<a href="#${anchor}">${foreignText(item.title)}</a>`;
}

export function valueList(values: readonly Measured[]): Markup | undefined {
  if (values.length === 0) return undefined;
  return html`<ul class="values">${values.map((measured) => html`<li>${drawn(measured)}${foreignText(measuredText(measured))}</li>`)}</ul>`;
}

/** Widths are attributes of a picture, since the page allows no style but its own. */
function drawn(measured: Measured): Markup | undefined {
  const shares = sharesOf(measured);
  if (shares === undefined) return undefined;
  const tone = measured.ok === undefined ? 'muted' : measured.ok ? 'good' : 'bad';
  const limit = Math.min(98.5, shares.limit * 100 - 0.75);
  return html`<svg class="bar ${tone}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="8"/><rect class="fill" width="${tenths(shares.value)}" height="8"/><rect class="limit" x="${Math.max(0, limit).toFixed(1)}" width="1.5" height="8"/></svg>`;
}

/** Percent with one place, cut and not rounded: what is short of the whole is drawn so. */
export function tenths(share: number): string {
  return (Math.floor(share * 1000) / 10).toFixed(1);
}
