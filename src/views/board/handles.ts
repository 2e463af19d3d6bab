import type { Item, ItemId, Place } from '../../checklist/model.ts';

const longestWord = 14;
/** They begin a title and do not name what it is about. */
const small = new Set(['the', 'a', 'an', 'all', 'of', 'and', 'for', 'in', 'on', 'to', 'no', 'pre', 'post', 'after', 'before']);

/**
 * Short names that one can type: `code-3` is the third item of the section Code, `db-3` of Database. They are made of the checklist alone, and none is
 * another item's id.
 */
export function handlesOf(items: readonly Item[]): ReadonlyMap<ItemId, string> {
  const ids = new Set(items.map(({ id }) => id));
  const last = new Map<string, number>();
  const handles = new Map<ItemId, string>();
  const prefixes = new Map<string, string>();
  for (const { id, path } of items) {
    const place = path.at(-1);
    const prefix = prefixes.get(place?.id ?? '') ?? prefixOf(place);
    prefixes.set(place?.id ?? '', prefix);
    let ordinal = (last.get(prefix) ?? 0) + 1;
    while (ids.has(`${prefix}-${ordinal}`) && `${prefix}-${ordinal}` !== id) ordinal += 1;
    last.set(prefix, ordinal);
    handles.set(id, `${prefix}-${ordinal}`);
  }
  return handles;
}

/** As people say it anyway. */
const shortWords: ReadonlyMap<string, string> = new Map([
  ['administration', 'admin'],
  ['application', 'app'],
  ['applications', 'app'],
  ['authentication', 'auth'],
  ['authorization', 'authz'],
  ['configuration', 'config'],
  ['database', 'db'],
  ['databases', 'db'],
  ['deployment', 'deploy'],
  ['documentation', 'docs'],
  ['environment', 'env'],
  ['environments', 'env'],
  ['infrastructure', 'infra'],
  ['kubernetes', 'k8s'],
  ['monitoring', 'monitor'],
  ['observability', 'observe'],
  ['operations', 'ops'],
  ['performance', 'perf'],
]);

/** A word of the place's title, short enough to be typed. Numbers alone say nothing. */
function prefixOf(place: Place | undefined): string {
  const words = (place?.title ?? 'item').toLowerCase().match(/[a-z0-9]+/g) ?? ['item'];
  const meant = words.find((word) => !/^\d/.test(word) && !small.has(word));
  const word = meant ?? words[0] ?? 'item';
  return shortWords.get(word) ?? word.slice(0, longestWord);
}
