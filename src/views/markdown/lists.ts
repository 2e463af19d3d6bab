import type { ItemVerdict, Verdict } from '../../verdict/verdict.ts';
import type { Part } from '../budget.ts';
import { debtText, detailOf, laterText } from '../detail.ts';
import { type Handles, noHandles } from '../handles.ts';
import { markOf } from '../marks.ts';
import { debtsOf, exceptionsOf, laterPhases, skipped, standingOf } from '../order.ts';
import { namedText, safe } from './words.ts';

/** What a broken glass passed over. */
export function skippedPart(verdict: Verdict, handles: Handles = noHandles): Part | undefined {
  const rows = skipped(verdict).map((item) => `- 🔴 ${namedText(item, handles)}\n`);
  const { emergency } = verdict;
  return emergency === undefined ? undefined : { head: `\n## Skipped in an emergency: ${safe(emergency.reason)}\n\n`, rows };
}

/** What is closed without a proof, and by whose word. */
export function exceptionsPart(verdict: Verdict): Part | undefined {
  return saidPart('Not proved, but excused', exceptionsOf(verdict));
}

/** What nobody had to answer again this time. */
export function standingPart(verdict: Verdict): Part | undefined {
  return saidPart('Standing from earlier', standingOf(verdict));
}

function saidPart(heading: string, items: readonly ItemVerdict[]): Part | undefined {
  const rows = items.map((item) => `- ${markOf(item).icon} ${safe(item.title)}: ${safe(detailOf(item))}\n`);
  return rows.length === 0 ? undefined : { head: `\n## ${heading}\n\n`, rows };
}

export function debtsPart(verdict: Verdict): Part | undefined {
  const rows = debtsOf(verdict).map((item) => `- 🟠 ${safe(item.title)}: ${safe(debtText(item))}\n`);
  return rows.length === 0 ? undefined : { head: '\n## Debts\n\n', rows };
}

export function laterPart(verdict: Verdict): Part | undefined {
  const rows = laterPhases(verdict).map((phase) => `- ${phase.phase}: ${laterText(phase)}\n`);
  return rows.length === 0 ? undefined : { head: '\n## Later\n\n', rows };
}
