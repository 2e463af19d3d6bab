/** What became of a request. `unchanged` cost nothing. */
export type CallOutcome = 'ok' | 'unchanged' | 'gone' | 'forbidden' | 'refused' | 'limited' | 'unavailable' | 'unclear';

export interface CallCount {
  /** `GET /app`, or the name of a query: few, and nothing of anybody in them. */
  readonly operation: string;
  readonly outcome: CallOutcome;
  readonly count: number;
}

export interface Calls {
  readonly count: (operation: string, outcome: CallOutcome) => void;
  readonly all: () => readonly CallCount[];
}

export function countCalls(): Calls {
  const counts = new Map<string, CallCount>();
  return {
    count: (operation, outcome) => {
      const key = `${operation} ${outcome}`;
      counts.set(key, { operation, outcome, count: (counts.get(key)?.count ?? 0) + 1 });
    },
    all: () => [...counts.values()],
  };
}
