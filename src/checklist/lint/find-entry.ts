import { nearest, ProblemError } from '../../ground/problem.ts';
import type { Entry } from './reading.ts';

/** The one item that somebody names by id, by its whole title, or as FILE:LINE. */
export function findEntry(name: string, entries: readonly Entry[]): Entry {
  const byId = entries.find(({ item }) => item.id === name);
  if (byId !== undefined) return byId;
  const wanted = name.trim().toLowerCase();
  const meant = entries.filter(({ item }) => item.title.toLowerCase() === wanted || placeOf(item) === name);
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return only;
  throw new ProblemError({
    code: 'checklist.no-such-item',
    message: only === undefined ? `the checklist has no item ${name}` : `${name} is said of ${meant.length} items`,
    remedy: only === undefined ? remedyFor(wanted, entries) : `Name one by its id: ${ids(meant)}.`,
  });
}

function placeOf({ at }: Entry['item']): string {
  return `${at.file}:${at.line}`;
}

/** How many ids are named before they are too many to choose from. */
const most = 5;

function ids(entries: readonly Entry[]): string {
  return entries
    .slice(0, most)
    .map(({ item }) => item.id)
    .join(', ');
}

function remedyFor(wanted: string, entries: readonly Entry[]): string {
  const near = nearestId(wanted, entries);
  if (near !== undefined) return `Did you mean ${near}?`;
  const within = entries.filter(({ item }) => item.id.includes(wanted) || item.title.toLowerCase().includes(wanted));
  return within.length === 0 || wanted === ''
    ? 'gonogo show --effective lists every id.'
    : `It is in: ${ids(within)}${within.length > most ? `, and ${within.length - most} more` : ''}. Name one of them.`;
}

/** Near to the id, to its last part, which is what people remember, or to the title. */
function nearestId(wanted: string, entries: readonly Entry[]): string | undefined {
  const names = new Map<string, string>();
  for (const { item } of entries.toReversed()) {
    names.set(item.title.toLowerCase(), item.id);
    names.set(item.id.slice(item.id.lastIndexOf('.') + 1), item.id);
  }
  for (const { item } of entries) names.set(item.id, item.id);
  const near = nearest(wanted, names.keys());
  return near === undefined ? undefined : names.get(near);
}
