import type { Verdict } from '../verdict/verdict.ts';
import { spoken, when } from './when.ts';

/** What must not be overlooked, whatever else is on the page. */
export interface Notice {
  readonly kind: 'emergency' | 'stopped' | 'observed';
  readonly title: string;
  readonly text: string;
}

export function noticesOf(verdict: Verdict): Notice[] {
  return [...emergency(verdict), ...stopped(verdict), ...observed(verdict)];
}

function emergency({ emergency: broken }: Verdict): Notice[] {
  if (broken === undefined) return [];
  const text = `@${broken.by.login} broke the glass until ${when(broken.until)}: ${broken.reason}. This go is for this commit alone, and what was skipped is owed.`;
  return [{ kind: 'emergency', title: 'This is an emergency, and not a proved release', text }];
}

/** A hold or freeze is the headline of what waits; where something worse is, it would stand at the end of a long list. */
function stopped({ decision, obstacles }: Verdict): Notice[] {
  if (decision === 'waiting') return [];
  const stops = obstacles.filter(({ kind }) => kind === 'hold' || kind === 'freeze');
  return stops.map(({ kind, because, next }) => ({
    kind: 'stopped',
    title: kind === 'hold' ? 'Held as well' : 'Frozen as well',
    text: spoken(`${because}. ${next}`),
  }));
}

function observed({ enforcement, decision }: Verdict): Notice[] {
  if (enforcement === 'enforce') return [];
  const would = decision === 'go' ? 'would let this go' : 'would block this';
  const text = `With enforcement: enforce the same answer ${would}.`;
  return [{ kind: 'observed', title: 'Observed only: this blocks nothing', text }];
}
