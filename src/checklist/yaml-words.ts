import { isAlias, isScalar, type Node, type YAMLError } from 'yaml';
import type { Problem } from '../ground/problem.ts';

type Said = Pick<Problem, 'message' | 'remedy'>;
type Known = Pick<YAMLError, 'code' | 'message' | 'pos'>;

const inQuotes = 'Put the text in quotes where it has a colon and a space; else see whether the lines around are indented alike.';
const alike =
  'Begin all entries of one list or set of keys at the same column, with spaces; the mistake may be in the line above.';

const stray: Said = { message: 'what begins here does not belong to what stands above it', remedy: alike };
const outOfLine: Said = { message: 'the line is not indented as those that it belongs to', remedy: alike };

const words: { readonly [code: string]: Said } = {
  TAB_AS_INDENT: { message: 'the line is indented with a tab', remedy: 'Put spaces in its place: YAML takes no tabs there.' },
  BAD_INDENT: outOfLine,
  UNEXPECTED_TOKEN: stray,
  BLOCK_AS_IMPLICIT_KEY: { message: 'a second key begins within the value of a first one', remedy: inQuotes },
  BLOCK_IN_FLOW: { message: 'a key and its value stand where brackets want a single text', remedy: inQuotes },
  MULTILINE_IMPLICIT_KEY: {
    message: 'a key goes on over several lines',
    remedy: 'Write a colon and a space behind the key, and see how the lines around are indented.',
  },
  BAD_DQ_ESCAPE: {
    message: 'a backslash in double quotes stands before what it cannot change',
    remedy: 'Use single quotes, in which a backslash is a backslash; paths have / between folders.',
  },
  MULTIPLE_DOCS: { message: 'a second document begins here', remedy: 'Keep one in a file: take the line --- out.' },
  TAG_RESOLVE_FAILED: {
    message: 'a word that begins with ! is read as a tag',
    remedy: 'Put it in quotes if it is text; tags are not read.',
  },
};

/** What a parser says to who knows its grammar, said to who writes a checklist. What begins a line is more likely in a wrong column. */
export function syntaxWords({ code, message }: Pick<Known, 'code' | 'message'>, column: number): Said {
  const [, closing] = /end with an? (.)$|^Missing closing (.)/.exec(message)?.filter((part) => part !== undefined) ?? [];
  if (closing !== undefined) {
    return { message: `a ${closing} is missing before this place`, remedy: `Close with ${closing} what was opened above.` };
  }
  if (message.startsWith('Sequence item without')) return stray;
  const [, first] = /^Plain value cannot start with .*?(\S)$/.exec(message) ?? [];
  if (first !== undefined) return { message: `a text cannot begin with ${first}`, remedy: 'Put it in quotes.' };
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && column === 1) return outOfLine;
  return (Object.hasOwn(words, code) ? words[code] : undefined) ?? { message, remedy: 'Correct the YAML at this place.' };
}

/** One mistake makes a parser stumble more than once: at a tab nothing else is worth saying, and one thing is enough for a line. */
export function withoutEchoes<T extends Known>(errors: readonly T[], lineOf: (error: T) => number): T[] {
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT');
  const told = tabs.length > 0 ? tabs : errors;
  return [...new Map(told.toReversed().map((error) => [lineOf(error), error])).values()].toReversed();
}

/** What is YAML and not plain data: which it is, and what was probably meant. */
export function notPlainWords(node: Node, isTooDeep: boolean, deepest: number): Said {
  const mark = markOf(node);
  if (mark !== undefined) {
    const remedy = `Put it in quotes if it is text; else write the value out in full.`;
    return { message: `what begins with ${mark.sign} is read as ${mark.name}, and there are none here`, remedy };
  }
  if (isTooDeep) return { message: `more than ${deepest} levels are not read here`, remedy: 'Write it flatter.' };
  if (isScalar(node) && node.value === '<<')
    return { message: 'a merge is not read here', remedy: 'Write the keys out in full.' };
  if (isScalar(node) && typeof node.value === 'number')
    return { message: 'a number that is not finite is not read here', remedy: 'Write a number, or put the text in quotes.' };
  return { message: 'only plain texts, numbers, lists and sets of keys are read here', remedy: 'Write the value out in full.' };
}

function markOf(node: Node): { readonly sign: string; readonly name: string } | undefined {
  if (isAlias(node)) return { sign: '*', name: 'an alias' };
  if (node.tag !== undefined) return { sign: '!', name: 'a tag' };
  return 'anchor' in node && node.anchor !== undefined ? { sign: '&', name: 'an anchor' } : undefined;
}
