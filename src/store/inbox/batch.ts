export interface BatchOptions<T> {
  /** Done for all of them, or for none. */
  readonly write: (items: readonly T[]) => Promise<void>;
  /** True of a failure that lies in what was written: then each is tried alone, so that one does not keep out the others. */
  readonly isOfItems: (error: unknown) => boolean;
  readonly mostItems: number;
  readonly mostWriting: number;
}

interface Entry<T> {
  readonly item: T;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** What comes while others are being written goes with the next, so that one commit serves many and one that comes alone waits for nobody. */
export function batched<T>({ write, isOfItems, mostItems, mostWriting }: BatchOptions<T>): (item: T) => Promise<void> {
  const waiting: Entry<T>[] = [];
  let writing = 0;
  let isPlanned = false;

  const attempt = async (entries: readonly Entry<T>[]): Promise<void> => {
    try {
      await write(entries.map(({ item }) => item));
      for (const { resolve } of entries) resolve();
    } catch (error) {
      if (entries.length > 1 && isOfItems(error)) for (const entry of entries) await attempt([entry]);
      else for (const { reject } of entries) reject(error);
    }
  };

  const start = (): void => {
    isPlanned = false;
    while (writing < mostWriting && waiting.length > 0) {
      writing++;
      void attempt(waiting.splice(0, mostItems)).finally(() => {
        writing--;
        start();
      });
    }
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isPlanned || writing >= mostWriting) return;
      isPlanned = true;
      // All that came in one round of the event loop.
      setImmediate(start);
    });
}
