import type { Progress } from '../../gates/engine/runner.ts';
import { foreign } from '../../views/sheet.ts';
import type { Log } from './log.ts';

/** A line for each gate when it is done: what a reader of a log that grows wants to see. */
export function progressIn(log: Log): (progress: Progress) => void {
  return (progress) => {
    if (progress.type !== 'finished') return;
    const { gate, target, done, total, state, tookMs } = progress;
    const name = foreign(target === undefined ? gate : `${gate} on ${target}`);
    const how = state === 'collected' ? 'collected' : 'could not be collected';
    log.say(`[${done}/${total}] ${name} ${how} in ${(tookMs / 1000).toFixed(1)} s`);
  };
}
