import type { Problem } from '../../ground/problem.ts';
import type { SourceText } from '../yaml.ts';

const mostBytes = 1024 * 1024;
const longestLine = 10_000;
const mostLines = 20_000;
const mostMarkup = 25_000;
const mostHeadings = 5_000;
const mostBars = 200;
const mostQuotes = 40;

type Fault = Pick<Problem, 'code' | 'message' | 'remedy'> & { readonly line?: number };

/**
 * What makes a parser of Markdown slow, or makes it leave text out, is refused before it is parsed: no checklist that people wrote has
 * it. The text is looked at once.
 */
export function prescan({ file, text }: SourceText): Problem[] {
  const size = Buffer.byteLength(text);
  const fault = size > mostBytes ? tooLarge(size) : (badLine(text) ?? muchMarkup(text));
  return fault === undefined ? [] : [{ ...fault, file }];
}

function tooLarge(size: number): Fault {
  const message = `the file has ${size} bytes; at most ${mostBytes} are read`;
  return { code: 'markdown.too-large', message, remedy: 'Split the checklist into several files.' };
}

function badLine(text: string): Fault | undefined {
  let line = 1;
  let headings = 0;
  for (let start = 0; start <= text.length; line++) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    if (end - start > longestLine) {
      const message = `the line has ${end - start} characters; at most ${longestLine} are read`;
      return { code: 'markdown.long-line', message, remedy: 'Break the line.', line };
    }
    if (text[start] === '>' && /^(?:> ?)+/.exec(text.slice(start, start + 2 * mostQuotes + 2))?.[0].length === 2 * mostQuotes + 2)
      return { ...tooDeep, line };
    if (text[start] === '#') headings += 1;
    start = end + 1;
  }
  if (line - 1 > mostLines) return tooMany('lines', line - 1, mostLines);
  return headings > mostHeadings ? tooMany('headings', headings, mostHeadings) : undefined;
}

function tooMany(what: 'lines' | 'headings', count: number, most: number): Fault {
  const message = `the file has ${count} ${what}; at most ${most} are read`;
  return { code: `markdown.too-many-${what}`, message, remedy: 'Split the checklist into several files.' };
}

const newLine = '\n'.charCodeAt(0);
const bar = '|'.charCodeAt(0);
const isMarkup = new Uint8Array(128);
for (const character of '[]*_~<&!`|\\') isMarkup[character.charCodeAt(0)] = 1;

function muchMarkup(text: string): Fault | undefined {
  let seen = 0;
  let line = 1;
  let bars = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    seen += isMarkup[code] ?? 0;
    if (code === newLine) {
      line += 1;
      bars = 0;
    } else if (code === bar && ++bars > mostBars) return { ...wideTable, line };
  }
  if (seen <= mostMarkup) return undefined;
  const message = `the file has ${seen} characters of markup; at most ${mostMarkup} are read`;
  return { code: 'markdown.too-much-markup', message, remedy: 'Split the checklist into several files, or write it in YAML.' };
}

const wideTable: Fault = {
  code: 'markdown.wide-table',
  message: `the line has more than ${mostBars} bars, and no table that people read is so wide`,
  remedy: 'Split the table, or leave columns out.',
};

export const tooDeep: Fault = {
  code: 'markdown.too-deep',
  message: 'lists and quotes stand deeper in one another than is read here',
  remedy: 'Write it flatter: 40 levels are enough for every checklist.',
};
