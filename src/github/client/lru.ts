export interface Lru<T> {
  readonly get: (key: string) => T | undefined;
  readonly set: (key: string, value: T, weight?: number) => void;
  readonly size: () => number;
}

/** Keeps what was used last, up to `most` in weight; what weighs more than a tenth of that is not kept at all. */
export function createLru<T>(most: number): Lru<T> {
  const kept = new Map<string, { readonly value: T; readonly weight: number }>();
  let total = 0;
  const drop = (key: string) => {
    total -= kept.get(key)?.weight ?? 0;
    kept.delete(key);
  };
  return {
    get: (key) => {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.value;
    },
    set: (key, value, weight = 1) => {
      drop(key);
      if (weight > Math.max(1, most / 10)) return;
      kept.set(key, { value, weight });
      total += weight;
      for (const oldest of kept.keys()) {
        if (total <= most) break;
        drop(oldest);
      }
    },
    size: () => kept.size,
  };
}
