/** The one clock. It runs with the machine's until it is set; from then on it stands still unless moved. */
export interface Clock {
  readonly now: () => number;
  readonly set: (to: number | string) => void;
  readonly advance: (ms: number) => void;
}

export function createClock(machine: () => number = Date.now): Clock {
  let fixed: number | undefined;
  return {
    now: () => fixed ?? machine(),
    set: (to) => {
      fixed = typeof to === 'number' ? to : Date.parse(to);
      if (Number.isNaN(fixed)) throw new Error(`${to} is no instant. Use one such as 2026-01-02T03:04:05Z.`);
    },
    advance: (ms) => {
      fixed = (fixed ?? machine()) + ms;
    },
  };
}

/** As GitHub writes an instant: in UTC, whole seconds. */
export function instant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

export function instantOrNull(ms: number | null): string | null {
  return ms === null ? null : instant(ms);
}
