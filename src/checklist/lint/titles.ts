import type { Item, Place } from '../model.ts';
import { conditionalPhrases, phrasesIn } from './keywords.ts';
import type { Reading } from './reading.ts';
import { aboutItems, type Warning } from './warning.ts';

/** The same title twice in one place: nobody can tell the boxes apart, and their ids hang on their order. */
export function sameTitles({ policy }: Reading): Warning[] {
  const alike = Map.groupBy(policy.checklist.items, keyOf);
  return [...alike.values()].flatMap((items) =>
    items.length < 2
      ? []
      : aboutItems(items, {
          code: 'lint.same-title',
          message: `${items.length} items of one section have the title "${items[0]?.title}"`,
          remedy: 'Say in each title what it is about, or take out what is there twice.',
        }),
  );
}

function keyOf({ at, path, title }: Item): string {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [title];
  return JSON.stringify([at.file, ...path.map((place) => place.id), words.join(' ')]);
}

/** A heading that says "if needed" above items that are needed always. */
export function conditionalSections({ policy }: Reading): Warning[] {
  const inside = Map.groupBy(
    policy.checklist.items.flatMap((item) => item.path.map((place) => ({ item, place }))),
    ({ item, place }) => JSON.stringify([item.at.file, place.id]),
  );
  return [...inside.values()].flatMap((within) => {
    const place = within[0]?.place;
    const items = within.map(({ item }) => item);
    return place === undefined || !isConditional(place) || !items.every(isAlwaysNeeded)
      ? []
      : aboutItems(items, {
          code: 'lint.conditional-section',
          message: `"${place.title}" reads as a condition, but all in it is required always`,
          remedy: 'Say with `when` when it is needed, or make its items `may`.',
        });
  });
}

function isConditional({ title }: Place): boolean {
  return phrasesIn(title, conditionalPhrases).length > 0;
}

function isAlwaysNeeded({ level, when }: Item): boolean {
  return level === 'must' && when === undefined;
}
