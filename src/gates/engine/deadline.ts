/** Rejects with the signal's reason as soon as it is aborted, however little the work itself cares for signals. */
export async function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work(), aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Calls `work` with a signal that is aborted, with `reason`, after so many milliseconds or when the outer one is. */
export async function withDeadline<T>(
  { ms, reason, outer }: { ms: number; reason: Error; outer?: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  const timer = setTimeout(() => own.abort(reason), ms);
  const signal = outer === undefined ? own.signal : AbortSignal.any([own.signal, outer]);
  try {
    return await untilAborted(signal, () => work(signal));
  } finally {
    clearTimeout(timer);
  }
}
