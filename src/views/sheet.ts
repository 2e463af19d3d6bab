import { defuseCommands, oneLine } from '../ground/text.ts';
import type { Tone } from './marks.ts';
import { columnsOf, padTo, wrap } from './width.ts';

/** Colours a text after its tone, or leaves it as it is. */
export type Paint = (tone: Tone, text: string) => string;

/** What lines are set on: so wide, in these colours. */
export interface Sheet {
  readonly width: number;
  readonly paint: Paint;
}

/** Longer than anybody reads in a list; a tool's output can be a megabyte in one sentence. */
const longest = 600;
/** White space and marks may be cut away, so look at more than that, but not at all of a megabyte. */
const looked = 20_000;

/** A text that somebody else wrote, in one line of a length that people read. */
export function clipped(text: string): string {
  return oneLine(text.slice(0, looked), longest);
}

/** The same, where a terminal or a runner reads along: it can do nothing to either. */
export function foreign(text: string): string {
  return defuseCommands(clipped(text));
}

export interface Block {
  readonly indent: number;
  /** Stands once before the first line; further lines hang under the text. */
  readonly lead?: { readonly text: string; readonly tone: Tone };
  readonly text: string;
  readonly tone?: Tone;
}

/** A paragraph of foreign text, broken to the width of the sheet. */
export function block({ indent, lead, text, tone }: Block, sheet: Sheet): string[] {
  const hang = indent + (lead === undefined ? 0 : columnsOf(lead.text) + 1);
  return wrap(foreign(text), sheet.width - hang).map((line, index) => {
    const painted = tone === undefined ? defuseCommands(line) : sheet.paint(tone, defuseCommands(line));
    if (lead === undefined || index > 0) return ' '.repeat(hang) + painted;
    return `${' '.repeat(indent)}${sheet.paint(lead.tone, lead.text)} ${painted}`;
  });
}

export interface Row {
  readonly indent: number;
  readonly lead: { readonly text: string; readonly tone: Tone };
  readonly title: string;
  readonly detail: string;
  /** Where details begin when they have room there. */
  readonly column: number;
}

/** A title with its detail beside it, or under it where both have no room in one line. */
export function row({ indent, lead, title, detail, column }: Row, sheet: Sheet): string[] {
  const start = indent + columnsOf(lead.text) + 1;
  const [name, said] = [foreign(title), foreign(detail)];
  const at = Math.max(column, start + columnsOf(name) + 2);
  if (said !== '' && at + columnsOf(said) <= sheet.width) {
    const before = `${' '.repeat(indent)}${sheet.paint(lead.tone, lead.text)} ${padTo(name, at - start)}`;
    return [before + sheet.paint('muted', said)];
  }
  const below = said === '' ? [] : block({ indent: start, text: detail, tone: 'muted' }, sheet);
  return [...block({ indent, lead, text: title }, sheet), ...below];
}
