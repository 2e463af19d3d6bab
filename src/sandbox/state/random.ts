/** The one source of chance: the same seed gives the same run. */
export interface Random {
  /** At least 0, below 1. */
  readonly next: () => number;
  readonly hex: (length: number) => string;
  readonly uuid: () => string;
}

/** mulberry32: small, quick, and good enough to shake things with. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const hex = (length: number) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('');
  const uuid = () => [8, 4, 4, 4, 12].map(hex).join('-');
  return { next, hex, uuid };
}
