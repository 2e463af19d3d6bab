import { origins } from '../gates/engine/contract.ts';
import { compareLimits } from '../gates/engine/tighten.ts';
import { gateById } from '../gates/registry.ts';
import { canonical } from '../ground/json.ts';
import { type Asked, type Item, levels, type Proof } from './model.ts';

/** What a repository loosened of an item that its baseline locks, in words; nothing when it only tightened. */
export function loosenings(before: Item, after: Item): string[] {
  const same = (key: keyof Item) => canonical(before[key] ?? null) === canonical(after[key] ?? null);
  const added = (['notApplicable', 'enforceFrom', 'debt'] as const).filter((key) => after[key] !== undefined && !same(key));
  const changed = (['phase', 'when', 'title'] as const).filter((key) => !same(key));
  return [
    ...(levels.indexOf(after.level) > levels.indexOf(before.level) ? ['level'] : []),
    ...(['locked', 'always'] as const).filter((key) => before[key] && !after[key]),
    ...added,
    ...changed,
    ...(isLooserAsked(before.asked, after.asked) ? ['asked'] : []),
    ...(hasAll(before.criteria, after.criteria) ? [] : ['criteria']),
    ...(hasAll(before.after, after.after) ? [] : ['after']),
    ...(before.onPush !== 'keep' && after.onPush !== 'reset' && !same('onPush') ? ['onPush'] : []),
    ...(isLooserProof(before.proof, after.proof) ? ['its proof'] : []),
  ];
}

/** Asked more often, or for a shorter time, is stricter; what ends an answer early must still end it. */
function isLooserAsked(before: Asked, after: Asked): boolean {
  if (after === 'each-release') return false;
  if (before === 'each-release') return true;
  const [was, is] = [before.standing, after.standing];
  return (
    is.lasts > was.lasts || is.environment !== was.environment || canonical(is.voidIfChanged) !== canonical(was.voidIfChanged)
  );
}

function hasAll(before: readonly string[], after: readonly string[]): boolean {
  return before.every((each) => after.includes(each));
}

function isLooserProof(before: Proof, after: Proof): boolean {
  if (before.by === 'sign-off' && after.by === 'sign-off') {
    return after.role !== before.role || after.via !== before.via || after.count < before.count;
  }
  if (before.by === 'gate' && after.by === 'gate') return isLooserGate(before, after);
  // A gate whose inputs the repository supplies proves more than a person's word.
  if (before.by === 'person' && after.by === 'gate') return !before.couldBe.some((use) => isTighter(use, after.use));
  if (before.by === 'person' && after.by === 'person') {
    return (
      canonical(before.who) !== canonical(after.who) ||
      (before.evidence !== undefined && after.evidence === undefined) ||
      !before.couldBe.every((use) => after.couldBe.some((now) => isTighter(use, now)))
    );
  }
  return canonical(before) !== canonical(after);
}

type ByGate = Extract<Proof, { by: 'gate' }>;

function isLooserGate(before: ByGate, after: ByGate): boolean {
  return (
    !isTighter(before.use, after.use) ||
    canonical(before.use.source) !== canonical(after.use.source) ||
    (after.acceptNotApplicable !== undefined && after.acceptNotApplicable !== before.acceptNotApplicable)
  );
}

type Use = ByGate['use'];

/** The same gate at the same target, with limits and an origin that are no weaker. */
function isTighter(before: Use, after: Use): boolean {
  const gate = gateById(after.gate);
  if (gate === undefined || before.gate !== after.gate) return false;
  if (before.target !== undefined && before.target !== after.target) return false;
  if (before.origin !== undefined && (after.origin === undefined || rank(after) < rank(before))) return false;
  return compareLimits(gate.limits, before.limits, after.limits) !== 'loosened';
}

function rank({ origin }: Use): number {
  return origin === undefined ? -1 : origins.indexOf(origin);
}
