import { alwaysSent, events, permissions } from '../../github/manifest.ts';

export const appName = 'gonogo';
export const appDescription =
  'Go / no-go for releases: a production checklist on the pull request that blocks until it is proved.';

export const eventNames: readonly string[] = [...events, ...alwaysSent, { name: 'ping' }].map(({ name }) => name);

export interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly url: string;
  readonly public: boolean;
  readonly default_permissions: Readonly<Record<string, string>>;
  readonly default_events: readonly string[];
}

/** What GitHub registers an App by. `url`: where people find out about it. */
export function manifestFor(url: string): Manifest {
  return {
    name: appName,
    description: appDescription,
    url,
    public: false,
    default_permissions: Object.fromEntries(permissions.map(({ name, level }) => [name, level])),
    default_events: events.map(({ name }) => name),
  };
}
