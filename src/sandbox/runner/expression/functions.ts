import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { problem } from '../problem.ts';
import { asValue, looselyEqual, type Scope, textOf, type Value } from './values.ts';

interface Call {
  readonly args: readonly Value[];
  readonly scope: Scope;
  readonly source: string;
}

type Fn = (call: Call) => Value;

const statuses: Readonly<Record<string, Fn>> = {
  success: ({ scope: { status } }) => status.succeeded && !status.cancelled,
  failure: ({ scope: { status } }) => status.failed && !status.cancelled,
  cancelled: ({ scope: { status } }) => status.cancelled,
  always: () => true,
};

const functions: Readonly<Record<string, { readonly fn: Fn; readonly least: number; readonly most: number }>> = {
  ...Object.fromEntries(Object.entries(statuses).map(([name, fn]) => [name, { fn, least: 0, most: 0 }])),
  contains: { fn: ({ args: [where, what] }) => contains(where ?? null, what ?? null), least: 2, most: 2 },
  startswith: { fn: ({ args: [a, b] }) => lower(a).startsWith(lower(b)), least: 2, most: 2 },
  endswith: { fn: ({ args: [a, b] }) => lower(a).endsWith(lower(b)), least: 2, most: 2 },
  format: { fn: format, least: 1, most: 255 },
  join: { fn: ({ args: [list, by] }) => joined(list ?? null, textOf(by ?? ',')), least: 1, most: 2 },
  tojson: { fn: ({ args: [value] }) => JSON.stringify(value ?? null, null, 2), least: 1, most: 1 },
  fromjson: { fn: fromJson, least: 1, most: 1 },
  hashfiles: { fn: hashFiles, least: 1, most: 255 },
};

export function isStatus(name: string): boolean {
  return Object.hasOwn(statuses, name.toLowerCase());
}

export function callFunction(name: string, call: Call): Value {
  const key = name.toLowerCase();
  const found = Object.hasOwn(functions, key) ? functions[key] : undefined;
  const where = `\${{ ${call.source} }}`;
  if (found === undefined) throw problem(where, `there is no function "${name}"; there is ${Object.keys(functions).join(', ')}`);
  if (call.args.length < found.least || call.args.length > found.most)
    throw problem(where, `"${name}" is called with ${call.args.length} arguments`);
  return found.fn(call);
}

function lower(value: Value | undefined): string {
  return textOf(value ?? null).toLowerCase();
}

function contains(where: Value, what: Value): boolean {
  return Array.isArray(where) ? where.some((each) => looselyEqual(each, what)) : lower(where).includes(lower(what));
}

function joined(list: Value, by: string): string {
  return Array.isArray(list) ? list.map(textOf).join(by) : textOf(list);
}

/** `{0}` is the first argument; a brace is written twice. */
function format({ args: [first, ...rest], source }: Call): string {
  return textOf(first ?? '').replaceAll(/\{\{|\}\}|\{(?<at>\d+)\}/g, (found, at: string | undefined) => {
    if (at === undefined) return found.charAt(0);
    const value = rest[Number(at)];
    if (value === undefined) throw problem(`\${{ ${source} }}`, `format has no argument {${at}}`);
    return textOf(value);
  });
}

function fromJson({ args: [text], source }: Call): Value {
  try {
    return asValue(JSON.parse(textOf(text ?? null)));
  } catch {
    throw problem(`\${{ ${source} }}`, 'fromJSON was given what is no JSON');
  }
}

/** One digest over the digests of all files, as the runner makes it; empty where there are none. */
function hashFiles({ args, scope: { workspace }, source }: Call): string {
  if (workspace === undefined) throw problem(`\${{ ${source} }}`, 'there are no files yet where this stands');
  const all = createHash('sha256');
  const patterns = args.map(textOf);
  const exclude = patterns.filter((each) => each.startsWith('!')).map((each) => each.slice(1));
  const files = globSync(
    patterns.filter((each) => !each.startsWith('!')),
    { cwd: workspace, exclude },
  )
    .map((file) => join(workspace, file))
    .filter((file) => statSync(file).isFile())
    .toSorted();
  for (const file of files) all.update(createHash('sha256').update(readFileSync(file)).digest());
  return files.length === 0 ? '' : all.digest('hex');
}
