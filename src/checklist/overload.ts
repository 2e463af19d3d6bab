import type { Problem } from '../ground/problem.ts';

const deepest = 64;
const mostLines = 50_000;
const mostParts = 50_000;
/** Each is an error that the parser words; code in a text has some that stray. */
const mostStrays = 1_000;
/** No list or map of a checklist is longer: it has at most 2,000 items. */
const mostSiblings = 3_000;
/** So many values are parsed quickly, however short they are; of more, each has so many bytes on average in what people write. */
const fewValues = 10_000;
const fewestBytes = 5;

type Fault = Pick<Problem, 'code' | 'message' | 'remedy' | 'line' | 'column'>;

/**
 * What would keep a YAML parser busy, or take it down, is refused by looking at the text alone. It counts more than a parser would only
 * where text begins with an opening bracket, so that a file that people wrote is never near the bounds.
 */
export function overloadOf(text: string): Fault | undefined {
  const count: Count = { indents: [], siblings: [], inBrackets: [0], parts: 0, strays: 0, values: 0, longest: 0 };
  let line = 0;
  for (let from = 0; from < text.length; line++) {
    const end = text.indexOf('\n', from);
    const stop = end === -1 ? text.length : end;
    if (line >= mostLines) return tooMuch(`more than ${mostLines} lines`, line + 1);
    if (deepestOn(text.slice(from, stop), count) > deepest) return tooDeep(line + 1);
    const much = muchOf(count);
    if (much !== undefined) return tooMuch(much, line + 1);
    from = stop + 1;
  }
  const { values } = count;
  if (values <= fewValues || text.length >= values * fewestBytes) return undefined;
  return tooMuch(`${values} values in ${text.length} characters`, line);
}

interface Count {
  /** Of the lines around this one, and how many lines stand beside each. */
  readonly indents: number[];
  readonly siblings: number[];
  /** What stands beside one another in each open bracket, the outermost being none. */
  readonly inBrackets: number[];
  parts: number;
  strays: number;
  values: number;
  /** The most that stand beside one another anywhere. */
  longest: number;
}

function muchOf({ parts, strays, longest }: Count): string | undefined {
  if (parts > mostParts) return `more than ${mostParts} brackets and commas`;
  if (strays > mostStrays) return `more than ${mostStrays} brackets and commas that belong to nothing`;
  return longest > mostSiblings ? `more than ${mostSiblings} entries in one list or map` : undefined;
}

/** How deep this line goes: by its indentation, by the indicators it begins with, and by its brackets. */
function deepestOn(line: string, count: Count): number {
  const { indents, siblings } = count;
  const start = line.search(/[^ ]/);
  if (start === -1 || line[start] === '\r') return 0;
  count.values += 1;
  if (line[start] === '#') return 0;
  while ((indents.at(-1) ?? -1) > start) {
    indents.pop();
    siblings.pop();
  }
  if (indents.at(-1) !== start) {
    indents.push(start);
    siblings.push(0);
  }
  const beside = (siblings.pop() ?? 0) + 1;
  siblings.push(beside);
  count.longest = Math.max(count.longest, beside);
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
  const { inBrackets } = count;
  let most = 0;
  let before = '\n';
  for (const mark of line) {
    if (mark === '[' || mark === '{') {
      count.parts++;
      count.values++;
      if ('\n:-?,[{'.includes(before)) inBrackets.push(0);
    } else if (mark === ']' || mark === '}') {
      if (inBrackets.length === 1 && '\n:-?,[{]}'.includes(before)) count.strays++;
      if (inBrackets.length > 1) inBrackets.pop();
    } else if (mark === ',') {
      comma(before, count);
    } else if (mark === ' ' && before === ':') count.values++;
    if (mark !== ' ' && mark !== '\t') before = mark;
    most = Math.max(most, inBrackets.length - 1);
  }
  return most;
}

function comma(before: string, count: Count): void {
  const { inBrackets } = count;
  count.parts++;
  count.values++;
  if (',[{'.includes(before)) count.strays++;
  if (inBrackets.length === 1) return;
  const beside = (inBrackets.pop() ?? 0) + 1;
  inBrackets.push(beside);
  count.longest = Math.max(count.longest, beside);
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
