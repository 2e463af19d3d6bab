import { type Closed, type Conclusion, checkNameOf, conclusionOf } from '../verdict/conclusion.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { actionsOf, type CheckAction } from './check-run/actions.ts';
import { type Annotation, annotationsOf } from './check-run/annotations.ts';
import type { CheckRunOptions } from './check-run/options.ts';
import { summaryOf } from './check-run/summary.ts';
import { textOf } from './check-run/text.ts';
import { shortHeadline } from './headline.ts';
import { safeUrl } from './markdown/link.ts';

/** What is published of a verdict under its required name, as plain JSON; how GitHub calls these fields its own room knows. */
export type CheckRunOutput = (Conclusion | Closed) & {
  readonly name: string;
  /** Plain text, in the list of checks. */
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  /** GitHub takes so many in one request; the first goes with the output, each further one with an update. */
  readonly annotations: readonly (readonly Annotation[])[];
  readonly actions: readonly CheckAction[];
  readonly detailsUrl?: string;
};

/** The list of checks shows one line. */
const titleUnits = 140;

/** A required check that a work tree could turn green would be none, so that one is refused. */
export function checkRunOutput(verdict: Verdict, options: CheckRunOptions): CheckRunOutput {
  if (verdict.subject.kind === 'workspace') throw new TypeError('the verdict on a work tree is never published');
  const { batches, left } = annotationsOf(verdict, options.remarks);
  const detailsUrl = safeUrl(options.detailsUrl);
  return {
    name: checkNameOf(verdict.enforcement),
    ...conclusionOf(verdict.decision, options.waiting),
    title: shortHeadline(verdict, titleUnits),
    summary: summaryOf(verdict, options, left),
    text: textOf(verdict, options),
    annotations: batches,
    actions: actionsOf(verdict),
    ...(detailsUrl !== undefined && { detailsUrl }),
  };
}
