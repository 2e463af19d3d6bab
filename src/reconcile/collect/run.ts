import { versionIn } from '../../checklist/version.ts';
import type { Claim, Release, Target } from '../../gates/engine/contract.ts';
import { collectAll } from '../../gates/engine/runner.ts';
import { socketPlace, webPlace } from '../../gates/probes/destination.ts';
import { gateById } from '../../gates/registry.ts';
import { ProblemError } from '../../ground/problem.ts';
import { PlatformError } from '../ports/faults.ts';
import type { Place } from '../ports/place.ts';
import type { World } from '../world.ts';
import { type Answering, answersFor } from './answers.ts';
import type { Ask, Asks } from './ask.ts';

export interface Running extends Omit<Answering, 'head'> {
  readonly asks: Asks;
  readonly ask: Ask;
}

/** Asks, and comes back with what was found or with why nothing was. That GitHub does not answer is thrown: it is asked again. */
export async function claimFor(running: Running): Promise<Claim> {
  const { world, asks, ask } = running;
  const faults: PlatformError[] = [];
  const noting = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof PlatformError) faults.push(error);
      throw error;
    }
  };
  const answers = answersFor({ ...running, head: asks.head });
  const target = targetOf(running, noting);
  const [claim] = await collectAll([{ ...ask.use, limits: {} }], {
    gateById,
    targets: target === undefined ? [] : [target],
    platform: { ...answers, checks: () => noting(answers.checks), reviews: (named) => noting(() => answers.reviews(named)) },
    secretOf: (name) => secretFor(name, running),
    release: () => noting(() => releaseOf(running)),
    signal: world.reach.signal,
    gateDeadlineMs: world.rhythm.collect * 1_000,
    now: () => new Date(world.now()),
  });
  const [fault] = faults;
  if (fault !== undefined) throw fault;
  if (claim === undefined || world.reach.signal.aborted) throw ended(ask);
  return claim;
}

function ended({ use }: Ask): PlatformError {
  return new PlatformError('this process is about to end', { kind: 'unavailable', asked: use.gate });
}

function targetOf({ ask, asks, world, place }: Running, noting: <T>(work: () => Promise<T>) => Promise<T>): Target | undefined {
  const { address, use } = ask;
  if (address === undefined || use.target === undefined) return undefined;
  const { url, ca } = address;
  const host = hostOf(url);
  const isListed = host !== undefined && world.reach.mayBePrivate({ place, host });
  return {
    name: use.target,
    url,
    ...(address.private === true && isListed && { private: true }),
    ifPrivate: ifPrivate({ host: host ?? url, isListed }),
    ...(ca !== undefined && { ca: () => noting(() => authoritiesIn(ca, { world, place, commit: asks.policyAt })) }),
  };
}

function ifPrivate({ host, isListed }: { host: string; isListed: boolean }): string {
  if (isListed) return 'Set `private: true` at the target when it really stands in a private network.';
  return `Let CI collect it, or have whoever runs the App list ${host} in GONOGO_PRIVATE_HOSTS, with \`private: true\` at the target.`;
}

/** In the spelling that the guard of addresses has. */
export function hostOf(url: string): string | undefined {
  try {
    const written = /^[a-z][a-z\d+.-]*:\/\/(?<place>[^/?#]*)/i.exec(url)?.groups?.['place'] ?? url;
    return socketPlace(written, 443).host;
  } catch {
    return undefined;
  }
}

async function authoritiesIn(
  path: string,
  { world, place, commit }: { readonly world: World; readonly place: Place; readonly commit: string },
): Promise<string> {
  const file = await world.platform.file({ place, commit, path });
  if (file.is === 'text') return file.text;
  const message = file.is === 'none' ? 'The list of authorities is not there.' : `It cannot be read: ${file.because}.`;
  throw new ProblemError({ code: 'gate.no-authorities', message, remedy: 'Keep it as a file of the repository.', file: path });
}

/** To the origin that whoever runs the App named for it, over TLS, and nowhere else. */
function secretFor(name: string, { ask, world, place }: Running): string {
  const origin = originOf(ask.address?.url);
  const secret = origin === undefined ? undefined : world.reach.secret({ place, name, origin });
  if (secret !== undefined) return secret;
  throw new ProblemError({
    code: 'gate.not-lent',
    message: `The App lends the secret ${name} to nobody at ${origin ?? 'this address'}.`,
    remedy: `Let CI collect it, or have whoever runs the App name the host for ${name} in GONOGO_LEND_SECRETS.`,
  });
}

function originOf(url: string | undefined): string | undefined {
  try {
    const place = url === undefined ? undefined : webPlace(url);
    return place?.secure === true ? place.origin : undefined;
  } catch {
    return undefined;
  }
}

/** What is released: the commit of the pull request, and the version that its manifest carries. */
async function releaseOf({ world, place, asks }: Running): Promise<Release> {
  const file = await world.platform.file({ place, commit: asks.head, path: asks.manifest });
  const version = file.is === 'text' ? versionIn(file.text) : undefined;
  return { commit: asks.head, ...(version !== undefined && { version }) };
}
