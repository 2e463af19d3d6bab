import type { CheckRunOutput } from '../../views/check-run.ts';

/** The same without a conclusion. It blocks as well, and a merge queue, which throws out whatever fails once, waits for it. */
export function inProgress({ name, title, summary, text, annotations, actions, detailsUrl }: CheckRunOutput): CheckRunOutput {
  const said = { name, title, summary, text, annotations, actions, ...(detailsUrl !== undefined && { detailsUrl }) };
  return { status: 'in_progress', ...said };
}
