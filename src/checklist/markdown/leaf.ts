import { type Problem, ProblemError } from '../../ground/problem.ts';
import type { WrittenItem } from '../fields.ts';
import type { Limit, Phase } from '../model.ts';
import type { Leaf } from '../outline.ts';
import { itemSettings } from './comments.ts';
import { conditionAtEnd } from './conditions.ts';
import type { Words } from './inline.ts';
import { limitsIn } from './limits.ts';
import { levelOf } from './phases.ts';
import { annotationsOf, isRollUp, metadataOf, notApplicableIn, signerOf } from './sayings.ts';

/** What is known while a checklist is read, and what is found. */
export interface Reading {
  readonly file: string;
  readonly problems: Problem[];
  readonly notes: Problem[];
  /** The titles that items name as what must be done before them. */
  readonly depends: Map<Leaf, readonly string[]>;
  /** Ids in comments, and how often each is there. */
  readonly keys: ReadonlyMap<string, number>;
}

/** What the section says for the items in it. */
export interface Scope {
  readonly reading: Reading;
  readonly phase: Phase | undefined;
  /** Which lines of lists are items, beside those with a box. */
  readonly lines: 'all' | 'marked' | 'none';
}

/** A requirement as it was found, whatever its form. */
export interface Found {
  readonly form: Leaf['form'];
  readonly words: Pick<Words, 'text' | 'links' | 'comments'> & { readonly struck?: boolean };
  readonly line: number;
  /** Lines below it: criteria, and what is said of owner and time. */
  readonly below?: readonly string[];
  /** Further paragraphs. */
  readonly prose?: readonly string[];
  readonly commands?: readonly string[];
  /** Limits that are not in its words. */
  readonly limits?: readonly Limit[];
}

const longestTitle = 1_000;
const longestText = 9_000;
const longestReference = 2_000;

/** The item that a requirement is; its own comment has the last word. */
export function leafOf(found: Found, { reading, phase }: Scope): Leaf {
  const { words, line, below = [], form } = found;
  const { text, isMandatory, depends } = annotationsOf(words.text.slice(0, longestText));
  const metadata = below.flatMap((each) => metadataOf(each) ?? []);
  const criteria = below.filter((each) => metadataOf(each) === undefined);
  const signer = signerOf(text, phase === 'sign-off');
  const condition = conditionAtEnd(text);
  const level = isMandatory ? 'must' : (levelOf(text) ?? (condition === 'plain' ? 'may' : undefined));
  const title = signer?.title ?? text;
  const how = [
    ...(title.length > longestTitle ? [title] : []),
    ...(found.prose ?? []),
    ...metadata.flatMap((each) => each.text ?? []),
  ].join('\n\n');
  const references = words.links.filter((link) => link !== '' && link.length <= longestReference).slice(0, 100);
  const own = settings(found, title.slice(0, longestTitle), reading);
  const isProved = ['gate', 'who', 'signOff', 'rollUp'].some((way) => Object.hasOwn(own, way));
  const said: WrittenItem = {
    ...keyOf(words, reading),
    title: title.length > longestTitle ? `${title.slice(0, longestTitle - 1)}…` : title,
    ...(how !== '' && { how: how.slice(0, longestText) }),
    ...(level !== undefined && { level }),
    ...(criteria.length > 0 && { criteria }),
    ...(references.length > 0 && { references }),
    ...Object.assign({}, ...metadata.map(({ owner, due }) => ({ ...(owner && { owner }), ...(due !== undefined && { due }) }))),
    ...(signer && !isProved && { signOff: { role: signer.role } }),
    ...(signer && phase === undefined && { phase: 'sign-off' as const }),
    ...(isRollUp(text) && !isProved && { rollUp: 'all-above' as const }),
    ...own,
  };
  // Where a row has columns for limits, figures in its name belong to the name.
  const limits = found.limits?.length ? found.limits : [text, ...criteria].flatMap((each) => limitsIn(each));
  const at = { line, column: 1 };
  const leaf: Leaf = { kind: 'item', said, limits, form, commands: found.commands ?? [], at };
  if (depends.length > 0) reading.depends.set(leaf, depends);
  remark(found, text, reading);
  if (condition === 'doubtful' && said.level === undefined) reading.notes.push(doubtful(title, reading.file, line));
  return leaf;
}

/** Problems of a comment are kept, so that all of them are found in one go. */
function settings({ words }: Found, title: string, { file, problems }: Reading): Partial<WrittenItem> {
  try {
    return itemSettings(words.comments, title, file);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(...error.problems);
    return {};
  }
}

const key = /^\s*(?<id>[a-z0-9]+(?:[.-][a-z0-9]+)*)\s*$/;

/** `<!-- tls-min -->`: other tools name boxes by a bare comment right behind the box. It is an id where no second box has the same. */
export function keyIn(words: Found['words']): string | undefined {
  const [first] = words.comments;
  return first?.isFirst ? key.exec(first.text)?.groups?.['id'] : undefined;
}

function keyOf(words: Found['words'], { keys }: Reading): { id?: string } {
  const id = keyIn(words);
  return id !== undefined && id.length <= 80 && keys.get(id) === 1 ? { id } : {};
}

function doubtful(title: string, file: string, line: number): Problem {
  return {
    code: 'markdown.condition',
    message: `"${title.slice(0, 100)}" may have a condition that is not in parentheses; it is asked always`,
    remedy: 'Put the condition in parentheses if the item can be left out, or say `level: must` in a comment behind it.',
    file,
    line,
  };
}

function remark({ words, line }: Found, text: string, { file, notes }: Reading): void {
  const reason = notApplicableIn(text);
  if (reason !== undefined) {
    notes.push({
      code: 'markdown.not-applicable',
      message: `"${text.slice(0, 100)}" says of itself that it does not apply; it is asked all the same`,
      remedy: 'Say so in the configuration, with an end: notApplicable: { reason, until }.',
      file,
      line,
    });
  }
  if (words.struck) {
    const message = `"${text.slice(0, 100)}" is struck out; it is asked all the same`;
    notes.push({
      code: 'markdown.struck',
      message,
      remedy: 'Delete the line, or say notApplicable in the configuration.',
      file,
      line,
    });
  }
}
