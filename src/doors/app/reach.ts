import { secretPrefix as prefix } from '../../gates/engine/secrets.ts';
import { socketPlace } from '../../gates/probes/destination.ts';
import type { Place } from '../../reconcile/ports/place.ts';
import type { Reach } from '../../reconcile/ports/reach.ts';
import type { Reading } from './private-key.ts';
import type { Environment } from './settings.ts';

/** A host, for everybody who has the App or for one owner or repository. */
export interface Allowed {
  readonly host: string;
  readonly port: number;
  /** In lower case. */
  readonly owner?: string;
  readonly repository?: string;
}

export interface ReachSettings {
  readonly privateHosts: readonly Allowed[];
  readonly lent: readonly (Allowed & { readonly name: string; readonly value: string })[];
}

export function isSecretName(name: string): boolean {
  return /^GONOGO_SECRET_[A-Z][A-Z0-9_]{0,59}$/.test(name);
}

export function readReach(reading: Reading, env: Environment): ReachSettings {
  const privateHosts = partsOf(reading.value('GONOGO_PRIVATE_HOSTS')).flatMap((part) => {
    const allowed = readAllowed(part);
    if (allowed === undefined) {
      const remedy = 'Write HOST, OWNER@HOST or OWNER/REPOSITORY@HOST, with commas between.';
      reading.wrong('GONOGO_PRIVATE_HOSTS', 'has something in it that is no host', remedy);
      return [];
    }
    return [allowed];
  });
  return { privateHosts, lent: readLent(reading, env) };
}

function readLent(reading: Reading, env: Environment): ReachSettings['lent'] {
  const wrong = (message: string, remedy: string) => reading.wrong('GONOGO_LEND_SECRETS', message, remedy);
  const lent = partsOf(reading.value('GONOGO_LEND_SECRETS')).flatMap((part) => {
    const [, name = '', place = ''] = /^([A-Z][A-Z0-9_]{0,59})=(.+)$/.exec(part) ?? [];
    const allowed = readAllowed(place);
    if (allowed === undefined) {
      wrong('has something in it that is no NAME=HOST', 'Write NAME=HOST, NAME=OWNER@HOST or NAME=OWNER/REPOSITORY@HOST.');
      return [];
    }
    const value = (env[prefix + name] ?? '').trim();
    if (value === '') wrong(`lends ${name}, which is not there`, `Set ${prefix}${name}, or take it out.`);
    return [{ ...allowed, name, value }];
  });
  const unused = Object.keys(env).filter((name) => isSecretName(name) && !lent.some((each) => prefix + each.name === name));
  for (const name of unused) {
    const short = name.slice(prefix.length);
    wrong(`does not say where ${name} may be sent`, `Add ${short}=HOST, or take ${name} out of the environment.`);
  }
  return lent;
}

function partsOf(text: string | undefined): string[] {
  return (text ?? '').split(/[\s,]+/).filter((part) => part !== '');
}

function readAllowed(text: string): Allowed | undefined {
  const found = /^(?:(?<owner>[\w.-]+)(?:\/(?<repository>[\w.-]+))?@)?(?<place>[^@]+)$/.exec(text)?.groups;
  if (found === undefined) return undefined;
  const { owner, repository, place = '' } = found;
  try {
    const { host, port } = socketPlace(place, 443);
    return {
      host,
      port,
      ...(owner !== undefined && { owner: owner.toLowerCase() }),
      ...(repository !== undefined && { repository: repository.toLowerCase() }),
    };
  } catch {
    return undefined;
  }
}

/** As the environment has it. */
export function createReach({ privateHosts, lent }: ReachSettings, signal: AbortSignal): Reach {
  return {
    mayBePrivate: ({ place, host }) => privateHosts.some((allowed) => allowed.host === host && isFor(allowed, place)),
    secret: ({ place, name, origin }) =>
      lent.find((allowed) => allowed.name === name && isAt(allowed, origin) && isFor(allowed, place))?.value,
    signal,
  };
}

function isFor({ owner, repository }: Allowed, place: Place): boolean {
  if (owner !== undefined && owner !== place.owner.toLowerCase()) return false;
  return repository === undefined || repository === place.name.toLowerCase();
}

/** The very port as well: who else listens on a host is somebody else. */
function isAt({ host, port }: Allowed, origin: string): boolean {
  const url = URL.parse(origin);
  if (url === null || url.protocol !== 'https:') return false;
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '') === host && Number(url.port || 443) === port;
}
