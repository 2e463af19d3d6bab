import type { ItemId } from '../../checklist/model.ts';
import { readBody, setBoxes } from './body.ts';

/**
 * A new body with what people flipped since. `base` is the body whose boxes the new one accounts for, `current` what stands there now:
 * a box that differs between them was flipped by somebody whose word is on its way, and keeps its place until it has arrived.
 */
export function mergeBody({ base, current, next }: { base: string; current: string; next: string }): string {
  const [before, now] = [readBody(base), readBody(current)];
  // What is not ours to the letter is overwritten, not merged.
  if (before === undefined || now === undefined || before.skeleton !== now.skeleton) return next;
  const flipped = [...now.boxes].filter(([item, ticked]) => before.boxes.get(item) !== ticked);
  return setBoxes(next, new Map<ItemId, boolean>(flipped));
}
