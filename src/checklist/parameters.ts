import { type Static, s } from '../gates/engine/schema.ts';
import type { Json } from '../ground/json.ts';
import { nearest, type Problem } from '../ground/problem.ts';

type Fault = Pick<Problem, 'code' | 'message' | 'remedy'>;

export const parameterTypes = ['number', 'integer', 'text', 'boolean', 'list'] as const;

/** What a control leaves open. */
export const parameter = s.object({
  type: s.oneOf(parameterTypes, { description: 'Type of its value; a list is one of texts.' }),
  default: s.optional(s.json<Json>({ description: 'Its value unless the item says another; without one it must be given.' })),
  about: s.optional(s.text({ minLength: 1, maxLength: 1_000, description: 'What it means.' })),
  minimum: s.optional(s.number({ description: 'Smallest number.' })),
  maximum: s.optional(s.number({ description: 'Largest number.' })),
});

export type Parameter = Static<typeof parameter>;
export type Declared = { readonly [name: string]: Parameter };
export type Values = { readonly [name: string]: Json };

/** A value for each declared parameter, or every reason why there is none. */
export function resolve(declared: Declared, given: Values, report: (fault: Fault) => void): Values {
  for (const name of Object.keys(given)) if (!Object.hasOwn(declared, name)) report(unknown(name, Object.keys(declared)));
  const values: [string, Json][] = [];
  for (const [name, rule] of Object.entries(declared)) {
    const value = Object.hasOwn(given, name) ? given[name] : rule.default;
    if (value === undefined) report(missing(name, rule));
    else if (!isOf(rule, value)) report(wrong(name, rule));
    else values.push([name, value]);
  }
  return Object.fromEntries(values);
}

/** The value is of the declared type and within its bounds. */
export function isOf({ type, minimum, maximum }: Parameter, value: Json): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string' && value !== '';
    case 'boolean':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string' && each !== '');
    case 'number':
    case 'integer':
      return (
        typeof value === 'number' &&
        Number.isFinite(value) &&
        (type === 'number' || Number.isInteger(value)) &&
        value >= (minimum ?? value) &&
        value <= (maximum ?? value)
      );
  }
}

const placeholder = /\{\{\s*([A-Za-z][\w-]*)\s*\}\}/g;

/** Names between double braces, in texts however deep. */
export function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return [...value.matchAll(placeholder)].map(([, name = '']) => name);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(namesIn) : [];
}

/** Puts values in. A text that is nothing but one placeholder becomes the value itself, with its type. */
export function fill(value: Json, values: Values): Json {
  if (typeof value === 'string') return fillText(value, values);
  if (Array.isArray(value)) return value.map((each: Json) => fill(each, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each, values)]));
}

function fillText(text: string, values: Values): Json {
  const [only] = namesIn(text);
  if (only !== undefined && text.trim().replace(placeholder, '') === '' && namesIn(text).length === 1) {
    return Object.hasOwn(values, only) ? (values[only] ?? null) : text;
  }
  return say(text, values);
}

/** Puts values into a sentence. */
export function say(text: string, values: Values): string {
  return text.replace(placeholder, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : whole;
    return typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : JSON.stringify(value);
  });
}

function unknown(name: string, known: readonly string[]): Fault {
  const meant = nearest(name, known);
  const names = known.length === 0 ? 'It takes none.' : `It takes: ${known.join(', ')}.`;
  const remedy = meant === undefined ? names : `Did you mean ${meant}?`;
  return { code: 'checklist.no-such-parameter', message: `the control has no parameter ${name}`, remedy };
}

function missing(name: string, rule: Parameter): Fault {
  const message = `the parameter ${name} of the control is not given`;
  return { code: 'checklist.parameter-missing', message, remedy: `Give it under \`parameters\`: ${describe(rule)}.` };
}

function wrong(name: string, rule: Parameter): Fault {
  const message = `the parameter ${name} of the control must be ${describe(rule)}`;
  return { code: 'checklist.parameter-type', message, remedy: 'Correct it under `parameters`.' };
}

const words: Readonly<Record<Parameter['type'], string>> = {
  number: 'a number',
  integer: 'a whole number',
  text: 'a text',
  boolean: 'true or false',
  list: 'a list of texts',
};

function describe({ type, minimum, maximum }: Parameter): string {
  const bounds = [minimum === undefined ? '' : `at least ${minimum}`, maximum === undefined ? '' : `at most ${maximum}`];
  return [words[type], ...bounds.filter((bound) => bound !== '')].join(', ');
}
