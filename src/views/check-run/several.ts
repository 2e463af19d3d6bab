import type { CheckRunOutput } from '../check-run.ts';
import { clip } from '../clip.ts';
import { safe } from '../markdown/words.ts';
import { below } from './below.ts';

/** What one of several pull requests says of a commit that is the head of all of them. */
export interface Share {
  readonly number: number;
  readonly output: CheckRunOutput;
}

const longestTitle = 140;

/** From what blocks most to what blocks least. What is still in progress blocks as well. */
const order = ['failure', 'cancelled', 'action_required', 'in_progress', 'success'];

/** One check for a commit of several pull requests: it is as good as the worst of them. */
export function severalOutput(
  shares: readonly Share[],
  what = 'This commit is the head of several pull requests',
): CheckRunOutput | undefined {
  const [worst, ...others] = shares.toSorted((a, b) => rank(a.output) - rank(b.output) || a.number - b.number);
  if (worst === undefined || others.length === 0) return worst?.output;
  const rows = [worst, ...others].map(({ number, output }) => `- #${number}: ${safe(output.title)}\n`);
  const note = `${what}, and each must be ready:\n\n${rows.join('')}\n`;
  return {
    ...worst.output,
    title: clip(`#${worst.number}: ${worst.output.title}`, longestTitle),
    summary: below(note, worst.output.summary),
  };
}

function rank(output: CheckRunOutput): number {
  return order.indexOf(output.status === 'completed' ? output.conclusion : output.status);
}
