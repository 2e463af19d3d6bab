import { canonical } from '../ground/json.ts';
import { loosenings } from './locked.ts';
import { type Item, phases } from './model.ts';

/** What another wording of an item asks less of, in words. What cannot be compared asks less. */
export function itemLoosenings(before: Item, after: Item): string[] {
  const found = loosenings(before, after).filter((word) => !isTighter(word, before, after));
  const others = (['limits', 'parameters'] as const).filter((key) => canonical(before[key]) !== canonical(after[key]));
  const words = [...found.map((word) => (word === 'its proof' ? proofWord(before, after) : word)), ...others];
  return [...new Set(words)];
}

/** Where one end is the earlier one, or one of the two says nothing, it is plain which is stricter. */
function isTighter(word: string, before: Item, after: Item): boolean {
  switch (word) {
    case 'when':
      return after.when === undefined;
    case 'phase':
      return phases.indexOf(after.phase) < phases.indexOf(before.phase);
    case 'enforceFrom':
      return isEarlier(after.enforceFrom, before.enforceFrom);
    case 'debt':
      return isEarlier(after.debt?.until, before.debt?.until);
    case 'notApplicable':
      return isEarlier(after.notApplicable?.until, before.notApplicable?.until);
    default:
      return false;
  }
}

/** Instants are written alike, so that their order is that of their text. */
function isEarlier(after: string | undefined, before: string | undefined): boolean {
  return after !== undefined && before !== undefined && after <= before;
}

function proofWord({ proof: before }: Item, { proof: after }: Item): string {
  const isSameGate =
    before.by === 'gate' &&
    after.by === 'gate' &&
    canonical({ ...before.use, limits: null }) === canonical({ ...after.use, limits: null });
  return isSameGate ? `limits of ${before.use.gate}` : 'its proof';
}
