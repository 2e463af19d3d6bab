import { safe } from '../markdown/words.ts';

const plain = /^[^`\p{C}\p{Zl}\p{Zp}]+$/u;

/** A line to type, in code: nothing in it acts, and nobody is called. */
export function typed(line: string): string {
  return plain.test(line) ? `\`${line.trim()}\`` : safe(line);
}

/** An item as people call it. */
export interface Called {
  readonly handle: string;
  readonly title: string;
}

export function calledText({ handle, title }: Called): string {
  return `${typed(handle)} ${safe(title)}`;
}

const login = /^[a-z\d](?:[a-z\d_-]{0,60}[a-z\d])?(?:\/[a-z\d][a-z\d_-]{0,99})?$/i;

/** Calls somebody, who then gets a notification: only ever on purpose. What is no login of a person, and no `organisation/team`, is only shown. */
export function mention(name: string): string {
  return login.test(name) ? `@${name}` : safe(name);
}

/** A sentence ends once, whatever its last word brought along. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
