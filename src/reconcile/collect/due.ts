import { keepsOf } from '../../verdict/answer.ts';
import { earlier, type Rhythm, secondsAfter } from '../rhythm.ts';
import type { Collected } from './collected.ts';

/** Part of the time that evidence counts, after which it is collected again: early enough that nothing lapses while it is. */
const refreshAt = 0.75;

/** From when on it is to be asked again by itself. */
export function dueAgain({ claim, failures }: Collected, { retryLatest, lookAgain }: Rhythm): string {
  const keeps = keepsOf({ gate: claim.gate, origin: 'app' });
  const seconds = (keeps === 'commit' ? 1 : keeps.hours) * 3_600 * refreshAt;
  const refresh = secondsAfter(claim.at, seconds);
  if (claim.state === 'collected') return refresh;
  const retry = secondsAfter(claim.at, Math.min(retryLatest, lookAgain * 2 ** Math.min(failures, 10)));
  return earlier(retry, refresh) ?? retry;
}

/** When an answer of this age counts no more. */
export function lapseOf({ claim }: Pick<Collected, 'claim'>): string {
  const keeps = keepsOf({ gate: claim.gate, origin: 'app' });
  return secondsAfter(claim.at, (keeps === 'commit' ? 1 : keeps.hours) * 3_600);
}

/** Whoever asks for it again gets it again, but not every second. */
export function mayAskAgain({ claim }: Collected, isLive: boolean): string {
  return secondsAfter(claim.at, isLive ? 30 : 5);
}
