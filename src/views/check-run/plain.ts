import type { Closed, Conclusion } from '../../verdict/conclusion.ts';
import type { CheckRunOutput } from '../check-run.ts';
import { clip } from '../clip.ts';
import { fitted, safe } from '../markdown/words.ts';
import { sentence } from '../replies/words.ts';
import { below } from './below.ts';

/** What a check says where no checklist was judged. */
export type Occasion =
  | { readonly is: 'not-a-release'; readonly releases: readonly string[] }
  /** Everything is proved, and may still be taken back for a moment. */
  | { readonly is: 'settling'; readonly output: CheckRunOutput }
  /** Something could not be established that the answer depends on. */
  | { readonly is: 'trouble'; readonly because: string }
  /** Nothing is wrong, and not all that could be has been looked at. */
  | { readonly is: 'waiting'; readonly because: string }
  /** Nothing asks about this commit any more. */
  | { readonly is: 'closed'; readonly because: string }
  /** So that it can be chosen where a branch asks for checks. */
  | { readonly is: 'introduced' };

const longest = { title: 140, reason: 600 };

export function plainOutput(name: string, occasion: Occasion): CheckRunOutput {
  if (occasion.is === 'settling') return settling(occasion.output);
  const { title, summary, ...conclusion } = said(occasion);
  return { name, ...conclusion, title, summary, text: '', annotations: [], actions: [] };
}

function settling(output: CheckRunOutput): CheckRunOutput {
  const note = '> **Turning green in a moment**, unless somebody takes something back.\n\n';
  return {
    ...output,
    status: 'completed',
    conclusion: 'action_required',
    title: clip(`${output.title}, in a moment`, longest.title),
    summary: below(note, output.summary),
  };
}

type Said = (Conclusion | Closed) & { readonly title: string; readonly summary: string };

function said(occasion: Exclude<Occasion, { is: 'settling' }>): Said {
  switch (occasion.is) {
    case 'not-a-release':
      return {
        status: 'completed',
        conclusion: 'success',
        title: 'Not a release',
        summary: `This pull request is no release, so that nothing is asked of it.\n\n${releasesText(occasion.releases)}`,
      };
    case 'trouble':
      return {
        status: 'completed',
        conclusion: 'failure',
        title: clip(`CANNOT TELL: ${occasion.because}`, longest.title),
        summary: `${fitted(sentence(occasion.because), longest.reason)} It is tried again by itself; nothing goes before it works.\n`,
      };
    case 'waiting':
      return {
        status: 'in_progress',
        title: clip(`WAITING: ${occasion.because}`, longest.title),
        summary: `${fitted(sentence(occasion.because), longest.reason)} It goes on by itself.\n`,
      };
    case 'closed':
      return {
        status: 'completed',
        conclusion: 'cancelled',
        title: 'Not asked any more',
        summary: `${safe(sentence(occasion.because))}\n`,
      };
    case 'introduced':
      return {
        status: 'completed',
        conclusion: 'cancelled',
        title: 'This check is ready to be required',
        summary:
          'Nothing is judged on this commit. It is here so that the check can be chosen in a ruleset, with this App as its source.\n',
      };
  }
}

function releasesText(releases: readonly string[]): string {
  if (releases.length === 0) return '';
  return `A release is:\n\n${releases.map((each) => `- ${safe(each)}\n`).join('')}`;
}
