import { asksPlatform } from '../../checklist/uses.ts';
import type { Place } from '../ports/place.ts';
import type { SubjectRow } from '../ports/store.ts';
import { memoryIn } from '../pull/memory.ts';
import type { World } from '../world.ts';
import { askNow } from './collect.ts';
import { collectedIn, collectedKey, outcomeOf } from './collected.ts';
import { wish } from './known.ts';

/** Whether the platform still shows what a pull request was judged by. What is different is collected again. */
export async function isStillShown(
  row: SubjectRow,
  { world, place }: { readonly world: World; readonly place: Place },
): Promise<boolean> {
  const { number } = row;
  const { asks } = memoryIn(row);
  if (number === null || asks === null) return true;
  const asked = asks.all.filter(({ use }) => asksPlatform(use.gate));
  const same = await Promise.all(
    asked.map(async (ask) => {
      const kept = collectedIn(await world.store.read.subject(collectedKey(place.repoId, ask.job)));
      // What was never answered let nothing go.
      if (kept === undefined) return true;
      const { claim } = await askNow({ world, place, row, number, asks, ask });
      return outcomeOf(claim) === outcomeOf(kept.claim);
    }),
  );
  const changed = asked.filter((_ask, at) => same[at] !== true);
  if (changed.length === 0) return true;
  await world.store.tasks.want(changed.map(({ job }) => wish(world, place, { number, job, again: true })));
  return false;
}
