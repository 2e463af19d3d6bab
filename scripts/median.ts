/** Milliseconds that a call takes: the middle of five, after one to warm up. */
export function medianMs(call: () => unknown): number {
  const times = Array.from({ length: 6 }, () => {
    const start = performance.now();
    call();
    return performance.now() - start;
  });
  return times.slice(1).toSorted((a, b) => a - b)[2] ?? Number.NaN;
}
