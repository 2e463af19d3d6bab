import type { World } from '../state/world.ts';

/** What goes wrong. */
export type Trouble =
  | { readonly does: 'primary-limit'; readonly retryAfter?: number }
  | { readonly does: 'secondary-limit'; readonly retryAfter?: number }
  | { readonly does: 'too-many-requests'; readonly retryAfter?: number }
  /** A page of HTML, as the machines in front of GitHub write it. */
  | { readonly does: 'server-error'; readonly status?: 500 | 502 | 503 | 504 }
  | { readonly does: 'not-found' | 'bad-credentials' | 'invalid' }
  /** Never answers. */
  | { readonly does: 'hang' }
  /** The connection breaks: before anything happened, or when it has happened but nobody is told. */
  | { readonly does: 'reset-before' | 'reset-after' }
  /** The answer ends in the middle. */
  | { readonly does: 'truncated' }
  /** Status 200, and errors instead of data. */
  | { readonly does: 'graphql-errors'; readonly type?: string; readonly message?: string }
  | { readonly does: 'slow'; readonly ms: number }
  /** The Date of the answer is off by so much. */
  | { readonly does: 'clock-skew'; readonly ms: number };

export type Fault = Trouble & {
  /** An operation such as `PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}` or `POST /graphql`; without it all of them. */
  readonly on?: string;
  /** How often; without it until it is taken away. */
  readonly times?: number;
  /** How many pass before the first. */
  readonly after?: number;
  readonly from?: string;
  readonly until?: string;
  /** Between 0 and 1, by the seeded chance of the sandbox. */
  readonly chance?: number;
};

export interface Faults {
  /** Returns what takes it away again. */
  readonly add: (fault: Fault) => () => void;
  readonly clear: () => void;
  /** The first that strikes this request; it is counted. */
  readonly strike: (operation: string) => Trouble | undefined;
}

export function createFaults(world: World): Faults {
  const active = new Set<{ readonly fault: Fault; seen: number; struck: number }>();
  const strikes = (entry: { readonly fault: Fault; seen: number; struck: number }, operation: string) => {
    const { on, times, after = 0, from, until, chance } = entry.fault;
    const now = world.clock.now();
    if (on !== undefined && on !== operation) return false;
    if ((from !== undefined && now < Date.parse(from)) || (until !== undefined && now >= Date.parse(until))) return false;
    entry.seen += 1;
    if (entry.seen <= after || (times !== undefined && entry.struck >= times)) return false;
    if (chance !== undefined && world.random.next() >= chance) return false;
    entry.struck += 1;
    return true;
  };
  return {
    add: (fault) => {
      const entry = { fault, seen: 0, struck: 0 };
      active.add(entry);
      return () => active.delete(entry);
    },
    clear: () => active.clear(),
    strike: (operation) => [...active].find((entry) => strikes(entry, operation))?.fault,
  };
}
