import { type Digest, digest } from '../ground/json.ts';
import type { Item } from './model.ts';

/** What makes an item the requirement that somebody answered: not why, how, references, owner, due or place, so mending a sentence resets nothing. */
export type Counted = Pick<Item, 'id' | 'title' | 'level' | 'phase' | 'when' | 'criteria' | 'limits' | 'parameters' | 'proof'>;

export function itemDigest({ id, title, level, phase, when, criteria, limits, parameters, proof }: Counted): Digest {
  return digest({ id, title, level, phase, when, criteria, limits, parameters, proof });
}
