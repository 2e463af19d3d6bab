import { canonical, type Json } from '../../ground/json.ts';

/** What a change of limits does. What cannot be compared counts as loosened. */
export type Tightening = 'tightened' | 'equal' | 'loosened';

/** Compares limits field by field, each by what its schema says of how it tightens. */
export function compareLimits(schema: object, before: Json | undefined, after: Json | undefined): Tightening {
  const [from, to] = [before, after].map((value) => (value === undefined ? defaultOf(schema) : value));
  if (isSame(from, to)) return 'equal';
  const tightens: unknown = Reflect.get(schema, 'tightens');
  if (typeof tightens === 'string') return compareField(tightens, from, to);
  return isFields(from) && isFields(to) ? compareFields(schema, from, to) : 'loosened';
}

type Fields = { readonly [key: string]: Json };

function compareFields(schema: object, from: Fields | undefined, to: Fields | undefined): Tightening {
  const known = object(Reflect.get(schema, 'properties'));
  const rest: unknown = Reflect.get(schema, 'additionalProperties');
  const changes = [...new Set([...Object.keys(from ?? {}), ...Object.keys(to ?? {})])].map((key): Tightening => {
    const field: unknown = known !== undefined && Object.hasOwn(known, key) ? Reflect.get(known, key) : rest;
    const [was, is] = [from, to].map((fields) => (fields !== undefined && Object.hasOwn(fields, key) ? fields[key] : undefined));
    const rule = object(field);
    if (rule === undefined) return isSame(was, is) ? 'equal' : 'loosened';
    return compareLimits(rule, was, is);
  });
  if (changes.includes('loosened')) return 'loosened';
  return changes.includes('tightened') ? 'tightened' : 'equal';
}

/** A bound that was not there before is stricter, and one that is gone is looser. */
function compareField(tightens: string, from: Json | undefined, to: Json | undefined): Tightening {
  switch (tightens) {
    case 'higher':
      return compareBounds(from, to);
    case 'lower':
      return compareBounds(from, to, -1);
    case 'superset':
      return compareLists(from ?? [], to ?? []);
    case 'subset':
      // Absent may mean "nothing" or "anything": only two lists can be compared.
      return from === undefined || to === undefined ? 'loosened' : compareLists(to, from);
    default:
      return 'loosened';
  }
}

function compareBounds(from: Json | undefined, to: Json | undefined, sign = 1): Tightening {
  if (typeof to !== 'number' || !Number.isFinite(to)) return 'loosened';
  if (from === undefined) return 'tightened';
  return typeof from === 'number' && sign * to > sign * from ? 'tightened' : 'loosened';
}

/** `more` has all that `fewer` has. */
function compareLists(fewer: Json, more: Json): Tightening {
  if (!isList(fewer) || !isList(more)) return 'loosened';
  const has = new Set(more.map((each) => canonical(each)));
  if (!fewer.every((each) => has.has(canonical(each)))) return 'loosened';
  return has.size > new Set(fewer.map((each) => canonical(each))).size ? 'tightened' : 'equal';
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonical(a) === canonical(b);
}

function isFields(value: Json | undefined): value is Fields | undefined {
  return value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value));
}

function defaultOf(schema: object): Json | undefined {
  return Reflect.get(schema, 'default');
}

function object(value: unknown): object | undefined {
  return typeof value === 'object' && value !== null ? value : undefined;
}
