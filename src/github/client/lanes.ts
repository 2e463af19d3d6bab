/** Lets so many through at a time, each in its turn, and counts apart for each key. */
export function createLanes(most: number): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const lanes = new Map<string, { busy: number; readonly waiting: (() => void)[] }>();
  return async (key, work) => {
    const lane = lanes.get(key) ?? { busy: 0, waiting: [] };
    lanes.set(key, lane);
    // Whoever leaves hands the place over, so that nobody who comes later slips in before those who wait.
    if (lane.busy < most) lane.busy += 1;
    else await new Promise<void>((resolve) => lane.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = lane.waiting.shift();
      if (next) next();
      else lane.busy -= 1;
      if (lane.busy === 0) lanes.delete(key);
    }
  };
}
