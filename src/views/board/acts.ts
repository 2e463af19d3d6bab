import type { Item } from '../../checklist/model.ts';
import { declare, type Occasion } from '../../ledger/declare.ts';
import type { Statement } from '../../ledger/statement.ts';
import { asRead } from '../../verdict/as-read.ts';
import type { Arrangement } from './arrangement.ts';
import type { BoardEdit } from './edit.ts';
import { hasBox } from './layout.ts';

type Flips = Extract<BoardEdit, { kind: 'flips' }>;

export interface BoxAct {
  readonly item: Item;
  readonly act: 'tick' | 'untick' | 'sign' | 'unsign';
}

export interface RefusedFlip {
  readonly item: string;
  readonly because: string;
}

export interface BoxActs {
  readonly acts: readonly BoxAct[];
  readonly refused: readonly RefusedFlip[];
}

/** A signature is given with care: whoever flips more boxes than this at once has not read each of them. */
const mostWithSignature = 10;

/** What flips say of the items that the board stands for now. Whether whoever flipped them may is for the verdict. */
export function actsOf({ flips, marker }: Flips, { asked, digest }: Pick<Arrangement, 'asked' | 'digest'>): BoxActs {
  const isOld = marker.policy !== digest;
  const items = new Map(asked.map((item) => [item.id, item]));
  const acts: BoxAct[] = [];
  const refused: RefusedFlip[] = [];
  for (const flip of flips) {
    const item = items.get(flip.item);
    // Whatever has changed about an item, who takes their word back does not want it to count.
    const isVoid = isOld && flip.to === 'ticked';
    if (isVoid || item === undefined || !hasBox(item)) {
      refused.push({
        item: flip.item,
        because: 'the checklist has changed since this board was posted; please tick the new one',
      });
    } else if (item.proof.by !== 'sign-off') {
      acts.push({ item, act: flip.to === 'ticked' ? 'tick' : 'untick' });
    } else if (flip.to === 'ticked' && flips.length > mostWithSignature) {
      refused.push({
        item: flip.item,
        because: `more than ${mostWithSignature} boxes in one edit never sign; please sign it by itself`,
      });
    } else {
      acts.push({ item, act: flip.to === 'ticked' ? 'sign' : 'unsign' });
    }
  }
  return { acts, refused };
}

/** As they go on record. The occasion's commit is the one that was shown: the marker's. */
export function declareActs(acts: readonly BoxAct[], { occasion, repoId }: { occasion: Occasion; repoId: number }): Statement[] {
  return acts.flatMap(({ item, act }) =>
    declare({ act, via: 'box', about: { id: item.id, item: asRead(item, { repoId }) } }, occasion),
  );
}
