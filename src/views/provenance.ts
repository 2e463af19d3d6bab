import { oneLine } from '../ground/text.ts';
import type { Provenance } from '../verdict/verdict.ts';
import { linked } from './markdown/link.ts';
import { safe } from './markdown/words.ts';

const words = {
  app: 'collected by Gonogo',
  'pinned-workflow': 'pinned workflow',
  'unchanged-workflow': 'unchanged workflow',
  'changed-workflow': 'changed workflow',
  workspace: 'work tree',
} as const satisfies { readonly [O in Provenance['origin']]: string };

const longestName = 60;

/** Where evidence came from, in words. What CI says of code that ran in the same job nobody else has seen. */
export function provenanceText({ origin, run, isMixed }: Provenance): string {
  const said = isMixed && origin === 'unchanged-workflow' ? 'CI says' : words[origin];
  if (run === undefined) return said;
  const name = oneLine(run.path.split('/').at(-1) ?? run.path, longestName);
  return `${said}: ${name}${run.attempt === 1 ? '' : `, attempt ${run.attempt}`}`;
}

/** The same, leading to its run. */
export function provenanceLink(from: Provenance): string {
  return linked(safe(provenanceText(from)), from.link);
}
