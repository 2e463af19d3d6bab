import { ProblemError } from './problem.ts';
import { oneLine } from './text.ts';

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'set'; readonly source: string }
  | { readonly kind: 'star' | 'globstar' | 'one' | 'slash' };

type Token = Part | { readonly kind: 'open' } | { readonly kind: 'comma' } | { readonly kind: 'close' };

const longest = 500;
const mostVariants = 100;

/** A glob as the sequences of parts that its braces stand for. A glob that could never match is a mistake and refused, not obeyed. */
export function readGlob(pattern: string): Part[][] {
  if (pattern.length > longest) {
    throw refuse(pattern, `has ${pattern.length} characters; ${longest} are allowed`, 'Split it into several patterns.');
  }
  const variants = expand(pattern, tokensOf(pattern));
  for (const variant of variants) checkNames(pattern, variant);
  return variants;
}

function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = [];
  const characters = Array.from(pattern);
  for (let at = 0; at < characters.length; ) {
    const { token, next } = tokenAt(pattern, characters, at);
    tokens.push(token);
    at = next;
  }
  return tokens;
}

const simple: Readonly<Record<string, Token>> = {
  '/': { kind: 'slash' },
  '?': { kind: 'one' },
  '{': { kind: 'open' },
  ',': { kind: 'comma' },
  '}': { kind: 'close' },
};

function tokenAt(pattern: string, characters: readonly string[], at: number): { token: Token; next: number } {
  const character = characters[at] ?? '';
  if ('?*+@!'.includes(character) && characters[at + 1] === '(') {
    throw refuse(
      pattern,
      `uses ${character}(, which is not supported`,
      'Use {a,b} for alternatives, or \\( for the character itself.',
    );
  }
  if (character === '!' && at === 0) throw refuse(pattern, 'starts with a further !', 'Write \\! for the character itself.');
  if (character === '*') return starsAt(pattern, characters, at);
  if (character === '[') return setAt(pattern, characters, at);
  if (character === '\\') {
    const text = characters[at + 1];
    if (text === undefined) throw refuse(pattern, 'ends with \\', 'Write \\\\ for the character itself; separators are /.');
    return { token: text === '/' ? { kind: 'slash' } : { kind: 'text', text }, next: at + 2 };
  }
  return { token: simple[character] ?? { kind: 'text', text: character }, next: at + 1 };
}

function starsAt(pattern: string, characters: readonly string[], at: number): { token: Token; next: number } {
  let next = at;
  while (characters[next] === '*') next += 1;
  if (next - at > 2) throw refuse(pattern, 'has more than two * in a row', 'Use * within a name and ** across folders.');
  return { token: { kind: next - at === 2 ? 'globstar' : 'star' }, next };
}

/** `[abc]`, `[a-z]`, `[!a-z]`; never `/`, whatever it says. */
function setAt(pattern: string, characters: readonly string[], open: number): { token: Token; next: number } {
  const isNegated = characters[open + 1] === '!' || characters[open + 1] === '^';
  const members: { readonly text: string; readonly isDash: boolean }[] = [];
  let at = open + (isNegated ? 2 : 1);
  while (characters[at] !== ']') {
    const character = characters[at];
    const text = character === '\\' ? characters[at + 1] : character;
    if (text === undefined) throw refuse(pattern, 'has a [ without its ]', 'Close it, or write \\[ for the character itself.');
    if (character === '[' || text === '/')
      throw refuse(pattern, `has ${text} between [ and ]`, 'Leave / out, and write \\[ for a bracket.');
    members.push({ text, isDash: character === '-' });
    at += character === '\\' ? 2 : 1;
  }
  if (members.length === 0) throw refuse(pattern, 'has an empty []', 'Name the characters, or write \\[ for the bracket itself.');
  const source = `[${isNegated ? '^/' : ''}${rangesOf(pattern, members)}]`;
  return { token: { kind: 'set', source }, next: at + 1 };
}

function rangesOf(pattern: string, members: readonly { readonly text: string; readonly isDash: boolean }[]): string {
  let source = '';
  for (let at = 0; at < members.length; at++) {
    const from = members[at]?.text ?? '';
    const to = members[at + 2];
    if (members[at + 1]?.isDash !== true || to === undefined) {
      source += escapeMember(from);
      continue;
    }
    if ((from.codePointAt(0) ?? 0) > (to.text.codePointAt(0) ?? 0)) {
      throw refuse(pattern, `has the range ${from}-${to.text}, which ends before it starts`, 'Turn it around.');
    }
    source += rangeWithoutSlash(from, to.text);
    at += 2;
  }
  return source;
}

/** A range such as `.-9` runs across `/`, which no set may match. */
function rangeWithoutSlash(from: string, to: string): string {
  if (!(from < '/' && to > '/')) return `${escapeMember(from)}-${escapeMember(to)}`;
  return `${escapeMember(from)}-${escapeMember('.')}${escapeMember('0')}-${escapeMember(to)}`;
}

function escapeMember(character: string): string {
  return `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Every combination of what stands in braces, refused before it grows. */
function expand(pattern: string, tokens: readonly Token[]): Part[][] {
  let at = 0;
  const sequence = (isInside: boolean): Part[][] => {
    let variants: Part[][] = [[]];
    for (; at < tokens.length; at++) {
      const token = tokens[at];
      if (token === undefined || (isInside && (token.kind === 'comma' || token.kind === 'close'))) break;
      const choices = token.kind === 'open' ? alternatives() : [[partOf(pattern, token)]];
      if (variants.length * choices.length > mostVariants) {
        throw refuse(pattern, `stands for more than ${mostVariants} patterns`, 'Use fewer braces, or several patterns.');
      }
      variants = variants.flatMap((variant) => choices.map((choice) => [...variant, ...choice]));
    }
    return variants;
  };
  const alternatives = (): Part[][] => {
    const choices: Part[][] = [];
    let commas = 0;
    do {
      at += 1;
      choices.push(...sequence(true));
      if (tokens[at]?.kind === 'comma') commas += 1;
    } while (tokens[at]?.kind === 'comma');
    if (tokens[at]?.kind !== 'close')
      throw refuse(pattern, 'has a { without its }', 'Close it, or write \\{ for the character itself.');
    if (commas === 0)
      throw refuse(pattern, 'has braces without a comma', 'Write {a,b} for alternatives, \\{ and \\} for the characters.');
    return choices;
  };
  return sequence(false);
}

function partOf(pattern: string, token: Token): Part {
  if (token.kind === 'comma') return { kind: 'text', text: ',' };
  if (token.kind === 'open' || token.kind === 'close') {
    throw refuse(pattern, 'has a } without its {', 'Open it, or write \\} for the character itself.');
  }
  return token;
}

/** Paths are relative and have no empty, `.` or `..` names, so a glob with one would silently match nothing. */
function checkNames(pattern: string, parts: readonly Part[]): void {
  const names = parts
    .map((part) => (part.kind === 'text' ? part.text : part.kind === 'slash' ? '/' : '*'))
    .join('')
    .split('/');
  if (names.length === 1 && names[0] === '') throw refuse(pattern, 'is empty', "Write '**' for everything.");
  if (names.includes('.') || names.includes('..')) {
    throw refuse(pattern, 'has a name . or ..', 'Write it from the root of the repository: src/**.');
  }
  if (names[0] === '') throw refuse(pattern, 'starts with /', 'Leave it out: patterns start at the root already.');
  if (names.at(-1) === '') throw refuse(pattern, 'ends with /', 'Add ** for everything below that folder.');
  if (names.includes('')) throw refuse(pattern, 'has // in it', 'Leave one out.');
}

function refuse(pattern: string, what: string, remedy: string): ProblemError {
  return new ProblemError({ code: 'glob.invalid', message: `The pattern ${oneLine(pattern, 80) || "''"} ${what}.`, remedy });
}
