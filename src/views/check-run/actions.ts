import type { Verdict } from '../../verdict/verdict.ts';

/** A button below the check. GitHub takes three, with a label and an identifier of 20 characters and a description of 40 at most. */
export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

const recheck = { label: 'Check again', description: 'Look at everything again and judge anew', identifier: 'recheck' };
const hold = { label: 'Hold', description: 'Stop this until the hold is lifted', identifier: 'hold' };
const releaseHold = { label: 'Lift the hold', description: 'For who set it, or the role release', identifier: 'release-hold' };

/** Whoever clicks is asked for nothing, so that only what needs no reason has a button. Whether they may is looked up after the click. */
export function actionsOf({ subject, obstacles }: Verdict): CheckAction[] {
  if (subject.kind === 'merge-group' || subject.kind === 'workspace') return [recheck];
  return [recheck, obstacles.some(({ kind }) => kind === 'hold') ? releaseHold : hold];
}
