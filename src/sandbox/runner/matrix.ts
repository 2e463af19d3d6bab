import { filled } from './expression/evaluate.ts';
import { asValue, type Context, type Scope, textOf, type Value } from './expression/values.ts';
import { problem } from './problem.ts';
import { isFields } from './shape.ts';

/** The combinations of a matrix; one without values where there is none. */
export function combinations(matrix: unknown, scope: Scope, where: string): readonly Context[] {
  if (matrix === undefined || matrix === null) return [{}];
  const known = resolved(asValue(matrix), scope);
  if (!isMap(known)) throw problem(where, 'a matrix is a list of names, each with its values');
  const { include, exclude, ...axes } = known;
  let all: Context[] = Object.keys(axes).length === 0 ? [] : [{}];
  for (const [name, values] of Object.entries(axes)) {
    if (!Array.isArray(values)) throw problem(`${where}.${name}`, 'should be a list');
    all = all.flatMap((each) => values.map((value: Value) => ({ ...each, [name]: value })));
  }
  const left = all.filter((each) => !maps(exclude, `${where}.exclude`).some((without) => fits(each, without)));
  const made = included(left, maps(include, `${where}.include`), Object.keys(axes));
  if (made.length === 0) throw problem(where, 'the matrix has no combination');
  if (made.length > 256) throw problem(where, 'a matrix has at most 256 combinations');
  return made;
}

function isMap(value: Value): value is Context {
  return isFields(value);
}

/** Expressions in it, at any depth. */
function resolved(value: Value, scope: Scope): Value {
  if (typeof value === 'string') return filled(value, scope);
  if (Array.isArray(value)) return value.map((each: Value) => resolved(each, scope));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolved(each, scope)]));
}

function maps(value: Value | undefined, where: string): readonly Context[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw problem(where, 'should be a list');
  return value.filter(isMap);
}

function fits(combination: Context, wanted: Context): boolean {
  return Object.entries(wanted).every(([name, value]) => JSON.stringify(combination[name]) === JSON.stringify(value));
}

/** Added to every combination whose own values it does not change; else one more of its own. */
function included(all: readonly Context[], more: readonly Context[], axes: readonly string[]): Context[] {
  const made = all.map((each) => ({ original: each, now: each }));
  const alone: Context[] = [];
  for (const extra of more) {
    const own = Object.fromEntries(Object.entries(extra).filter(([name]) => axes.includes(name)));
    const fitting = made.filter(({ original }) => fits(original, own));
    if (fitting.length === 0 || axes.length === 0) alone.push(extra);
    else for (const each of fitting) each.now = { ...each.now, ...extra };
  }
  return [...made.map(({ now }) => now), ...alone];
}

/** What stands behind the name of a job: its values, in order. */
export function suffixOf(combination: Context): string {
  const values = Object.values(combination).map((value) =>
    isMap(value) ? Object.values(value).map(textOf).join(', ') : textOf(value),
  );
  return values.length === 0 ? '' : ` (${values.join(', ')})`;
}
