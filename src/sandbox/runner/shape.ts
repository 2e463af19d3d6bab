// What stands in a workflow, taken only in the shape that is meant.
import { problem } from './problem.ts';

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** With these keys and no other: what would be passed over in silence is said. */
export function fields(value: unknown, where: string, known?: readonly string[]): Fields {
  if (value === undefined || value === null) return {};
  if (!isFields(value)) throw problem(where, 'should be a list of names and values');
  const strange = known && Object.keys(value).find((key) => !known.includes(key));
  if (strange !== undefined) throw problem(where, `the sandbox does not know "${strange}"; it knows ${known?.join(', ')}`);
  return value;
}

export function list(value: unknown, where: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw problem(where, 'should be a list');
  return value;
}

/** Numbers and yes or no are texts too, as they are for GitHub. */
export function text(value: unknown, where: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw problem(where, 'should be a text');
}

/** One or several. */
export function texts(value: unknown, where: string): readonly string[] {
  const all = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return all.map((each) => text(each, where) ?? '');
}

export type Texts = Readonly<Record<string, string>>;

export function named(value: unknown, where: string): Texts {
  return Object.fromEntries(
    Object.entries(fields(value, where)).map(([name, each]) => [name, text(each, `${where}.${name}`) ?? '']),
  );
}
