import { repairEncoding } from '../../ground/encoding.ts';
import { ProblemError } from '../../ground/problem.ts';
import type { Branch, Entry, Outline } from '../outline.ts';
import type { SourceText } from '../yaml.ts';
import { type Part, partsOf } from './captions.ts';
import { addressed, commentsIn, type SectionSettings, settingsOfSection } from './comments.ts';
import { entriesOf } from './content.ts';
import { resolveDepends } from './depends.ts';
import { commandsOf } from './fences.ts';
import { foreignProblems } from './foreign.ts';
import { withoutFrontMatter } from './front-matter.ts';
import { type Comment, type Words, wordsOf } from './inline.ts';
import { keyIn, type Reading, type Scope } from './leaf.ts';
import { levelOfHeading, momentsAmong, phaseOf } from './phases.ts';
import { prescan, tooDeep } from './prescan.ts';
import { type Section, sectionsOf } from './sections.ts';
import { deepest, inlineOf, type Node, parseTree, within } from './tree.ts';

/** A checklist in Markdown, as people write it; or every problem in it. What it means for a release is checked with the policy. */
export function readMarkdown({ file, text: raw }: SourceText): Outline {
  const refused = prescan({ file, text: raw });
  if (refused.length > 0) throw new ProblemError(...refused);
  const { text, title } = withoutFrontMatter(repairEncoding(raw.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')));
  const { nodes, depth } = parseTree(text);
  if (depth >= deepest) throw new ProblemError({ ...tooDeep, file });
  const root = sectionsOf(nodes);
  const all = text.includes('<!--') ? nodes.flatMap(within) : [];
  const comments = all.flatMap(commentsOfNode);
  const { problems, notes } = foreignProblems(comments, file);
  const reading: Reading = { file, problems, notes, depends: new Map(), keys: keysIn(all) };
  const built = build(root, { reading, phase: undefined, lines: 'marked' });
  if (problems.length === 0 && !hasItems(built.entries)) problems.push(empty(file));
  if (problems.length > 0) throw new ProblemError(...problems);
  const outline: Outline = {
    file,
    title: root.words.text.slice(0, 500) || title || (/[^/\\]+(?=\.\w+$)/.exec(file)?.[0] ?? file),
    entries: built.entries,
    ...(built.commands.length > 0 && { commands: built.commands }),
    ...(notes.length > 0 && { notes }),
  };
  const resolved = resolveDepends(outline, reading.depends);
  return { ...resolved, entries: resolved.entries.map((entry) => withDefaults(entry, built.settings)) };
}

/** What is said of the whole file holds for what stands in no section that says otherwise. */
function withDefaults(entry: Entry, { phase, level, when }: SectionSettings): Entry {
  const defaults = { ...(phase !== undefined && { phase }), ...(level !== undefined && { level }) };
  if (entry.kind === 'item') {
    const { said } = entry;
    return { ...entry, said: { ...defaults, ...said, ...(when && { when: { ...when, ...said.when } }) } };
  }
  return { ...defaults, ...entry, ...(when && { when: { ...when, ...entry.when } }) };
}

const linesFor = { bullets: 'all', boxes: 'none' } as const;

interface Built {
  readonly entries: Entry[];
  readonly commands: readonly string[];
  readonly settings: SectionSettings;
}

function build({ words, content, sections, line }: Section, outer: Scope): Built {
  const { reading } = outer;
  const parts = partsOf(content);
  const plain = parts.flatMap((part) => (part.caption ? [] : part.content));
  const blocks = plain.flatMap((node) => (node.type === 'html_block' ? commentsIn(node.token.content, node.line) : []));
  const settings = settingsIn([...words.comments, ...blocks], reading);
  const lines = settings.items === undefined ? outer.lines : linesFor[settings.items];
  const scope: Scope = { reading, phase: settings.phase ?? outer.phase, lines };
  strayComments(plain, reading);
  const captions = momentsAmong(parts.flatMap(({ caption }) => caption?.text ?? []));
  const own = parts.flatMap((part) =>
    part.caption ? branch(underCaption(part, part.caption), captions, scope) : entriesOf(part.content, words.text, scope),
  );
  const moments = momentsAmong(sections.map((section) => section.words.text));
  const below = sections.flatMap((section) => branch(section, moments, scope));
  if (settings.items === 'bullets' && own.length + below.length === 0) reading.problems.push(noBullets(reading.file, line));
  return { entries: [...own, ...below], commands: plain.flatMap((node) => commandsOf(node)), settings };
}

function underCaption({ line, content }: Part, words: Words): Section {
  return { words, rank: 7, line, content: [...content], sections: [] };
}

/** Problems are gathered, so that all of them are found in one go. */
function settingsIn(comments: readonly Comment[], { file, problems }: Reading): SectionSettings {
  try {
    return settingsOfSection(comments, file);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(...error.problems);
    return {};
  }
}

/** A section with nothing to show is left out. */
function branch(section: Section, moments: ReadonlySet<string>, outer: Scope): Branch[] {
  const title = section.words.text.slice(0, 500) || 'Section';
  const meant = phaseOf(title, { phase: outer.phase, moments });
  const { entries, commands, settings } = build(section, { ...outer, phase: meant ?? outer.phase });
  const phase = settings.phase ?? meant;
  const level = settings.level ?? levelOfHeading(title);
  if (entries.length === 0 && commands.length === 0) return [];
  return [
    {
      kind: 'section',
      title,
      ...(phase !== undefined && { phase }),
      ...(level !== undefined && { level }),
      ...(settings.when && { when: settings.when }),
      entries,
      ...(commands.length > 0 && { commands }),
      at: { line: section.line, column: 1 },
    },
  ];
}

function commentsOfNode(node: Node): Comment[] {
  if (!node.token.content.includes('<!--')) return [];
  if (node.type === 'html_block') return commentsIn(node.token.content, node.line);
  return node.type === 'inline' ? [...wordsOf(node.token.children ?? [], node.line).comments] : [];
}

/** How often each bare comment names a box. */
function keysIn(all: readonly Node[]): Map<string, number> {
  const keys = new Map<string, number>();
  for (const { type, children } of all) {
    if (type !== 'list_item') continue;
    const inline = children[0] ? inlineOf(children[0]) : undefined;
    const key = inline?.content.includes('<!--') !== true ? undefined : keyIn(wordsOf(inline.children ?? [], 1));
    if (key !== undefined) keys.set(key, (keys.get(key) ?? 0) + 1);
  }
  return keys;
}

/** A word to us that nothing reads would be believed to hold. */
function strayComments(content: readonly Node[], { problems, file }: Reading): void {
  const paragraphs = content.filter(({ type }) => type === 'paragraph' || type === 'blockquote');
  const stray = addressed(paragraphs.flatMap((node) => within(node).flatMap(commentsOfNode)));
  for (const { line } of stray) {
    problems.push({
      code: 'markdown.stray-comment',
      message: 'this comment stands in a text that is no item, so it says nothing',
      remedy: 'Put it behind the text of an item, behind a heading, or on a line of its own after an empty line.',
      file,
      line,
    });
  }
}

function hasItems(entries: readonly Entry[]): boolean {
  return entries.some((entry) => entry.kind === 'item' || hasItems(entry.entries));
}

function empty(file: string) {
  return {
    code: 'checklist.empty',
    message: 'no item was found: there is no task box in this file, and no table or list that is read as one',
    remedy:
      'Write items as `- [ ] text`. If its plain lists are the items, add the line <!-- gonogo: {items: bullets} --> at the top or under a heading.',
    file,
  };
}

function noBullets(file: string, line: number) {
  return {
    code: 'markdown.no-bullets',
    message: 'this section says that its plain lists are items, but it has none',
    remedy: 'Add a list, or delete the comment.',
    file,
    line,
  };
}
