import { epochOf, isDay } from '../../ground/instant.ts';
import type { WrittenItem } from '../fields.ts';
import { makeId } from '../ids.ts';

const blank = String.raw`(?:_{3,}|\.{4,}|…{2,})`;
const signature = new RegExp(`^(?<role>[^:_]{2,80}):\\s*${blank}`, 'u');
const placeholder = /^(?<role>[^:_]{2,80}):\s*(?:\[[^\]]*(?:name|signature|sign|date)[^\]]*\]|\{\{[^}]+\}\})/iu;
/** What a form asks for beside the one who signs it. */
const noRole =
  /^(?:date|time|name|signature|signed|signed by|version|release|notes?|comments?|remarks?|reason|environment|ticket|url|link|title|status)$/i;
const bySomebody = /^(?:approved|signed(?: off)?|sign[- ]?off|approval|reviewed|verified)(?: by| from)?\s+(?!(?:by|from)$)/i;

/** The role that signs on a line such as `Security Lead: ______`. Where a section is for signing, a name to fill in is enough. */
export function signerOf(text: string, isForSigning: boolean): { title: string; role: string } | undefined {
  const found = signature.exec(text) ?? (isForSigning ? placeholder.exec(text) : null);
  const title = found?.groups?.['role']?.trim().replace(bySomebody, '');
  if (title === undefined || title === '' || noRole.test(title)) return undefined;
  return { title, role: makeId([title]) };
}

const rollUp =
  /^all (?:of )?(?:the )?(?:(?:items?|checks?|boxes|tasks|requirements|steps|points|previous|preceding) )?(?:listed )?(?:above|previous|preceding)(?: (?:items?|checks?|boxes|tasks|requirements|steps|points))?(?: (?:are|is|have been|has been|were))? (?:complete[d]?|done|checked|ticked|passed|satisfied|met|finished)\b[.!]?$/i;

/** `All items above completed`: nobody ticks that, it is known. */
export function isRollUp(text: string): boolean {
  return rollUp.test(text);
}

const annotation = /\s*\(\s*(?=depends(?: on)?\s*:|mandatory\s*[,)])(?<said>[^()]{1,500})\)/gi;

export interface Annotated {
  /** The text without them. */
  readonly text: string;
  readonly isMandatory: boolean;
  /** The titles of what must be done first. */
  readonly depends: readonly string[];
}

/** `(mandatory)` and `(depends: Title of another)`, alone or together. */
export function annotationsOf(text: string): Annotated {
  const said = [...text.matchAll(annotation)].flatMap(({ groups }) => (groups?.['said'] ?? '').split(','));
  const parts = said.map((part) => part.replace(/^\s*depends(?: on)?\s*:/i, '').trim()).filter((part) => part !== '');
  const isWord = (part: string) => /^mandatory$/i.test(part);
  return {
    text: text.replace(annotation, '').trim() || text,
    isMandatory: parts.some(isWord),
    depends: parts.filter((part) => !isWord(part)),
  };
}

/** The reason of `(N/A - reason)`. */
export function notApplicableIn(text: string): string | undefined {
  return /\(\s*n\/a\s*[-–—:,]\s*(?<reason>[^()]{1,500})\)/i.exec(text)?.groups?.['reason']?.trim();
}

export interface Metadata {
  readonly owner?: WrittenItem['owner'];
  readonly due?: string;
  /** What names nobody GitHub knows, or no day: for people to read. */
  readonly text?: string;
}

const field = /^(?<name>owner|assignee|assigned to|responsible|deadline|due(?: date| by)?|status)\s*:\s*(?<value>.*)$/i;

/** A line such as `Owner: @someone` or `Deadline: 2027-06-30`; nothing when it is no such line. */
export function metadataOf(line: string): Metadata | undefined {
  const { name = '', value = '' } = field.exec(line)?.groups ?? {};
  if (name === '') return undefined;
  const isToFillIn = value === '' || /^(?:\[.*\]|\{\{.*\}\}|<.*>|_+|tbd|todo|-)$/i.test(value);
  if (isToFillIn || /^status$/i.test(name)) return {};
  if (/^d/i.test(name)) return isTime(value) ? { due: value } : { text: line };
  const team = /^@(?<team>[\w-]+\/[\w.-]+)$/.exec(value)?.groups?.['team'];
  if (team !== undefined) return { owner: { team } };
  const users = value.split(/[\s,]+(?:and )?/).map((user) => /^@(?<login>[\w-]+)$/.exec(user)?.groups?.['login']);
  return users.every((user) => user !== undefined) ? { owner: { users } } : { text: line };
}

function isTime(value: string): boolean {
  return isDay(value) || !Number.isNaN(epochOf(value));
}
