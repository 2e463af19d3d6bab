import { problem } from '../problem.ts';
import { callFunction, isStatus } from './functions.ts';
import { type Node, parseExpression } from './parse.ts';
import { isTrue, looselyEqual, type Scope, textOf, toNumber, type Value } from './values.ts';

export function evaluate(source: string, scope: Scope): Value {
  return valueOf(parseExpression(source), { ...scope, source });
}

type Inner = Scope & { readonly source: string };

function valueOf(node: Node, scope: Inner): Value {
  switch (node.is) {
    case 'literal':
      return node.value;
    case 'context':
      return contextNamed(node.name, scope);
    case 'call':
      return callFunction(node.name, { args: node.args.map((arg) => valueOf(arg, scope)), scope, source: scope.source });
    case 'member':
      return memberOf(valueOf(node.of, scope), valueOf(node.key, scope));
    case 'every':
      return everyOf(valueOf(node.of, scope));
    case 'not':
      return !isTrue(valueOf(node.of, scope));
    case 'both':
      return together(node, scope);
  }
}

function contextNamed(name: string, { contexts, source }: Inner): Value {
  const key = Object.keys(contexts).find((each) => each.toLowerCase() === name.toLowerCase());
  if (key === undefined) {
    const known = Object.keys(contexts).join(', ');
    throw problem(`\${{ ${source} }}`, `there is no "${name}" here; there is ${known}`);
  }
  return contexts[key] ?? null;
}

/** What is not there is null; names are told apart by more than their case nowhere. */
function memberOf(of: Value, key: Value): Value {
  if (Array.isArray(of)) return typeof key === 'number' ? (of[key] ?? null) : throughAll(of, key);
  if (typeof of !== 'object' || of === null) return null;
  const wanted = textOf(key).toLowerCase();
  const found = Object.entries(of).find(([name]) => name.toLowerCase() === wanted);
  return found?.[1] ?? null;
}

const filtered = new WeakSet<object>();

/** Behind `.*` a name is asked of each value. */
function throughAll(of: readonly Value[], key: Value): Value {
  if (!filtered.has(of)) return null;
  const all = of.map((each) => memberOf(each, key)).filter((each) => each !== null);
  filtered.add(all);
  return all;
}

function everyOf(of: Value): Value {
  const all = Array.isArray(of) ? [...of] : typeof of === 'object' && of !== null ? Object.values(of) : [];
  filtered.add(all);
  return all;
}

function together({ sign, left, right }: Node & { is: 'both' }, scope: Inner): Value {
  const first = valueOf(left, scope);
  if (sign === '&&') return isTrue(first) ? valueOf(right, scope) : first;
  if (sign === '||') return isTrue(first) ? first : valueOf(right, scope);
  const second = valueOf(right, scope);
  if (sign === '==') return looselyEqual(first, second);
  if (sign === '!=') return !looselyEqual(first, second);
  return compare(first, second, sign);
}

function compare(first: Value, second: Value, sign: string): boolean {
  const texts = typeof first === 'string' && typeof second === 'string';
  const a = texts ? first.toLowerCase() : toNumber(first);
  const b = texts ? second.toLowerCase() : toNumber(second);
  if (sign === '<') return a < b;
  if (sign === '<=') return a <= b;
  return sign === '>' ? a > b : a >= b;
}

const inside = /\$\{\{(?<source>(?:[^'}]|'(?:[^']|'')*'|\}(?!\}))*)\}\}/g;

/** A text with expressions in it. One that is nothing else keeps its kind. */
export function filled(text: string, scope: Scope): Value {
  const whole = new RegExp(`^${inside.source}$`).exec(text.trim());
  if (whole?.groups) return evaluate((whole.groups['source'] ?? '').trim(), scope);
  const made = text.replaceAll(inside, (_, source: string) => textOf(evaluate(source.trim(), scope)));
  return made;
}

export function filledText(text: string, scope: Scope): string {
  return textOf(filled(text, scope));
}

/** `if:`: without a word about what came before, that has to have gone well. */
export function holds(condition: string | undefined, scope: Scope): boolean {
  const source = (condition ?? 'success()').trim();
  const bare = source.startsWith('${{') && source.endsWith('}}') ? source.slice(3, -2).trim() : source;
  const value = bare.includes('${{') ? filled(source, scope) : evaluate(bare === '' ? 'success()' : bare, scope);
  return isTrue(value) && (mentionsStatus(bare) || isTrue(evaluate('success()', scope)));
}

function mentionsStatus(source: string): boolean {
  const plain = source.replaceAll(/'(?:[^']|'')*'/g, '');
  return [...plain.matchAll(/(?<name>[a-zA-Z]+)\s*\(/g)].some(({ groups }) => isStatus(groups?.['name'] ?? ''));
}
