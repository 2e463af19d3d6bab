import { webPlace } from './destination.ts';
import { type FailureKind, ProbeError } from './failure.ts';
import { valuesOf } from './header-list.ts';
import type { Answer, Http } from './http.ts';

export interface Hop {
  readonly url: string;
  readonly status: number;
  /** Where it sends one, made whole. */
  readonly to: string;
}

/** From an address to where it ends, or to what went wrong there. */
export interface Walk {
  readonly hops: readonly Hop[];
  readonly end: { readonly url: string } & (
    | { readonly is: 'answered'; readonly status: number; readonly answer: Answer }
    | { readonly is: FailureKind; readonly said: string }
  );
}

const most = 10;

/** Follows redirects and keeps what they say. What goes wrong on the way is where the way ends. */
export async function walkFrom(start: string, http: Http): Promise<Walk> {
  const hops: Hop[] = [];
  for (let url = start; ; ) {
    // oxlint-disable-next-line no-await-in-loop
    const step = await stepFrom(url, http);
    if (!('hop' in step)) return { hops, end: step };
    hops.push(step.hop);
    if (hops.length > most)
      return { hops, end: { url, is: 'redirects', said: `More than ${most} redirects follow each other.` } };
    url = step.hop.to;
  }
}

async function stepFrom(url: string, http: Http): Promise<Walk['end'] | { hop: Hop }> {
  try {
    const answer = await http.ask({ url });
    const { status } = answer;
    const [location] = valuesOf(answer.headers, 'location');
    const isSent = [301, 302, 303, 307, 308].includes(status) && location !== undefined;
    if (!isSent) return { url, is: 'answered', status, answer };
    return { hop: { url, status, to: webPlace(location, new URL(url)).url.href } };
  } catch (error) {
    if (error instanceof ProbeError) return { url, is: error.kind, said: error.message };
    throw error;
  }
}
