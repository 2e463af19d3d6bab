import { type Handles, noHandles } from '../handles.ts';
import { linked, safeUrl } from '../markdown/link.ts';
import type { Remarks } from '../policy-change.ts';

export interface Links {
  /** The comment with the boxes. */
  readonly board?: string;
  /** A page with all of it. */
  readonly report?: string;
  readonly docs?: string;
}

export interface CheckRunOptions {
  /** ISO 8601. */
  readonly now: string;
  /** How what waits is published; it blocks either way. */
  readonly waiting?: 'action_required' | 'in_progress';
  readonly links?: Links;
  readonly handles?: Handles;
  readonly detailsUrl?: string;
  /** What everybody should know who relies on the check. */
  readonly warnings?: readonly string[];
  readonly remarks?: Remarks;
}

/** GitHub says that it takes 65,535 characters; bytes are never fewer. */
export const mostBytes = 65_535;

/** Where one finds what a page had no room for. */
export function elsewhere({ links = {} }: CheckRunOptions): string {
  if (safeUrl(links.report) !== undefined) return `${linked('the report', links.report)} has all of it`;
  if (safeUrl(links.board) !== undefined) return `${linked('the checklist comment', links.board)} has every item`;
  return 'the command `/gonogo status` answers with all of it';
}

export function handlesIn({ handles = noHandles }: CheckRunOptions): NonNullable<CheckRunOptions['handles']> {
  return handles;
}
