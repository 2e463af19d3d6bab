import type { Json } from '../ground/json.ts';
import { foreign } from './sheet.ts';

/** What a reader found in a report of another tool. */
export interface ReportFacts {
  readonly format: string;
  readonly kind: string;
  readonly facts: { readonly [name: string]: Json };
  readonly doubts: readonly string[];
}

/** A list may have a million entries; with JSON one gets them all. */
const shown = 20;

/** Facts for a person: a line for each name, what is nested below its name. */
export function reportText({ format, kind, facts, doubts }: ReportFacts): string {
  const head = `${foreign(format)}, a report about ${foreign(kind)}`;
  const doubtful =
    doubts.length === 0 ? [] : ['', 'Hard to believe, so it proves nothing:', ...doubts.map((doubt) => `  - ${foreign(doubt)}`)];
  return `${[head, '', ...entries(Object.entries(facts), 2), ...doubtful].join('\n')}\n`;
}

function entries(fields: readonly (readonly [name: string, value: Json])[], indent: number): string[] {
  const names = fields.map(([name]) => foreign(name));
  const width = Math.max(0, ...names.map((name) => name.length));
  return fields.flatMap(([, value], index) => {
    const name = names[index] ?? '';
    const line = inOneLine(value);
    if (line !== undefined) return [`${' '.repeat(indent)}${name.padEnd(width)}  ${line}`];
    return [' '.repeat(indent) + name, ...below(value, indent + 2)];
  });
}

/** A scalar, or a few scalars with their names. */
function inOneLine(value: Json): string | undefined {
  if (isScalar(value)) return scalarText(value);
  const fields = Object.entries(value);
  if (fields.length === 0) return 'none';
  if (isList(value) || fields.length > 4) return undefined;
  const written = fields.flatMap(([name, inner]) => (isScalar(inner) ? [`${foreign(name)} ${scalarText(inner)}`] : []));
  return written.length === fields.length ? written.join(', ') : undefined;
}

function scalarText(value: Scalar): string {
  return value === null ? 'nothing' : foreign(String(value));
}

function below(value: Json, indent: number): string[] {
  if (!isList(value)) return isScalar(value) ? [] : entries(Object.entries(value), indent);
  const lines = value.slice(0, shown).flatMap((inner) => {
    const line = inOneLine(inner);
    return line === undefined ? below(inner, indent) : [`${' '.repeat(indent)}- ${line}`];
  });
  return value.length > shown ? [...lines, `${' '.repeat(indent)}and ${value.length - shown} more: --json prints all`] : lines;
}

type Scalar = null | boolean | number | string;

function isScalar(value: Json): value is Scalar {
  return value === null || typeof value !== 'object';
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
