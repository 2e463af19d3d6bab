import { fit } from '../budget.ts';
import { mostBytes } from './options.ts';

/** A summary below a note, cut at its end where both have no room. */
export function below(note: string, summary: string): string {
  const more = '\n_The rest has no room here._\n';
  return fit([{ head: note, rows: summary.split(/(?<=\n)/) }], { bytes: mostBytes, foot: '', more: () => more });
}
