import type { Words } from './inline.ts';

/** The signs that people put where the state of something stands; what they say is nobody's statement. */
export const sign = String.raw`(?:[☐☑☒⬜🔲🟥🟨🟩✅❌✔✓✗✘⚠]\uFE0F?|:(?:white_check_mark|x|warning):)`;

const before = new RegExp(`^${sign}[\\s–—-]*`, 'u');
/** What a list that explains signs says behind them. */
const meaning = /^(?:[=:→]|(?:indicates?|means?|stands for|denotes?|is for)\b)/i;
const stateAlone =
  /^(?:pass(?:ed|ing)?|fail(?:ed|ing|ure)?|done|ok|yes|no|(?:in)?complete[d]?|in progress|not (?:started|done|applicable|required|needed)|n\/a|pending|open|to ?do|tbd|partial(?:ly)?(?: done| completed?)?|warnings?|errors?|success(?:ful)?|blocked|skipped|required|optional|verified|unknown)[.!]?$/i;

/** The words behind the sign that a line begins with; nothing when it begins with none, or only says what a sign means. */
export function markedOf(words: Words): Words | undefined {
  const found = before.exec(words.text)?.[0];
  if (found === undefined) return undefined;
  const text = words.text.slice(found.length);
  const isMeaning = meaning.test(text) || stateAlone.test(text);
  return /[\p{L}\p{N}]/u.test(text) && !isMeaning ? { ...words, text } : undefined;
}

/** The text without a sign before it. */
export function withoutSign(text: string): string {
  return text.replace(before, '') || text;
}

/** A cross says "not yet" to some, and "never do this" to others. */
export function isCrossed(text: string): boolean {
  return /^[❌✗✘]|^:x:/u.test(text);
}
