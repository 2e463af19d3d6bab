import type { Suggestion } from '../checklist/lint/suggest.ts';
import type { Mention, Mentions, Warning } from '../checklist/lint/warning.ts';
import type { Json } from '../ground/json.ts';
import { count } from './plural.ts';
import { block, foreign, row, type Sheet } from './sheet.ts';
import { columnsOf } from './width.ts';

export interface LintReport {
  readonly title: string;
  readonly items: number;
  readonly warnings: readonly Warning[];
  /** Absent where nobody asked for them. */
  readonly suggestions?: readonly Suggestion[];
  /** Gates that the configuration sets up already. */
  readonly configured: readonly string[];
}

/** What lint found, for a terminal. */
export function lintReport(report: LintReport, sheet: Sheet): string {
  const { title, items, warnings, suggestions } = report;
  const found = warnings.length === 0 ? 'nothing to warn of' : count(warnings.length, 'warning');
  const head = block({ indent: 0, text: `${title}: ${count(items, 'item')}, ${found}` }, sheet);
  const parts = [
    head.map((line) => sheet.paint('strong', line)),
    ...warnings.map((warning) => warningLines(warning, sheet)),
    ...(suggestions === undefined ? [] : suggestionParts(suggestions, report.configured, sheet)),
  ];
  return `${parts.map((part) => part.join('\n')).join('\n\n')}\n`;
}

function warningLines({ file, line, message, remedy, mentions }: Warning, sheet: Sheet): string[] {
  return [
    ...block({ indent: 0, lead: { text: '!', tone: 'unsure' }, text: message }, sheet),
    ...block({ indent: 2, text: `${file}:${line}`, tone: 'muted' }, sheet),
    ...block({ indent: 2, lead: { text: '→', tone: 'strong' }, text: remedy }, sheet),
    ...mentions.flatMap((each) => mentionsLines(each, sheet)),
  ];
}

/** A list that is longer says no more. */
const shown = 6;

function mentionsLines({ what, items }: Mentions, sheet: Sheet): string[] {
  const named = items.slice(0, shown);
  const starts = named.map(({ title }) => 6 + columnsOf(foreign(title)));
  const column = Math.min(Math.max(...starts), Math.floor(sheet.width / 2)) + 2;
  return [
    ...(what === '' ? [] : block({ indent: 2, text: `${items.length} ${what}:` }, sheet)),
    ...named.flatMap((each) => mentionLines(each, column, sheet)),
    ...(items.length > shown
      ? block({ indent: 4, text: `and ${items.length - shown} more: --json names all`, tone: 'muted' }, sheet)
      : []),
  ];
}

function mentionLines({ title, line, why }: Mention, column: number, sheet: Sheet): string[] {
  const detail = [`line ${line}`, ...(why === undefined ? [] : [why])].join(' · ');
  return row({ indent: 4, lead: { text: '-', tone: 'muted' }, title, detail, column }, sheet);
}

function suggestionParts(suggestions: readonly Suggestion[], configured: readonly string[], sheet: Sheet): string[][] {
  if (suggestions.length === 0) return [['No item speaks in words that a gate knows.']];
  const found = `${count(suggestions.length, 'suggestion')}, by words alone: nothing is bound by this, and some will be wrong.`;
  return [
    block({ indent: 0, text: found }, sheet).map((line) => sheet.paint('strong', line)),
    ...suggestions.map((each) => suggestionLines(each, sheet)),
    [
      ...block(
        { indent: 0, text: 'To bind those that are right, write in .github/gonogo.yml, with settings of your own:' },
        sheet,
      ),
      '',
      ...configurationLines(suggestions, configured).map((line) => `  ${line}`),
    ],
  ];
}

function suggestionLines({ item, gate, gateTitle, words, limits }: Suggestion, sheet: Sheet): string[] {
  const matched = words.map((word) => `"${word}"`).join(' and ');
  const written = limits.length === 0 ? '' : `; the item itself says ${limits.join(', ')}`;
  const where = `${item.id} · ${item.file}:${item.line}`;
  return [
    ...row({ indent: 0, lead: { text: '☐', tone: 'todo' }, title: item.title, detail: where, column: 0 }, sheet),
    ...block({ indent: 2, text: `perhaps the gate ${gate} (${gateTitle}), because it says ${matched}${written}` }, sheet),
  ];
}

/** The YAML that one would write. Ids and names are plain words; all else is quoted where YAML could read it otherwise. */
function configurationLines(suggestions: readonly Suggestion[], configured: readonly string[]): string[] {
  const missing = new Map(suggestions.filter(({ gate }) => !configured.includes(gate)).map((each) => [each.gate, each.example]));
  const gates = [...missing].map(([gate, { target, source }]) => {
    const settings = { ...(target !== undefined && { target }), ...(source !== undefined && { source }) };
    return `  ${gate}: ${flow(settings)}`;
  });
  const items = suggestions.map(({ item, gate, example }) => `  ${item.id}: ${flow({ gate, limits: example.limits })}`);
  return [...(gates.length === 0 ? [] : ['gates:', ...gates]), 'items:', ...items];
}

function flow(value: Json): string {
  if (typeof value === 'string') return /^[A-Za-z][\w./-]*$/.test(value) ? value : JSON.stringify(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  const fields = Object.entries(value).map(([key, inner]) => `${flow(key)}: ${flow(inner)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
