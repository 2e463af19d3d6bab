import { nearest } from '../ground/problem.ts';
import { type Command, type Name, type Refusal, suggest } from './commands/command.ts';
import { mostItems, tooMany } from './commands/parts.ts';
import { specOf, type Verb, word } from './commands/verbs.ts';

/** What people can call an item. */
export interface Named {
  readonly id: string;
  /** `db-3`: a prefix and an ordinal, as the board shows it. */
  readonly handle: string;
  readonly title: string;
  /** Ids of the sections and groups that it stands in, outermost first. */
  readonly sections: readonly string[];
}

/** An item that a command speaks of. */
export interface Chosen {
  readonly item: Named;
  /** Not only with others of a range or section. */
  readonly byName: boolean;
}

/** A name that finds nothing. What is near it is looked for only where it is shown: that takes its time. */
interface Unfound {
  readonly message: string;
  readonly remedy: () => string | undefined;
}

export type Chooser = (command: Pick<Command, 'verb' | 'names' | 'line'>) => readonly Chosen[] | Refusal;

/** Finds what commands name in one checklist: each item of a command, or why nothing of it takes effect. An id wins over a handle. */
export function chooserOf(named: readonly Named[]): Chooser {
  const book = bookOf(named);
  return ({ verb, names, line }) => {
    const unfound: Unfound[] = [];
    const chosen = new Map<string, Chosen>();
    for (const name of names) {
      const found = find(name, book);
      if ('message' in found) unfound.push(found);
      else
        for (const { item, byName } of found)
          chosen.set(item.id, { item, byName: byName || chosen.get(item.id)?.byName === true });
      if (chosen.size > mostItems) return { ...tooMany(verb), line };
    }
    return unfound.length > 0 ? { ...notFound(unfound, names, { verb, book }), verb, line } : [...chosen.values()];
  };
}

interface Book {
  readonly ids: ReadonlyMap<string, Named>;
  readonly handles: ReadonlyMap<string, Named>;
  readonly titles: ReadonlyMap<string, readonly Named[]>;
  /** By what stands before the ordinal of their handles. */
  readonly kinds: ReadonlyMap<string | undefined, readonly { readonly ordinal: number; readonly item: Named }[]>;
  readonly sections: ReadonlyMap<string, readonly Named[]>;
}

function bookOf(named: readonly Named[]): Book {
  const places = named.flatMap((item) => item.sections.map((section) => ({ section, item })));
  const sections = Map.groupBy(places, ({ section }) => section);
  return {
    ids: new Map(named.map((item) => [item.id, item])),
    handles: new Map(named.map((item) => [item.handle.toLowerCase(), item])),
    titles: Map.groupBy(named, ({ title }) => spaced(title)),
    kinds: Map.groupBy(named.map(numbered), ({ kind }) => kind),
    sections: new Map([...sections].map(([section, all]) => [section, [...new Set(all.map(({ item }) => item))]])),
  };
}

function spaced(title: string): string {
  return title.replace(/\s+/gu, ' ').trim().toLowerCase();
}

function find(name: Name, book: Book): readonly Chosen[] | Unfound {
  switch (name.is) {
    case 'item':
    case 'quoted':
      return findItem(name, book);
    case 'range':
      return findRange(name, book);
    case 'section':
      return findSection(name.id, book);
  }
}

function findItem({ is, text }: Name & { is: 'item' | 'quoted' }, book: Book): readonly Chosen[] | Unfound {
  const found = book.ids.get(text) ?? book.ids.get(text.toLowerCase()) ?? book.handles.get(text.toLowerCase());
  if (found !== undefined) return [{ item: found, byName: true }];
  const [titled, ...others] = (is === 'quoted' ? book.titles.get(spaced(text)) : undefined) ?? [];
  if (titled !== undefined && others.length === 0) return [{ item: titled, byName: true }];
  if (titled === undefined) return { message: `no item is called ${quote(text)}`, remedy: () => meantItem(text, book) };
  const handles = [titled, ...others].slice(0, answered).map(({ handle }) => handle);
  const message = `${others.length + 1} items are called ${quote(text)}`;
  return { message, remedy: () => `Name one by its handle: ${handles.join(', ')}.` };
}

function meantItem(text: string, { sections, ids, handles }: Book): string | undefined {
  const section = text.replace(/[./]?\*$/, '').toLowerCase();
  if (sections.has(section)) return `That is a section: tick and untick take it as section:${section}.`;
  if (/^(?:[-–—]|to)$/i.test(text)) return 'Write -- before a reason, and db-1..db-4 for a range.';
  const [, from, to] = /^(.+-\d+)[-–—](.*\d)$/.exec(text.slice(0, 100)) ?? [];
  if (from !== undefined && handles.has(from.toLowerCase())) return `Did you mean ${from}..${to}?`;
  return didYouMean(text, [...ids.keys(), ...handles.keys()]);
}

function didYouMean(text: string, names: Iterable<string>, prefix = ''): string | undefined {
  const near = text.length > 100 ? undefined : nearest(text, names);
  return near === undefined ? undefined : `Did you mean ${prefix}${near}?`;
}

const handleShape = /^(.+)-(\d+)$/;

/** From one handle to another of the same prefix. An id that looks like a handle is no end of a range. */
function findRange({ from, to }: Name & { is: 'range' }, book: Book): readonly Chosen[] | Unfound {
  const shown = quote(`${from}..${to}`);
  const [, prefix, first] = handleShape.exec(from.toLowerCase()) ?? [];
  const [, sameKind, last] = handleShape.exec(/^\d+$/.test(to) ? `${prefix}-${to}` : to.toLowerCase()) ?? [];
  if (prefix === undefined || prefix !== sameKind) return { message: `${shown} is no range of handles`, remedy: () => aRange };
  const ends = [`${prefix}-${first}`, `${prefix}-${last}`];
  const missing = ends.find((end) => !isHandle(end, book));
  if (missing !== undefined) {
    const message = `${quote(missing)} in ${shown} is no handle`;
    return { message, remedy: () => didYouMean(missing, book.handles.keys()) ?? aRange };
  }
  if (Number(first) > Number(last))
    return { message: `${shown} goes backwards`, remedy: () => `Write ${ends.toReversed().join('..')}.` };
  const [least, most] = [Number(first), Number(last)];
  const within = book.kinds.get(prefix)?.filter(({ ordinal }) => ordinal >= least && ordinal <= most) ?? [];
  return within.map(({ item }) => ({ item, byName: false }));
}

function numbered(item: Named): { kind: string | undefined; ordinal: number; item: Named } {
  const [, kind, ordinal] = handleShape.exec(item.handle.toLowerCase()) ?? [];
  return { kind, ordinal: Number(ordinal), item };
}

const aRange = 'A range goes from one handle to another of the same kind: db-1..db-4.';

function isHandle(text: string, { handles, ids }: Book): boolean {
  const item = handles.get(text);
  return item !== undefined && (ids.get(text) ?? item) === item;
}

function findSection(id: string, book: Book): readonly Chosen[] | Unfound {
  const section = id.toLowerCase();
  const items = book.sections.get(section);
  if (items !== undefined) return items.map((item) => ({ item, byName: false }));
  return { message: `no section is called ${quote(id)}`, remedy: () => didYouMean(section, book.sections.keys(), 'section:') };
}

/** So many names are answered one by one; who has more of them wrong is better served by the list. */
const answered = 5;

function notFound(unfound: readonly Unfound[], names: readonly Name[], { verb, book }: { verb: Verb; book: Book }): Refusal {
  const shown = unfound.slice(0, answered);
  const more = unfound.length - shown.length;
  const remedies = [...new Set(shown.flatMap(({ remedy }) => remedy() ?? []))];
  const prose = asReason(names, { verb, book });
  return {
    code: 'command.unknown-item',
    message: `${shown.map(({ message }) => message).join('; ')}${more > 0 ? `; and ${more} more` : ''}. Nothing of this command was done`,
    remedy: [
      ...(remedies.length > 0 ? remedies : ['The handles stand beside the titles on the board.']),
      ...(prose === undefined ? [] : ['If the rest was a reason, say so.']),
    ].join(' '),
    ...(prose !== undefined && suggest(prose)),
  };
}

/** `waive db-3 no traffic yet`: the line that was meant, if only words follow the items that are known. */
function asReason(names: readonly Name[], { verb, book }: { verb: Verb; book: Book }): string | undefined {
  const isKnown = names.map((name) => !('message' in find(name, book)));
  const first = isKnown.indexOf(false);
  if (first < 1 || isKnown.slice(first).includes(true) || specOf(verb).reason === 'none') return undefined;
  const texts = names.map((name) => (name.is === 'item' ? name.text : undefined));
  if (texts.includes(undefined)) return undefined;
  return `${word} ${verb} ${texts.slice(0, first).join(', ')} reason: ${texts.slice(first).join(' ')}`;
}

function quote(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}
