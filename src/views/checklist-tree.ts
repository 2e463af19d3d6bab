import type { Place } from '../checklist/model.ts';
import { phases } from '../checklist/model.ts';
import type { ChecklistView, ItemView } from './checklist-view.ts';
import { conditionWords } from './item-words.ts';
import { count } from './plural.ts';
import { block, foreign, row, type Sheet } from './sheet.ts';
import { when } from './when.ts';
import { columnsOf } from './width.ts';

/** A checklist for a terminal: its tree, and beside each item all that is not usual about it. */
export function checklistTree(view: ChecklistView, sheet: Sheet): string {
  const shown = phasesShown(view.items);
  const lines = view.items.flatMap((item, index) => [
    ...headings(item, view.items[index - 1], { shown, sheet }),
    ...itemLines(item, { shown, sheet }),
  ]);
  return `${[...head(view, shown, sheet), ...lines].join('\n')}\n`;
}

interface Setting {
  readonly shown: PhasesShown;
  readonly sheet: Sheet;
}

function head({ title, files, counts, items }: ChecklistView, shown: PhasesShown, sheet: Sheet): string[] {
  const boxes = [
    count(counts.items, 'item'),
    count(counts.groups, 'group'),
    ...(counts.other > 0 ? [`${counts.other} other`] : []),
  ];
  const levels = (['must', 'should', 'may'] as const).flatMap((level) => {
    const number = items.filter((item) => item.level === level).length;
    return number === 0 ? [] : [`${number} ${level}`];
  });
  const phase = shown.get('') ?? phases.filter((each) => items.some((item) => item.phase === each)).join(', ');
  const usual = 'Unless an item says more, it is must, and ticked by anybody with write access.';
  return [
    ...block({ indent: 0, text: title }, sheet).map((line) => sheet.paint('strong', line)),
    ...block({ indent: 0, text: `${boxes.join(', ')} · ${levels.join(', ')} · phases: ${phase}`, tone: 'muted' }, sheet),
    ...block({ indent: 0, text: `${files.join(', ')}. ${usual}`, tone: 'muted' }, sheet),
  ];
}

/** The phase of a section stands at the outermost heading below which all is of that phase; the key is its path. */
type PhasesShown = ReadonlyMap<string, string>;

function phasesShown(items: readonly ItemView[]): PhasesShown {
  const within = new Map<string, Set<string>>();
  for (const { path, phase } of items) {
    for (const key of prefixes(path)) within.set(key, (within.get(key) ?? new Set()).add(phase));
  }
  return new Map([...within].flatMap(([key, found]) => (found.size === 1 ? [[key, [...found].join('')] as const] : [])));
}

/** Keys of all that an item stands in, the whole first. */
function prefixes(path: readonly Place[]): string[] {
  return ['', ...path.map((_, depth) => keyOf(path.slice(0, depth + 1)))];
}

function keyOf(path: readonly Place[]): string {
  return path.map(({ id }) => id).join('\n');
}

/** The headings that begin before an item, with a line of air where the place changes. */
function headings({ path, component }: ItemView, before: ItemView | undefined, { shown, sheet }: Setting): string[] {
  const fresh = path.findIndex((place, depth) => place.id !== before?.path[depth]?.id);
  const begun = fresh === -1 ? [] : path.slice(fresh);
  const isElsewhere = begun.length > 0 || path.length !== before?.path.length;
  const lines = begun.map(({ title }, index) => {
    const depth = fresh + index;
    const phase = shown.get(keyOf(path.slice(0, depth + 1)));
    const isSaid = phase === undefined || prefixes(path.slice(0, depth)).some((key) => shown.has(key));
    const touched = component !== undefined && depth === 0 ? 'when it is touched' : undefined;
    const said = [isSaid ? undefined : phase, touched].filter((each) => each !== undefined).join(' · ');
    return ' '.repeat(depth * 2) + sheet.paint('strong', foreign(title)) + (said === '' ? '' : `  ${sheet.paint('muted', said)}`);
  });
  return isElsewhere ? ['', ...lines] : lines;
}

const signs = { person: '☐', gate: '⚙', 'sign-off': '✎', items: '∑' } as const;

function itemLines(item: ItemView, { shown, sheet }: Setting): string[] {
  const indent = item.path.length * 2;
  const lead = { text: signs[item.proof.by], tone: item.proof.by === 'person' ? 'todo' : 'good' } as const;
  const title = item.title;
  const says = prefixes(item.path).some((key) => shown.has(key)) ? [] : [item.phase];
  const isWhole = item.saidBy !== undefined;
  const detail = [...(isWhole ? [] : [...says, ...unusual(item)]), `line ${item.source.line}`].join(' · ');
  const column = Math.min(Math.max(indent + 4 + columnsOf(foreign(title)), Math.floor(sheet.width / 2)), sheet.width);
  const lines = row({ indent, lead, title, detail, column }, sheet);
  return item.saidBy === undefined ? lines : [...lines, ...effectiveLines(item, item.saidBy, { indent: indent + 2, sheet })];
}

const forms = {
  box: '',
  criterion: 'a criterion',
  row: 'a table row',
  requirement: 'a requirement',
  mark: 'a line with a sign',
  line: 'a line',
} as const;

/** What is worth a word, because most items are otherwise. */
function unusual(item: ItemView): string[] {
  const { level, proof } = item;
  const isUsual = proof.by === 'person' && proof.who.write === true && Object.keys(proof.who).length === 1;
  return [level === 'must' ? '' : level, item.hasOwnId ? item.id : '', isUsual ? '' : item.proved, ...extras(item)].filter(
    (part) => part !== '',
  );
}

/** What goes beyond level, phase and proof. */
function extras(item: ItemView): string[] {
  const { proof, form, limits, criteria, commands, asked, onPush } = item;
  const couldBe = proof.by === 'person' ? proof.couldBe.map(({ gate }) => gate) : [];
  const applies = ownCondition(item);
  return [
    couldBe.length === 0 ? '' : `could be proved by ${couldBe.join(' or ')}`,
    applies === undefined ? '' : conditionWords(applies),
    limits.map(({ text }) => text).join(', '),
    asked === 'each-release' ? '' : `stands ${asked.standing.lasts} days`,
    onPush === 'keep' ? '' : onPush === 'reset' ? 'reset by a push' : `reset by ${onPush.resetIfChanged.join(' or ')}`,
    item.due === undefined ? '' : `due ${when(item.due)}`,
    item.notApplicable === undefined ? '' : `not applicable until ${when(item.notApplicable.until)}`,
    criteria.length === 0 ? '' : count(criteria.length, 'criterion', 'criteria'),
    commands.length === 0 ? '' : count(commands.length, 'command'),
    forms[form],
  ].filter((part) => part !== '');
}

/** That a component is touched stands at its heading already. */
function ownCondition({ when: condition, component: asking }: ItemView): ItemView['when'] {
  if (condition === undefined || asking === undefined) return condition;
  const { component: _, ...own } = condition;
  return Object.keys(own).length === 0 ? undefined : own;
}

/** Each value with who said it, in groups: most of an item comes from one place. */
function effectiveLines(
  item: ItemView,
  sayings: NonNullable<ItemView['saidBy']>,
  at: { indent: number; sheet: Sheet },
): string[] {
  const by = Map.groupBy(Object.entries(sayings), ([, said]) => said);
  const parts = [...by].map(([said, fields]) => `${fields.map(([field]) => field).join(', ')}: ${said}`);
  const values = `${item.id} · ${item.level} · ${item.phase} · ${item.proved}`;
  const under = (text: string) => block({ indent: at.indent, text, tone: 'muted' }, at.sheet);
  return [...under(values), ...(extras(item).length === 0 ? [] : under(extras(item).join(' · '))), ...parts.flatMap(under)];
}
