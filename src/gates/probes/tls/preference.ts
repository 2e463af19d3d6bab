import { groupName, groups } from '../../rules/tls/groups.ts';
import { suiteName } from '../../rules/tls/suites.ts';
import type { Asker } from './ask.ts';
import type { VersionFound } from './inventory.ts';
import { newSecrets } from './secrets.ts';

/** Whose order of suites counts: the server's when it stays with its first though it is offered last. */
export async function preferenceOf(asker: Asker, { version, suites }: VersionFound): Promise<'server' | 'client' | 'untested'> {
  const [first] = suites;
  if (first === undefined || suites.length < 2) return 'untested';
  const shares = version === 'TLSv1.3' ? newSecrets([29, 23]).shares : [];
  const hello = { version, suites: suites.toReversed(), name: asker.place.name, groups: groups.map(({ code }) => code), shares };
  const answer = await asker.ask(hello, { until: 'hello' });
  if (answer.kind !== 'flight' || answer.flight.hello.version !== version) return 'untested';
  return answer.flight.hello.suite === first ? 'server' : 'client';
}

export interface GroupsFound {
  readonly groups: readonly string[];
  readonly isComplete: boolean;
}

/**
 * Which groups the server agrees to, found by taking away what it chooses. In TLS 1.3 a hello without a key makes it name one; before,
 * it names one in its key exchange.
 */
export async function groupsOf(asker: Asker, { version, suites }: VersionFound): Promise<GroupsFound> {
  const isNew = version === 'TLSv1.3';
  const usable = isNew ? [...suites] : suites.filter((code) => suiteName(code).includes('_ECDHE_'));
  const found: string[] = [];
  if (usable.length === 0) return { groups: found, isComplete: true };
  let rest = groups.map(({ code }) => code).filter((code) => isNew || code < 0x100);
  while (rest.length > 0) {
    const hello = { version, suites: usable, name: asker.place.name, groups: rest, shares: [] };
    const answer = await asker.ask(hello, { until: isNew ? 'hello' : 'flight' });
    if (answer.kind === 'alert' || answer.kind === 'closed') return { groups: found, isComplete: found.length > 0 };
    if (answer.kind === 'nothing' || answer.flight.hello.version !== version) return { groups: found, isComplete: false };
    const { hello: theirs, keyExchange } = answer.flight;
    const chosen = isNew ? theirs.group : groups.find(({ name }) => name === keyExchange?.group)?.code;
    // Some old servers use their curve whether it is offered or not.
    if (chosen === undefined || !rest.includes(chosen)) return { groups: withOwn(found, keyExchange?.group), isComplete: !isNew };
    found.push(groupName(chosen));
    rest = rest.filter((code) => code !== chosen);
  }
  return { groups: found, isComplete: true };
}

function withOwn(found: readonly string[], own: string | undefined): readonly string[] {
  return own === undefined || found.includes(own) ? found : [...found, own];
}

