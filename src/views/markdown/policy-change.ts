import type { Part } from '../budget.ts';
import { changeRows, type Remarks } from '../policy-change.ts';
import { fitted, safe } from './words.ts';

const longest = { note: 900, row: 300 };
/** The check has all of them. */
const shownOnBoard = 8;

/** What a policy owner reads before they sign, and what a release is judged by that is no more. In the check with every line. */
export function remarksPart({ notes, change }: Remarks): Part | undefined {
  if (notes.length === 0 && change === undefined) return undefined;
  const rows = change === undefined ? [] : changeRows(change, 'check').map((row) => `- ${safe(row)}\n`);
  const said = notes.map((note) => `\n> ℹ️ ${safe(note)}\n`).join('');
  return { head: `${said}${rows.length === 0 ? '' : '\n## This changes what releases are judged by\n\n'}`, rows };
}

/** On the board: the first lines. */
export function remarkLines({ notes, change }: Remarks): string[] {
  const rows = change === undefined ? [] : changeRows(change, 'board');
  const shown = rows.slice(0, shownOnBoard).map((row) => `- ${fitted(row, longest.row)}`);
  const more = rows.length - shown.length;
  const list = [...shown, ...(more > 0 ? [`- and ${more} more, in the check`] : [])];
  return [
    ...notes.map((note) => `> ℹ️ ${fitted(note, longest.note)}`),
    ...(list.length === 0 ? [] : [`**This changes what releases are judged by.**\n${list.join('\n')}`]),
  ];
}
