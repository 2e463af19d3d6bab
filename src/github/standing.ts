import { unlessGone } from './client/ask.ts';
import type { Client } from './client/client.ts';
import { bigId, listOf, mapped, moment, orNull, type Reader, shaped, text, whole } from './client/shape.ts';

export type Granted = Readonly<Record<string, string>>;

/** What the platform says of the App itself: what whoever looks after it wants to know, and nobody else. */
export interface Standing {
  readonly app: () => Promise<{
    readonly slug: string;
    readonly permissions: Granted;
    readonly events: readonly string[];
    /** The platform's own, in milliseconds. */
    readonly time: number | null;
  }>;
  /** Where webhooks go, and the newest of them. */
  readonly hook: () => Promise<{ readonly url: string; readonly deliveries: readonly Delivered[] } | undefined>;
  readonly installed: () => Promise<readonly Installed[]>;
}

export interface Delivered {
  readonly event: string;
  readonly at: string;
  readonly status: number;
}

export interface Installed {
  readonly id: number;
  readonly account: string;
  readonly permissions: Granted;
  readonly isSuspended: boolean;
}

const granted: Reader<Granted> = (value, at) => {
  const levels = Object.entries(shaped({})(value, at) && typeof value === 'object' && value !== null ? value : {});
  return Object.fromEntries(levels.map(([name, level]) => [name, text(level, `${at}.${name}`)]));
};

const readApp = shaped({ slug: text, permissions: granted, events: listOf(text) });
const readHook = shaped({ url: orNull(text) });
const readDelivery = mapped(
  shaped({ event: text, delivered_at: moment, status_code: whole }),
  ({ event, delivered_at: at, status_code: status }): Delivered => ({ event, at, status }),
);
const readInstalled = mapped(
  shaped({ id: bigId, account: orNull(shaped({ login: text })), permissions: granted, suspended_at: orNull(text) }),
  ({ id, account, permissions, suspended_at: suspended }): Installed => ({
    id,
    account: account?.login ?? 'an account that is no more',
    permissions,
    isSuspended: suspended !== null,
  }),
);

const page = { per_page: 100 };

export function createStanding({ ask, answer }: Client): Standing {
  return {
    app: async () => {
      const { value, headers } = await answer({ route: 'GET /app', as: 'app', read: readApp });
      const time = Date.parse(headers.get('date') ?? '');
      return { ...value, time: Number.isNaN(time) ? null : time };
    },
    hook: () =>
      unlessGone(async () => {
        const { url } = await ask({ route: 'GET /app/hook/config', as: 'app', read: readHook });
        const route = 'GET /app/hook/deliveries';
        const deliveries = await ask({ route, parameters: page, as: 'app', read: listOf(readDelivery) });
        return { url: url ?? '', deliveries };
      }),
    installed: () => ask({ route: 'GET /app/installations', parameters: page, as: 'app', read: listOf(readInstalled) }),
  };
}
