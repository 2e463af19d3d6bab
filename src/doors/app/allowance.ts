/** Memory for bodies that nobody has vouched for yet, all together. */
export interface Allowance {
  /** `evict` is called when another needs the room more: whoever has had it longest is the slowest. */
  readonly enter: (evict: () => void) => Share;
}

export interface Share {
  /** False: there is no room, and nobody to make way. */
  readonly take: (bytes: number) => boolean;
  /** Out of reach of the others: what it holds is vouched for. */
  readonly keep: () => void;
  readonly leave: () => void;
}

interface Holder {
  bytes: number;
  readonly since: number;
  readonly evict: () => void;
}

export function createAllowance({ bytes: total, graceMs }: { readonly bytes: number; readonly graceMs: number }): Allowance {
  /** In the order in which they came. */
  const waiting = new Set<Holder>();
  let used = 0;
  const release = (holder: Holder) => {
    used -= holder.bytes;
    holder.bytes = 0;
    waiting.delete(holder);
  };
  const makeRoom = (bytes: number, asking: Holder) => {
    for (const holder of waiting) {
      if (used + bytes <= total) return;
      if (performance.now() - holder.since < graceMs) return;
      if (holder === asking) continue;
      release(holder);
      holder.evict();
    }
  };
  return {
    enter: (evict) => {
      const holder: Holder = { bytes: 0, since: performance.now(), evict };
      waiting.add(holder);
      return {
        take: (bytes) => {
          if (used + bytes > total) makeRoom(bytes, holder);
          if (used + bytes > total) return false;
          used += bytes;
          holder.bytes += bytes;
          return true;
        },
        keep: () => waiting.delete(holder),
        leave: () => release(holder),
      };
    },
  };
}
