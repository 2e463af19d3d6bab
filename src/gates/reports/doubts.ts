/** What makes a report hard to believe. Kept short: a damaged file of a million lines has a million reasons. */
export interface Doubts {
  add(text: string): void;
  list(): string[];
}

export function newDoubts(most = 20): Doubts {
  const kept = new Set<string>();
  let more = 0;
  return {
    add: (text) => {
      if (kept.size < most) kept.add(text);
      else if (!kept.has(text)) more += 1;
    },
    list: () => (more === 0 ? [...kept] : [...kept, `and ${more} more`]),
  };
}
