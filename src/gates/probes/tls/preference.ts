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
 * Which groups a client can be given, found by taking away what the server chooses. In TLS 1.3 a hello without a key makes it name
 * one; before, it names one in its key exchange.
 */
export async function groupsOf(asker: Asker, { version, suites }: VersionFound): Promise<GroupsFound> {
  const isNew = version === 'TLSv1.3';
  const ask = askFor(asker, { version, suites: isNew ? suites : elliptic(suites) });
  const found: string[] = [];
  if (!isNew && elliptic(suites).length === 0) return { groups: found, isComplete: true };
  let rest = groups.map(({ code }) => code).filter((code) => isNew || code < 0x100);
  // Before TLS 1.3 the list names the curves of certificates too: without that one, a server with an ECDSA key has nothing to show.
  let kept: readonly number[] = [];
  for (;;) {
    const chosen = await ask([...rest, ...kept]);
    if (chosen === 'untested') return { groups: found, isComplete: false };
    if (chosen === 'refused') {
      if (isNew || kept.length > 0 || found.length === 0 || rest.length === 0)
        return { groups: found, isComplete: found.length > 0 };
      kept = groups.filter(({ name }) => found.includes(name)).map(({ code }) => code);
    } else {
      // Some old servers use their curve whether it is offered or not.
      if (!found.includes(groupName(chosen))) found.push(groupName(chosen));
      if (!rest.includes(chosen)) return { groups: found, isComplete: true };
      rest = rest.filter((code) => code !== chosen);
    }
  }
}

/** Those with a curve; with RSA where there are some, because then the curve of the certificate does not matter. */
function elliptic(suites: readonly number[]): readonly number[] {
  const all = suites.filter((code) => suiteName(code).includes('_ECDHE_'));
  const withRsa = all.filter((code) => suiteName(code).includes('_RSA_'));
  return withRsa.length > 0 ? withRsa : all;
}

/** Asks for one of these groups, and says which one it is. */
function askFor(asker: Asker, { version, suites }: Pick<VersionFound, 'version' | 'suites'>) {
  const isNew = version === 'TLSv1.3';
  return async (offered: readonly number[]): Promise<number | 'refused' | 'untested'> => {
    if (offered.length === 0) return 'refused';
    const hello = { version, suites, name: asker.place.name, groups: offered, shares: [] };
    const answer = await asker.ask(hello, { until: isNew ? 'hello' : 'flight' });
    if (answer.kind === 'alert' || answer.kind === 'closed') return 'refused';
    if (answer.kind === 'nothing') return 'untested';
    if (answer.flight.hello.version !== version) return 'refused';
    const { hello: theirs, keyExchange } = answer.flight;
    const chosen = isNew ? theirs.group : groups.find(({ name }) => name === keyExchange?.group)?.code;
    return chosen ?? 'untested';
  };
}
