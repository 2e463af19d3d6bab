// Reads TypeScript just closely enough to tell code from comments, strings and patterns. TypeScript 7 has no parser
// to call and bundlers drop type-only imports, which the import table must see.

export interface Import {
  readonly specifier: string;
  readonly line: number;
  readonly kind: 'static' | 'type' | 'dynamic';
}

export interface Scan {
  /** The source with the inside of comments, strings and patterns blanked; every offset and line stays true. */
  readonly code: string;
  readonly comments: readonly { readonly text: string; readonly line: number }[];
  readonly imports: readonly Import[];
}

type Mark = { readonly from: number; readonly to: number; readonly comment: boolean };

const wordsBeforePattern = /(?:^|[^\w$.])(?:return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield|instanceof)$/;

export function scan(source: string): Scan {
  const marks = marksOf(source);
  const code = blank(source, marks);
  const comments = marks
    .filter((mark) => mark.comment)
    .map((mark) => ({ text: source.slice(mark.from, mark.to), line: lineAt(source, mark.from) }));
  return { code, comments, imports: importsOf(source, code) };
}

/** Where comments and the insides of strings, templates and patterns lie. */
function marksOf(source: string): Mark[] {
  const marks: Mark[] = [];
  // One entry per open template: how many braces are open inside its `${`.
  const templates: number[] = [];
  let at = source.startsWith('#!') ? endOfLine(source, 0) : 0;
  while (at < source.length) {
    const two = source.slice(at, at + 2);
    const char = source.charAt(at);
    if (two === '//' || two === '/*') {
      const to = two === '//' ? endOfLine(source, at) : endAfter(source, '*/', at + 2);
      marks.push({ from: at, to, comment: true });
      at = to;
    } else if (char === "'" || char === '"' || (char === '/' && patternMayStand(source, at, marks))) {
      const to = char === '/' ? endOfPattern(source, at) : endOfQuoted(source, at, char);
      marks.push({ from: at + 1, to, comment: false });
      at = to + 1;
    } else if (char === '`' || (char === '}' && templates.at(-1) === 0)) {
      if (char === '}') templates.pop();
      const to = endOfTemplate(source, at + 1);
      marks.push({ from: at + 1, to, comment: false });
      if (source[to] === '$') templates.push(0);
      at = to + (source[to] === '$' ? 2 : 1);
    } else {
      const step = char === '{' ? 1 : char === '}' ? -1 : 0;
      if (templates.length > 0) templates.push((templates.pop() ?? 0) + step);
      at++;
    }
  }
  return marks;
}

/** The end of the template text that begins here: its closing backtick or the `${` that opens code again. */
function endOfTemplate(source: string, from: number): number {
  let at = from;
  while (at < source.length && source[at] !== '`' && !source.startsWith('${', at)) at += source[at] === '\\' ? 2 : 1;
  return Math.min(at, source.length);
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end === -1 ? source.length : end;
}

function endAfter(source: string, closing: string, from: number): number {
  const end = source.indexOf(closing, from);
  return end === -1 ? source.length : end + closing.length;
}

function endOfQuoted(source: string, from: number, quote: string): number {
  let at = from + 1;
  while (at < source.length && source[at] !== quote && source[at] !== '\n') at += source[at] === '\\' ? 2 : 1;
  return Math.min(at, source.length);
}

function endOfPattern(source: string, from: number): number {
  let inClass = false;
  let at = from + 1;
  for (; at < source.length && source[at] !== '\n'; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === '[') inClass = true;
    else if (source[at] === ']') inClass = false;
    else if (source[at] === '/' && !inClass) break;
  }
  return Math.min(at, source.length);
}

/** A slash divides after a value and opens a pattern anywhere else. */
function patternMayStand(source: string, slash: number, marks: readonly Mark[]): boolean {
  let at = slash - 1;
  for (;;) {
    while (at >= 0 && /\s/.test(source.charAt(at))) at--;
    const comment = marks.findLast((mark) => mark.comment && mark.to === at + 1);
    if (!comment) break;
    at = comment.from - 1;
  }
  if (at < 0) return true;
  if (!/[\w$)\]}'"`]/.test(source.charAt(at))) return true;
  return wordsBeforePattern.test(source.slice(Math.max(0, at - 12), at + 1));
}

function blank(source: string, marks: readonly Mark[]): string {
  let code = '';
  let at = 0;
  for (const mark of marks) {
    code += source.slice(at, mark.from) + source.slice(mark.from, mark.to).replace(/[^\n]/g, ' ');
    at = mark.to;
  }
  return code + source.slice(at);
}

const statement =
  /(?<![\w$.])(?:import|export)\s+(?<type>type\s+(?!from\b))?(?:[\w$*{][\w$\s{},*]*?)\s*\bfrom\s*(?=['"])|(?<![\w$.])import\s*(?=['"])/g;
const dynamic = /(?<![\w$.])(?:import|require)\s*\(\s*/g;

function importsOf(source: string, code: string): Import[] {
  const found: { readonly at: number; readonly kind: Import['kind']; readonly start: number }[] = [];
  for (const match of code.matchAll(statement)) {
    const kind = match.groups?.type === undefined ? 'static' : 'type';
    found.push({ at: match.index + match[0].length, kind, start: match.index });
  }
  for (const match of code.matchAll(dynamic))
    found.push({ at: match.index + match[0].length, kind: 'dynamic', start: match.index });
  return found
    .toSorted((a, b) => a.start - b.start)
    .map(({ at, kind, start }) => ({ specifier: specifierAt(source, code, at), kind, line: lineAt(source, start) }));
}

/** The text of the string that begins here; `?` when it is no plain string, so that nothing computed slips through. */
function specifierAt(source: string, code: string, at: number): string {
  const quote = code.charAt(at);
  if (!/['"`]/.test(quote) || quote === '') return '?';
  const end = code.indexOf(quote, at + 1);
  const text = source.slice(at + 1, end);
  return text.includes('${') || text.includes('\\') ? '?' : text;
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}
