import type { Json } from '../../ground/json.ts';
import { ProblemError } from '../../ground/problem.ts';

/** `JSON.parse` that says where a text is wrong. */
export function parseJson(text: string, file: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    const at = brokenAt(text);
    const ended = at >= text.length;
    throw new ProblemError({
      code: 'json.broken',
      message: ended ? 'The JSON ends too early.' : `${JSON.stringify(text[at])} cannot stand here in JSON.`,
      remedy: ended
        ? 'The file was cut: make it again, and see that whatever copies it copies all of it.'
        : 'Make the file again.',
      file,
      ...placeOf(text, at),
    });
  }
}

function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  let [line, start] = [1, 0];
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: at - start + 1 };
}

const value = '{["w';
const word = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** Where a text stops being JSON; its length when it only ends too early. The engine's own message often does not say. */
function brokenAt(text: string): number {
  const open: string[] = [];
  let expected = value;
  for (let at = skipSpace(text, 0); at < text.length; ) {
    const kind = kindOf(text[at] ?? '');
    if (!expected.includes(kind)) return at;
    const { end, whole } = endOf(text, at, kind);
    if (!whole) return end;
    if (kind === '{' || kind === '[') open.push(kind);
    if (kind === '}' || kind === ']') open.pop();
    expected = next(kind, expected, open.at(-1));
    at = skipSpace(text, end);
  }
  return text.length;
}

/** A punctuation mark and the quote stand for themselves, `w` for numbers, true, false and null. */
function kindOf(char: string): string {
  return '{}[]:,"'.includes(char) ? char : 'w';
}

function next(kind: string, expected: string, inside: string | undefined): string {
  if (kind === '{') return '"}';
  if (kind === '[') return `${value}]`;
  if (kind === ':') return value;
  if (kind === ',') return inside === '{' ? '"' : value;
  if (expected === '"' || expected === '"}') return kind === '"' ? ':' : ends(inside);
  return ends(inside);
}

function ends(inside: string | undefined): string {
  if (inside === undefined) return '';
  return inside === '{' ? ',}' : ',]';
}

function endOf(text: string, at: number, kind: string): { readonly end: number; readonly whole: boolean } {
  if (kind === '"') return endOfString(text, at);
  if (kind !== 'w') return { end: at + 1, whole: true };
  word.lastIndex = at;
  return word.test(text) ? { end: word.lastIndex, whole: true } : { end: at, whole: false };
}

function endOfString(text: string, start: number): { readonly end: number; readonly whole: boolean } {
  let at = start + 1;
  while (at < text.length) {
    const char = text.charCodeAt(at);
    if (char === 0x22) return { end: at + 1, whole: true };
    if (char < 0x20) return { end: at, whole: false };
    if (char === 0x5c) {
      escape.lastIndex = at;
      if (!escape.test(text)) return { end: at, whole: false };
      at = escape.lastIndex;
    } else at += 1;
  }
  return { end: at, whole: false };
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function isSpace(char: number): boolean {
  return char === 0x20 || char === 0x0a || char === 0x0d || char === 0x09;
}
