import { instantAt } from '../../ground/instant.ts';
import { oneLine } from '../../ground/text.ts';
import { PlatformError, type PlatformFault } from '../../reconcile/ports/faults.ts';

export interface Failing {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly asked: string;
  /** Here, in milliseconds. */
  readonly now: number;
  /** A write may have been done although its answer says that something broke. */
  readonly isWrite: boolean;
}

const [second, minute] = [1000, 60_000];
/** GitHub's limits are over within the hour; a header that says more is a clock that is wrong. */
const longest = 65 * minute;

/** What an answer with an error in it means. */
export function faultOf(failing: Failing): PlatformError {
  const { status, asked, isWrite } = failing;
  const said = messageOf(failing.text);
  const fail = (kind: PlatformFault['kind'], later?: string) =>
    new PlatformError(`GitHub answers ${status} to ${asked}${said === '' ? '' : `: ${said}`}`, {
      kind,
      asked,
      ...(later !== undefined && { retryAt: later }),
    });
  if (isLimit(failing)) return fail('limited', retryAt(failing));
  if (status >= 500) return fail(isWrite ? 'unclear' : 'unavailable', askedToWait(failing));
  if (status === 404 || status === 410 || status === 451) return fail('gone');
  if (status === 401 || status === 403) return fail('forbidden');
  return fail('refused');
}

function isLimit({ status, headers, text }: Failing): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after') || saysLimit(text);
}

export function saysLimit(text: string): boolean {
  return /rate limit|abuse detection/i.test(text);
}

function askedToWait(failing: Pick<Failing, 'headers' | 'now'>): string | undefined {
  return failing.headers.has('retry-after') ? retryAt(failing) : undefined;
}

/** By our own clock. The reset is a time on GitHub's, so that it is told against the date of the same answer. */
export function retryAt({ headers, now }: Pick<Failing, 'headers' | 'now'>): string {
  const later = Number(headers.get('retry-after') ?? Number.NaN);
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN) * second;
  const isSpent = headers.get('x-ratelimit-remaining') === '0';
  const there = Date.parse(headers.get('date') ?? '');
  const untilReset = reset - (Number.isNaN(there) ? now : there);
  const wait = Number.isFinite(later) ? later * second : isSpent && Number.isFinite(untilReset) ? untilReset : minute;
  return instantAt(Math.ceil((now + Math.min(Math.max(wait, second), longest)) / second) * second);
}

/** What GitHub says in an error: its own sentence, cut, and nothing of what was sent. */
function messageOf(text: string): string {
  try {
    const { message } = Object(JSON.parse(text));
    return typeof message === 'string' ? oneLine(message, 120) : '';
  } catch {
    return '';
  }
}
