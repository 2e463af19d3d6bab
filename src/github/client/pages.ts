import { PlatformError } from '../../reconcile/ports/faults.ts';
import type { Ask } from './ask.ts';
import type { Client } from './client.ts';

/** Where the next page of a list is, by the header that GitHub puts beside each. */
export function nextOf(headers: Headers): string | undefined {
  return /<([^<>]+)>;\s*rel="next"/.exec(headers.get('link') ?? '')?.[1];
}

export interface Rules<T> {
  /** More pages than these are no list. */
  readonly most: number;
  /** Whether what comes after this page is of no interest. */
  readonly isEnough?: (page: readonly T[]) => boolean;
}

/** Every page of a list, or a failure: a list that is too long or goes in a circle is none. */
export async function allPages<T>(client: Client, ask: Ask<readonly T[]>, rules: Rules<T>): Promise<readonly T[]> {
  const { most, isEnough = () => false } = rules;
  const found: T[] = [];
  const seen = new Set<string>();
  let wish: Ask<readonly T[]> = { ...ask, parameters: { per_page: 100, ...ask.parameters }, operation: ask.route };
  for (let page = 1; page <= most; page += 1) {
    const { value, headers } = await client.answer(wish);
    found.push(...value);
    const next = nextOf(headers);
    if (next === undefined || isEnough(value)) return found;
    if (seen.has(next) || !client.isOurs(next)) break;
    seen.add(next);
    wish = { ...ask, route: `GET ${next}`, parameters: {}, operation: ask.route };
  }
  throw new PlatformError(`${ask.route}: the list has no end`, { kind: 'unclear', asked: ask.route });
}
