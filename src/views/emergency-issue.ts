import type { Person } from '../ledger/statement.ts';
import { clip } from './clip.ts';
import { safe } from './markdown/words.ts';
import { sentence } from './replies/words.ts';
import { foreign } from './sheet.ts';
import { when } from './when.ts';

/** Something that was skipped when the glass was broken. */
export interface SkippedItem {
  readonly item: string;
  readonly title: string;
  readonly by: Person;
  readonly reason: string;
  readonly due: string;
  /** Address of the pull request, and its number. */
  readonly pull: string;
  readonly number: number;
}

/** By this an issue is known again. */
export function debtMarker({ number, item }: Pick<SkippedItem, 'number' | 'item'>): string {
  return `<!-- gonogo-debt pull=${number} item=${item} -->`;
}

export function debtTitle({ title }: Pick<SkippedItem, 'title'>): string {
  return `Skipped in an emergency: ${clip(foreign(title), 160)}`;
}

export function debtBody(skipped: SkippedItem): string {
  const { by, reason, due, number, title, item } = skipped;
  return [
    `🚨 #${number} was merged in an emergency, and this item of its checklist was passed over:`,
    '',
    `**${safe(title)}** (\`${item}\`)`,
    '',
    `- Who broke the glass, and why: ${safe(sentence(`${by.login}: ${reason}`))}`,
    `- Due: ${safe(when(due))}. Until it is settled no ordinary release may go.`,
    '- To settle it: make up for it, then close this issue as completed. That is for somebody with write access who did not break the glass.',
    '',
    debtMarker(skipped),
  ].join('\n');
}
