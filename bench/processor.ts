import process from 'node:process';

/** Milliseconds of processor time that a call takes, the middle of five after one to warm up: a busy machine changes them little. */
export function processorMs(call: () => unknown): number {
  const times = Array.from({ length: 6 }, () => {
    const start = process.cpuUsage();
    call();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000;
  });
  return times.slice(1).toSorted((a, b) => a - b)[2] ?? Number.NaN;
}
