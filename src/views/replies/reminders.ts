import { word } from '../../ledger/commands/verbs.ts';
import { fit } from '../budget.ts';
import { safe } from '../markdown/words.ts';
import { whenFrom } from '../when.ts';
import { type Called, calledText, mention, typed } from './words.ts';

/** What somebody is reminded of: something ends soon or has ended, is overdue, or is to be said again. */
export interface Reminder {
  readonly of: 'waive-ends' | 'na-ends' | 'waive-ended' | 'na-ended' | 'overdue' | 'renew';
  readonly item: Called;
  readonly at: string;
}

/** Logins, or `organisation/team`. */
export interface Reminded {
  readonly who: string;
  readonly reminders: readonly Reminder[];
}

const says = {
  'waive-ends': 'its waiver ends',
  'na-ends': '"not applicable" ends',
  'waive-ended': 'its waiver has ended, and it is open again:',
  'na-ended': '"not applicable" has ended, and it is open again:',
  overdue: 'it is overdue since',
  renew: 'what was said for every release ends',
} as const satisfies { readonly [O in Reminder['of']]: string };

/** One comment for everybody who is to be reminded of something. */
export function remindersBody(reminded: readonly Reminded[], now: string): string {
  const parts = reminded.map(({ who, reminders }) => ({
    head: `${mention(who)}\n\n`,
    rows: reminders.map(({ of, item, at }) => `- ⏰ ${calledText(item)}: ${says[of]} ${safe(whenFrom(now, at))}.\n`),
    tail: '\n',
  }));
  const how = `${typed(`${word} mine`)} lists what you can do.\n`;
  const more = (rows: number) => `\n_${rows} more, for which there is no room here._\n`;
  return fit([...parts, { head: how, rows: [] }], { bytes: 60_000, foot: '', more }).trimEnd();
}
