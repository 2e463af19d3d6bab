import { type Static, s, type TSchema } from '../gates/engine/schema.ts';
import { fits } from '../gates/engine/validate.ts';
import type { Json } from '../ground/json.ts';
import { type Problem, ProblemError } from '../ground/problem.ts';
import { condition, itemSchema, level, line, phase } from './fields.ts';
import type { Branch, Entry, Leaf, Outline } from './outline.ts';
import { problemAt, problemsOf } from './problems.ts';
import { type Document, parseYaml, type SourceText } from './yaml.ts';

const mostBytes = 1024 * 1024;
const mostEntries = 2_000;

const around = { phase: s.optional(phase), level: s.optional(level), when: s.optional(condition) };
const entries = s.array(s.json<Json>(), { maxItems: mostEntries, description: 'Items and groups, in their order.' });
const sections = s.array(s.json<Json>(), { maxItems: mostEntries, description: 'Sections, which may hold sections themselves.' });

export const sectionSchema = s.object(
  {
    title: line(500, 'Heading of the section.'),
    ...around,
    items: s.optional(entries),
    sections: s.optional(sections),
  },
  { $id: 'gonogo/checklist/1/section' },
);

export const groupSchema = s.object(
  { group: line(500, 'Title of a group of items: a roll-up that nobody ticks.'), ...around, items: entries },
  { $id: 'gonogo/checklist/1/group' },
);

/** What is within is read level by level, so that each thing wrong is said of the one form that was meant. */
export const checklistSchema = s.object(
  {
    format: s.json<'gonogo/checklist/1'>({ const: 'gonogo/checklist/1', description: 'Always gonogo/checklist/1.' }),
    title: line(500, 'Title of the checklist.'),
    items: s.optional(entries),
    sections: s.optional(sections),
  },
  { $id: 'gonogo/checklist/1' },
);

interface Reading {
  readonly document: Document;
  readonly problems: Problem[];
}

/** A checklist in YAML, of the right shape; its meaning is checked when the policy is put together. */
export function readChecklist(source: SourceText): Outline {
  const document = parseYaml(source, mostBytes);
  const reading: Reading = { document, problems: [] };
  const written = read(checklistSchema, { value: document.value, path: '' }, reading);
  const found = written === undefined ? [] : within(written, '', reading);
  if (written !== undefined && reading.problems.length === 0 && !found.some(hasItem)) {
    reading.problems.push(problemAt(document, written.sections === undefined ? 'items' : 'sections', noItems));
  }
  if (written === undefined || reading.problems.length > 0) throw new ProblemError(...reading.problems);
  return { file: document.file, title: written.title, entries: found };
}

const noItems = {
  code: 'checklist.empty',
  message: 'the checklist has no items',
  remedy: 'Add at least one item; an empty checklist never passes.',
};

interface Part {
  readonly value: Json;
  readonly path: string;
}

function read<T extends TSchema>(schema: T, { value, path }: Part, { document, problems }: Reading): Static<T> | undefined {
  const whole: unknown = value;
  if (fits(schema, whole)) return whole;
  problems.push(...problemsOf(schema, document, { value, path }));
  return undefined;
}

type Holder = { readonly items?: readonly Json[]; readonly sections?: readonly Json[] };

/** Items first, then the sections, whichever was written first. */
function within({ items = [], sections: inner = [] }: Holder, path: string, reading: Reading): Entry[] {
  const at = (key: string, index: number) => (path === '' ? `${key}.${index}` : `${path}.${key}.${index}`);
  return [
    ...items.flatMap((value, index) => readEntry({ value, path: at('items', index) }, reading)),
    ...inner.flatMap((value, index) => readSection({ value, path: at('sections', index) }, reading)),
  ];
}

function readSection(part: Part, reading: Reading): Branch[] {
  const written = read(sectionSchema, part, reading);
  if (written === undefined) return [];
  const { items, sections: inner, ...said } = written;
  const below = within({ ...(items && { items }), ...(inner && { sections: inner }) }, part.path, reading);
  return [{ kind: 'section', ...said, entries: below, at: spot(part, reading) }];
}

function readEntry(part: Part, reading: Reading): Entry[] {
  const isGroup = typeof part.value === 'object' && part.value !== null && Object.hasOwn(part.value, 'group');
  return isGroup ? readGroup(part, reading) : readItem(part, reading);
}

function readGroup(part: Part, reading: Reading): Branch[] {
  const written = read(groupSchema, part, reading);
  if (written === undefined) return [];
  const { group: title, items, ...said } = written;
  return [{ kind: 'group', title, ...said, entries: within({ items }, part.path, reading), at: spot(part, reading) }];
}

function readItem(part: Part, reading: Reading): Leaf[] {
  const said = read(itemSchema, part, reading);
  if (said === undefined) return [];
  const title = said.title ?? said.control;
  if (title === undefined) {
    const message = 'the key "title" is missing, and no control gives one';
    const remedy = 'Say in one line what must be true.';
    reading.problems.push(problemAt(reading.document, part.path, { code: 'checklist.required', message, remedy }));
    return [];
  }
  return [{ kind: 'item', said: { ...said, title }, limits: [], form: 'box', commands: [], at: spot(part, reading) }];
}

function spot({ path }: Part, { document }: Reading) {
  return { ...document.where(path), path };
}

function hasItem(entry: Entry): boolean {
  return entry.kind === 'item' || entry.entries.some(hasItem);
}
