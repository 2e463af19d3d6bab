import type { Command, Refusal } from './command.ts';
import { isCalled, readLine, type Taken } from './grammar.ts';
import { seenPlainly } from './inline.ts';
import { type Paragraph, type ParagraphLine, paragraphsOf } from './paragraphs.ts';
import { word } from './verbs.ts';

/** The commands of a comment in their order, and what was nearly one: none of these does anything. */
export interface Commands {
  readonly commands: readonly Command[];
  readonly misses: readonly Refusal[];
}

const mostRead = 65_536;
const mostCommands = 50;

/**
 * A command is a line of its own that begins with `/gonogo`, in a paragraph that stands in no quote, list, code, table, heading or
 * markup and that nothing folds away: what a person does not see as a command is none. In doubt it is none.
 */
export function readCommands(body: string): Commands {
  const isWhole = body.length <= mostRead;
  const text = body.slice(0, mostRead).replace(/\r\n?/g, '\n');
  const taken = paragraphsOf(text, { isWhole }).flatMap(linesOf);
  const commands = taken.flatMap((each) => ('command' in each ? [each.command] : []));
  const misses = taken.flatMap((each) => ('refusal' in each ? [each.refusal] : []));
  return {
    commands: commands.slice(0, mostCommands),
    misses: [
      ...misses.slice(0, mostCommands),
      ...(commands.length > mostCommands ? [tooMany(commands)] : []),
      ...(isWhole ? [] : [tooLong(body.length)]),
    ],
  };
}

function linesOf(paragraph: Paragraph): Taken[] {
  const isSeen = seenPlainly(paragraph.lines.map(({ text }) => text).join('\n'));
  let offset = 0;
  return paragraph.lines.flatMap((each) => {
    const at = offset;
    offset += each.text.length + 1;
    if (each.indent > 3 || !/gonogo/i.test(each.text)) return [];
    const where = placeOf(paragraph, each) ?? (isSeen(at) ? undefined : 'where markup of its paragraph may reach');
    if (where === undefined) return [readLine(each.text, each.line)].filter((found) => found !== undefined);
    return where !== 'quote' && isCalled(each.text) ? [{ refusal: misplaced(where, each.line) }] : [];
  });
}

/** Where a line stands if no command can stand there; a quote is nobody's word, and needs none. */
function placeOf({ inside, is, isPlain }: Paragraph, { isLazy }: ParagraphLine): string | undefined {
  if (inside === 'quote') return isLazy ? 'right below a quote, which takes it in' : 'quote';
  if (inside === 'list') return isLazy ? 'right below a list, which takes it in' : 'in a list';
  if (is !== 'paragraph') return `in a ${is}`;
  return isPlain ? undefined : 'behind markup that is not closed or that is read in different ways';
}

function misplaced(where: string, line: number): Refusal {
  return {
    code: 'command.misplaced',
    message: `the command stands ${where}, so it is not taken`,
    remedy: `Write ${word} at the start of a line, with an empty line above, in a comment without other markup if need be.`,
    line,
  };
}

function tooMany(commands: readonly Command[]): Refusal {
  const first = commands[mostCommands];
  return {
    code: 'command.too-many',
    message: `${mostCommands} commands of one comment are taken, and this one has ${commands.length}`,
    remedy: 'Write the rest in a further comment.',
    ...(first !== undefined && { line: first.line }),
  };
}

function tooLong(length: number): Refusal {
  return {
    code: 'command.long-comment',
    message: `the comment has ${length} characters, of which ${mostRead} are read`,
    remedy: 'Write commands at the top, or in a comment of their own.',
  };
}
