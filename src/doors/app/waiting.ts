/** Doubles with each time, and differs a little, so that replicas that failed together do not come back together. */
export function backoff(
  times: number,
  { leastBackoffMs, mostBackoffMs }: { leastBackoffMs: number; mostBackoffMs: number },
): number {
  const most = Math.min(mostBackoffMs, leastBackoffMs * 2 ** (times - 1));
  return most * (0.75 + Math.random() / 4);
}

export class TooLate extends Error {
  readonly code = 'TOO_LATE';

  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds} ms`);
    this.name = 'TooLate';
  }
}

/** Rejects with `TooLate` when it takes longer; what comes of it then is nobody's any more. */
export async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new TooLate(milliseconds)), milliseconds);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Until then, or until it is called for. */
export async function pauseUntil(called: Promise<unknown>, milliseconds: number): Promise<void> {
  const over = Promise.withResolvers<void>();
  const timer = setTimeout(over.resolve, Math.max(0, milliseconds));
  await Promise.race([called, over.promise]);
  clearTimeout(timer);
}
