import type { Item } from '../checklist/model.ts';
import { answerOf } from './answer.ts';
import { type Context, recordOf } from './context.ts';
import { isSatisfied, type Outcome, toleranceOf } from './outcome.ts';
import type { ItemVerdict, PhaseVerdict } from './verdict.ts';

/** Outcomes, as this subject and its phases see them. */
export function itemVerdictsOf(outcomes: readonly Outcome[], phases: readonly PhaseVerdict[], context: Context): ItemVerdict[] {
  const deciding = new Set(phases.filter(({ role }) => role === 'decides').map(({ phase }) => phase));
  return outcomes.map((outcome) => {
    const { item, applies, state } = outcome;
    const required = applies && item.level === 'must' && deciding.has(item.phase);
    const tolerated = required ? toleranceOf(item, context.clock) : undefined;
    const done = !applies || isSatisfied(state);
    const { assigned } = recordOf(item, context);
    return {
      id: item.id,
      title: item.title,
      path: item.path,
      level: item.level,
      phase: item.phase,
      by: item.proof.by,
      ...(item.proof.by === 'sign-off' && { via: item.proof.via }),
      state,
      because: outcome.because,
      ...(outcome.answered && { answered: outcome.answered }),
      ...(!done && outcome.next !== undefined && { next: outcome.next }),
      applies,
      required,
      ...(tolerated && { tolerated }),
      always: item.always,
      voices: outcome.voices,
      ...(outcome.answer && { answer: outcome.answer }),
      support: supportOf(item, context),
      couldBe: item.proof.by === 'person' ? item.proof.couldBe.map(({ gate }) => gate) : [],
      ...(assigned && { assigned }),
      ...(item.due !== undefined && { due: item.due }),
      overdue: !done && item.due !== undefined && context.clock.reached(item.due),
      ...(outcome.renewBy !== undefined && { renewBy: outcome.renewBy }),
    };
  });
}

function supportOf(item: Item, context: Context): ItemVerdict['support'] {
  const { proof } = item;
  return proof.by === 'person' || proof.by === 'sign-off' ? proof.support.map((use) => answerOf(use, context).answer) : [];
}
