import type { Verdict } from '../../verdict/verdict.ts';
import type { Part } from '../budget.ts';
import { debtText, laterText } from '../detail.ts';
import { debtsOf, laterPhases, skipped } from '../order.ts';
import { namedText, safe } from './words.ts';

/** What a broken glass passed over. */
export function skippedPart(verdict: Verdict): Part | undefined {
  const rows = skipped(verdict).map((item) => `- 🔴 ${namedText(item)}\n`);
  const { emergency } = verdict;
  return emergency === undefined ? undefined : { head: `\n## Skipped in an emergency: ${safe(emergency.reason)}\n\n`, rows };
}

export function debtsPart(verdict: Verdict): Part | undefined {
  const rows = debtsOf(verdict).map((item) => `- 🟠 ${safe(item.title)}: ${safe(debtText(item))}\n`);
  return rows.length === 0 ? undefined : { head: '\n## Debts\n\n', rows };
}

export function laterPart(verdict: Verdict): Part | undefined {
  const rows = laterPhases(verdict).map((phase) => `- ${phase.phase}: ${laterText(phase)}\n`);
  return rows.length === 0 ? undefined : { head: '\n## Later\n\n', rows };
}
