import { problem, type WorkflowProblem } from '../problem.ts';
import { type Token, tokensOf } from './tokens.ts';

export type Node =
  | { readonly is: 'literal'; readonly value: string | number | boolean | null }
  | { readonly is: 'context'; readonly name: string }
  | { readonly is: 'call'; readonly name: string; readonly args: readonly Node[] }
  | { readonly is: 'member'; readonly of: Node; readonly key: Node }
  /** `.*`: every value. */
  | { readonly is: 'every'; readonly of: Node }
  | { readonly is: 'not'; readonly of: Node }
  | { readonly is: 'both'; readonly sign: string; readonly left: Node; readonly right: Node };

/** The weakest first. */
const strength: readonly (readonly string[])[] = [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>=']];

interface Reader {
  readonly source: string;
  readonly tokens: readonly Token[];
  at: number;
}

export function parseExpression(source: string): Node {
  const reader: Reader = { source, tokens: tokensOf(source), at: 0 };
  const node = binary(reader, 0);
  if (reader.at < reader.tokens.length) throw wrong(reader);
  return node;
}

function wrong(reader: Reader): WorkflowProblem {
  const token = reader.tokens[reader.at];
  const what = token === undefined ? 'it ends too early' : `"${spelled(token)}" is not expected here`;
  return problem(`\${{ ${reader.source} }}`, what);
}

function spelled(token: Token): string {
  if (token.kind === 'literal') return String(token.value);
  return token.kind === 'name' ? token.name : token.sign;
}

function takes(reader: Reader, signs: readonly string[]): string | undefined {
  const token = reader.tokens[reader.at];
  if (token?.kind !== 'sign' || !signs.includes(token.sign)) return undefined;
  reader.at += 1;
  return token.sign;
}

function needs(reader: Reader, sign: string): void {
  if (takes(reader, [sign]) === undefined) throw wrong(reader);
}

function binary(reader: Reader, level: number): Node {
  const signs = strength[level];
  if (signs === undefined) return unary(reader);
  let left = binary(reader, level + 1);
  for (let sign = takes(reader, signs); sign !== undefined; sign = takes(reader, signs)) {
    left = { is: 'both', sign, left, right: binary(reader, level + 1) };
  }
  return left;
}

function unary(reader: Reader): Node {
  return takes(reader, ['!']) === undefined ? members(reader, primary(reader)) : { is: 'not', of: unary(reader) };
}

function primary(reader: Reader): Node {
  if (takes(reader, ['(']) !== undefined) {
    const inside = binary(reader, 0);
    needs(reader, ')');
    return inside;
  }
  const token = reader.tokens[reader.at];
  if (token === undefined || token.kind === 'sign') throw wrong(reader);
  reader.at += 1;
  if (token.kind === 'literal') return { is: 'literal', value: token.value };
  return takes(reader, ['(']) === undefined ? { is: 'context', name: token.name } : call(reader, token.name);
}

function call(reader: Reader, name: string): Node {
  const args: Node[] = [];
  if (takes(reader, [')']) !== undefined) return { is: 'call', name, args };
  do args.push(binary(reader, 0));
  while (takes(reader, [',']) !== undefined);
  needs(reader, ')');
  return { is: 'call', name, args };
}

function members(reader: Reader, first: Node): Node {
  let node = first;
  for (let sign = takes(reader, ['.', '[']); sign !== undefined; sign = takes(reader, ['.', '['])) {
    if (takes(reader, ['*']) !== undefined) node = { is: 'every', of: node };
    else if (sign === '[') node = { is: 'member', of: node, key: binary(reader, 0) };
    else node = { is: 'member', of: node, key: { is: 'literal', value: property(reader) } };
    if (sign === '[') needs(reader, ']');
  }
  return node;
}

function property(reader: Reader): string {
  const token = reader.tokens[reader.at];
  if (token?.kind !== 'name') throw wrong(reader);
  reader.at += 1;
  return token.name;
}
