import { type Phase, phases } from '../checklist/model.ts';
import type { Subject } from '../ledger/statement.ts';
import { type Clock, hoursAfter, hoursPerDay } from './context.ts';
import type { Facts } from './facts.ts';
import type { PhaseVerdict } from './verdict.ts';

/** The phases that decide from the start; a release's own come due by the clock. */
export const decidingPhases: { readonly [kind in Subject['kind']]: readonly Phase[] } = {
  'pull-request': ['merge', 'sign-off'],
  'merge-group': ['merge', 'sign-off'],
  workspace: ['merge', 'sign-off'],
  deployment: ['deploy'],
  release: ['verify'],
};

/** Every phase whose items are asked of a subject, sooner or later. */
export function askedPhases(kind: Subject['kind']): readonly Phase[] {
  return kind === 'release' ? ['verify', 'day', 'week', 'month', 'rollback'] : decidingPhases[kind];
}

/** When a phase that has a clock of its own comes due after a release. */
const dueAfterDays: { readonly [phase in Phase]?: number } = { day: 1, week: 7, month: 30 };

/** Which phases decide for a subject now, which will, and which are only listed. */
export function phasesOf(subject: Subject, facts: Facts, clock: Clock): PhaseVerdict[] {
  return fixedPhases(subject.kind).map((fixed) =>
    fixed.role === 'later' && subject.kind === 'release' ? afterRelease(fixed.phase, facts, clock) : fixed,
  );
}

/** The same as far as no clock is asked; only a release asks one. */
export function fixedPhases(kind: Subject['kind']): PhaseVerdict[] {
  return phases.map((phase) => ({ phase, role: decidingPhases[kind].includes(phase) ? 'decides' : 'later' }));
}

function afterRelease(phase: Phase, facts: Facts, clock: Clock): PhaseVerdict {
  const days = dueAfterDays[phase];
  if (phase === 'rollback') return { phase, role: facts.rollbackOpenedAt === null ? 'later' : 'decides' };
  if (days === undefined) return { phase, role: 'later' };
  // A release whose time is unknown gets no grace.
  if (facts.releasedAt === null) return { phase, role: 'decides' };
  const from = hoursAfter(facts.releasedAt, days * hoursPerDay);
  return { phase, role: clock.reached(from) ? 'decides' : 'due', from };
}
