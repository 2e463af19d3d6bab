import { canonical } from '../ground/json.ts';
import { itemLoosenings } from './compare.ts';
import type { Item } from './model.ts';
import type { Policy } from './policy.ts';
import { type SettingChange, settingChanges } from './settings.ts';

/** An item that is asked in another way, and in what of it. */
export interface ItemChange {
  readonly id: string;
  readonly title: string;
  readonly in: readonly string[];
}

/** What another policy does to what releases are asked. What is tightened in one and loosened in another way is among both. */
export interface Effect {
  readonly added: readonly ItemChange[];
  readonly removed: readonly ItemChange[];
  readonly tightened: readonly ItemChange[];
  readonly loosened: readonly ItemChange[];
  /** Of the configuration, beside items. */
  readonly settings: readonly SettingChange[];
}

export function effectOf(before: Policy, after: Policy): Effect {
  const was = new Map(before.checklist.items.map((item) => [item.id, item]));
  const is = new Map(after.checklist.items.map((item) => [item.id, item]));
  const both = [...was.values()].flatMap((item) => {
    const now = is.get(item.id);
    return now === undefined || canonical(asked(item)) === canonical(asked(now)) ? [] : [{ was: item, is: now }];
  });
  return {
    added: [...is.values()].filter(({ id }) => !was.has(id)).map((item) => named(item)),
    removed: [...was.values()].filter(({ id }) => !is.has(id)).map((item) => named(item)),
    tightened: both.flatMap((each) => changed(each.is, itemLoosenings(each.is, each.was))),
    loosened: both.flatMap((each) => changed(each.is, itemLoosenings(each.was, each.is))),
    settings: settingChanges(before, after),
  };
}

/** What has nothing to do with what is asked, or only with where it is written. */
function asked({ why: _why, how: _how, references: _references, at: _at, path: _path, owner: _owner, due: _due, ...rest }: Item) {
  return rest;
}

/** Nothing was made stricter or looser where both ways round are the same. */
export function isNothing({ added, removed, tightened, loosened, settings }: Effect): boolean {
  return [added, removed, tightened, loosened, settings].every((each) => each.length === 0);
}

function named({ id, title }: Item): ItemChange {
  return { id, title, in: [] };
}

function changed(item: Item, words: readonly string[]): ItemChange[] {
  return words.length === 0 ? [] : [{ ...named(item), in: words }];
}
