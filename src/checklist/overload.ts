import type { Problem } from '../ground/problem.ts';

const deepest = 64;
const mostLines = 50_000;
const mostParts = 50_000;
/** Each is an error that the parser words; code in a text has some that stray. */
const mostStrays = 1_000;

type Fault = Pick<Problem, 'code' | 'message' | 'remedy' | 'line' | 'column'>;

/**
 * What would keep a YAML parser busy, or take it down, is refused by looking at the text alone. It counts more than a parser would only
 * where text begins with an opening bracket, so that a file that people wrote is never near the bounds.
 */
export function overloadOf(text: string): Fault | undefined {
  const indents: number[] = [];
  const count: Count = { open: 0, parts: 0, strays: 0 };
  let line = 0;
  for (let from = 0; from < text.length; line++) {
    const end = text.indexOf('\n', from);
    const stop = end === -1 ? text.length : end;
    if (line >= mostLines) return tooMuch(`more than ${mostLines} lines`, line + 1);
    if (deepestOn(text.slice(from, stop), indents, count) > deepest) return tooDeep(line + 1);
    if (count.parts > mostParts) return tooMuch(`more than ${mostParts} brackets and commas`, line + 1);
    if (count.strays > mostStrays) return tooMuch(`more than ${mostStrays} brackets and commas that belong to nothing`, line + 1);
    from = stop + 1;
  }
  return undefined;
}

interface Count {
  open: number;
  parts: number;
  strays: number;
}

/** How deep this line goes: by its indentation, by the indicators it begins with, and by its brackets. */
function deepestOn(line: string, indents: number[], count: Count): number {
  const start = line.search(/[^ ]/);
  if (start === -1 || line[start] === '\r') return 0;
  while ((indents.at(-1) ?? -1) >= start) indents.pop();
  indents.push(start);
  return Math.max(indents.length + leadingIndicators(line, start), brackets(line, count));
}

/** `- - ? !tag &anchor`: each may open a level of its own. */
function leadingIndicators(line: string, start: number): number {
  let found = 0;
  for (let at = start; at < line.length && found <= deepest; found++) {
    const mark = line[at] ?? '';
    const next = line.indexOf(' ', at);
    const isAlone = next === at + 1 && '-?:'.includes(mark);
    if (!isAlone && !(next !== -1 && '!&'.includes(mark))) break;
    at = next;
    while (line[at] === ' ') at++;
  }
  return found;
}

/** A bracket opens only where a value may begin; within words it is text. */
function brackets(line: string, count: Count): number {
  let most = 0;
  let before = '\n';
  for (const mark of line) {
    if (mark === '[' || mark === '{') {
      count.parts++;
      if ('\n:-?,[{'.includes(before)) count.open++;
    } else if (mark === ']' || mark === '}') {
      if (count.open === 0 && '\n:-?,[{]}'.includes(before)) count.strays++;
      count.open = Math.max(0, count.open - 1);
    } else if (mark === ',') {
      count.parts++;
      if (',[{'.includes(before)) count.strays++;
    }
    if (mark !== ' ' && mark !== '\t') before = mark;
    most = Math.max(most, count.open);
  }
  return most;
}

function tooDeep(line: number): Fault {
  const message = `this goes deeper than ${deepest} levels`;
  return { code: 'yaml.too-deep', message, remedy: 'Write it flatter; see whether it is the right file.', line, column: 1 };
}

function tooMuch(what: string, line: number): Fault {
  return {
    code: 'yaml.too-large',
    message: `there are ${what}`,
    remedy: 'Split it, or take out what is not needed.',
    line,
    column: 1,
  };
}
