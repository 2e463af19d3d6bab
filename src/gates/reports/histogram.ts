/** How often each word comes. */
export interface Histogram {
  add(word: string, by?: number): void;
  of(word: string): number;
  total(): number;
  counts(): { [word: string]: number };
}

/** More words than this no tool has; a hostile report does. */
const mostWords = 1000;

export function newHistogram(): Histogram {
  const counts = new Map<string, number>();
  let total = 0;
  return {
    add: (word, by = 1) => {
      total += by;
      if (counts.has(word) || counts.size < mostWords) counts.set(word, (counts.get(word) ?? 0) + by);
    },
    of: (word) => counts.get(word) ?? 0,
    total: () => total,
    counts: () => Object.fromEntries(counts),
  };
}
