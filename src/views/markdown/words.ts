import { escapeMarkdown } from '../../ground/text.ts';
import type { Decision, ItemVerdict, Verdict } from '../../verdict/verdict.ts';
import { bar } from '../bar.ts';
import { type Measured, measuredText, placeOf } from '../detail.ts';
import type { Handles } from '../handles.ts';
import { markOf } from '../marks.ts';
import type { Todo } from '../order.ts';
import { foreign } from '../sheet.ts';

/** Foreign text that stays text, in Markdown and inside of a tag: no markup, mention, link or table border of its own. */
export function safe(text: string): string {
  return escapeMarkdown(foreign(text));
}

/** Safe text of so many characters at most, even where every one of them must be escaped. */
export function fitted(text: string, most: number): string {
  const whole = safe(text);
  if (whole.length <= most) return whole;
  const kept = Math.floor((text.length * most) / (whole.length + 1) / 2);
  const head = text.slice(0, Math.min(kept, most)).replace(/[\ud800-\udbff]$/, '');
  return fitted(`${head}…`, most);
}

const decisionIcons = { go: '✅', waiting: '⬜', 'no-go': '❌', 'cannot-tell': '❓' } as const satisfies {
  readonly [D in Decision]: string;
};

/** A go by a broken glass must not look like any other. */
export function iconOf({ decision, emergency }: Pick<Verdict, 'decision' | 'emergency'>): string {
  return emergency === undefined ? decisionIcons[decision] : '🚨';
}

export function iconOfTodo({ item, urgency }: Todo): string {
  return item === undefined ? decisionIcons[urgency] : markOf(item).icon;
}

export function valueText(measured: Measured): string {
  const drawn = bar(measured);
  return drawn === undefined ? safe(measuredText(measured)) : `\`${drawn}\` ${safe(measuredText(measured))}`;
}

/** An item as a line of a list that says no more than which one it is. */
export function namedText(item: ItemVerdict, handles: Handles): string {
  return `${safe(item.title)} · ${safe(placeOf(item, handles))}`;
}
