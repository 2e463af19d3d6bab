import { digestText } from '../ground/json.ts';
import type { ItemId } from './model.ts';

const longest = 80;
const tail = 6;

export const idPattern = '^[a-z0-9]+([.-][a-z0-9]+)*$';
const valid = new RegExp(idPattern);

export function isId(text: string): boolean {
  return text.length <= longest && valid.test(text);
}

/** An id from the titles of the places an item stands in and its own: dots between them, dashes within. */
export function makeId(titles: readonly string[]): ItemId {
  const id = titles.map(slug).join('.');
  return id.length <= longest ? id : cut(id, titles);
}

/** The id that an item has in the checklist of a component: the same requirement elsewhere is another item. */
export function idIn(component: string, id: ItemId): ItemId {
  const whole = `${slug(component)}.${id}`;
  return whole.length <= longest ? whole : cut(whole, [component, id]);
}

/** The same id for the second and third of the same name: `-2`, `-3`. */
export function distinguish(id: ItemId, ordinal: number): ItemId {
  if (ordinal === 1) return id;
  const numbered = `${id}-${ordinal}`;
  return numbered.length <= longest ? numbered : cut(numbered, [id, String(ordinal)]);
}

/** ASCII letters and digits only, so that a mended encoding or another emoji changes no id. */
function slug(title: string): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g);
  return words === null ? digestText(title.normalize('NFC')).slice(0, tail) : words.join('-');
}

function cut(id: string, from: readonly string[]): ItemId {
  const head = id.slice(0, longest - tail - 1).replace(/[.-]+$/, '');
  return `${head}-${digestText(from.join('\n')).slice(0, tail)}`;
}
