import { type Static, s } from '../../gates/engine/schema.ts';
import { fits } from '../../gates/engine/validate.ts';
import type { Json } from '../../ground/json.ts';
import { type Problem, ProblemError } from '../../ground/problem.ts';
import { condition, type WrittenItem, writtenItem } from '../fields.ts';
import { levels, phases } from '../model.ts';
import { problemsOf } from '../problems.ts';
import { type Document, parseYaml } from '../yaml.ts';
import type { Comment } from './inline.ts';

const mostBytes = 64 * 1024;

/** What a comment may say of a section, or of the whole document. */
export const sectionSettings = s.object({
  items: s.optional(s.oneOf(['boxes', 'bullets'])),
  phase: s.optional(s.oneOf(phases)),
  level: s.optional(s.oneOf(levels)),
  when: s.optional(condition),
});

export type SectionSettings = Static<typeof sectionSettings>;

const ours = /^\s*gonogo(?![\w-])/i;
const opening = /^\s*gonogo:/;

/** The comments of a block of HTML. By searching, not by a pattern: what never closes must not be looked for again and again. */
export function commentsIn(html: string, line: number): Comment[] {
  const found: Comment[] = [];
  let at = line;
  for (let start = html.indexOf('<!--'), last = 0; start >= 0; ) {
    const end = html.indexOf('-->', start + 4);
    if (end < 0) break;
    at += html.slice(last, start).split('\n').length - 1;
    found.push({ text: html.slice(start + 4, end), line: at });
    last = start;
    start = html.indexOf('<!--', end + 3);
  }
  return found;
}

/** The comments that speak to us. */
export function addressed(comments: readonly Comment[]): Comment[] {
  return comments.filter(({ text }) => ours.test(text));
}

/** What the comments behind an item say of it; its title is theirs only if they give one. */
export function itemSettings(comments: readonly Comment[], title: string, file: string): Partial<WrittenItem> {
  return Object.assign(
    {},
    ...addressed(comments).map((comment) => {
      const document = read(comment, file);
      const { value } = document;
      const whole = { ...document, value: isObject(value) ? { title, ...value } : value };
      if (!fits(writtenItem, whole.value)) throw new ProblemError(...problemsOf(writtenItem, whole));
      return value;
    }),
  );
}

export function settingsOfSection(comments: readonly Comment[], file: string): SectionSettings {
  return Object.assign(
    {},
    ...addressed(comments).map((comment) => {
      const document = read(comment, file);
      if (!fits(sectionSettings, document.value)) throw new ProblemError(...problemsOf(sectionSettings, document));
      return document.value;
    }),
  );
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The YAML of a comment, with the lines of the file that it stands in. */
function read({ text, line }: Comment, file: string): Document {
  const head = opening.exec(text)?.[0];
  if (head === undefined) throw new ProblemError(malformed(file, line));
  const before = line - 1 + head.split('\n').length - 1;
  return inFile(before, () => parseYaml({ file, text: text.slice(head.length) }, mostBytes));
}

/** YAML that begins after so many lines of a file: its places and problems are those of the file. Columns are not. */
export function inFile(before: number, parse: () => Document): Document {
  try {
    const document = parse();
    return { ...document, where: (path) => ({ line: document.where(path).line + before, column: 1 }) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw new ProblemError(...error.problems.map((problem) => ({ ...problem, line: (problem.line ?? 1) + before, column: 1 })));
  }
}

function malformed(file: string, line: number): Problem {
  return {
    code: 'markdown.comment',
    message: 'this comment speaks to gonogo, but not in a way that is understood',
    remedy: 'Write <!-- gonogo: {key: value} -->; docs/markdown.md says what can be said where.',
    file,
    line,
  };
}
