import { describe, expect, test } from '@jest/globals';
import type { Policy } from '../../../src/checklist/policy.ts';
import type { Ask } from '../../../src/reconcile/collect/ask.ts';
import { claimFor, hostOf, type Running } from '../../../src/reconcile/collect/run.ts';
import { PlatformError } from '../../../src/reconcile/ports/faults.ts';
import type { Reach } from '../../../src/reconcile/ports/reach.ts';
import { rhythm } from '../../../src/reconcile/rhythm.ts';
import type { World } from '../../../src/reconcile/world.ts';
import { nothingLent } from '../bed.ts';

const place = { installation: 1, repoId: 7, owner: 'acme', name: 'shop' };
const health = { gate: 'health', target: 'production', source: { within: 1, every: 0.05 } };

interface Given {
  readonly use?: Ask['use'];
  readonly address?: Ask['address'];
  readonly reach?: Partial<Reach>;
  readonly platform?: object;
  readonly seconds?: number;
}

function running({ use = health, address, reach = {}, platform = {}, seconds = 5 }: Given): Running {
  const world = {
    platform,
    reach: { ...nothingLent, ...reach },
    rhythm: { ...rhythm, collect: seconds },
    now: () => '2026-11-21T12:00:00.000Z',
  };
  return {
    world: world as unknown as World,
    place,
    asks: { head: 'aaaa', policyAt: 'base', manifest: 'package.json', mark: '', all: [] },
    ask: { job: 'j', use, ...(address && { address }), since: null, answer: null },
    policy: { people: {} } as unknown as Policy,
    snapshot: () => Promise.reject(new Error('nobody needs it')),
    pushers: [],
  };
}

test.each([
  ['https://API.example.com:8443/x', 'api.example.com'],
  ['api.example.com:25', 'api.example.com'],
  ['smtp://Mail.Example.com', 'mail.example.com'],
  ['https://[::1]:8443', '::1'],
  ['https://127.1/', '127.0.0.1'],
  ['https://bücher.example', 'xn--bcher-kva.example'],
  ['https://user@evil.example', undefined],
  ['', undefined],
])('the host of %s is %s', (url, host) => {
  expect(hostOf(url)).toBe(host);
});

describe('secrets', () => {
  const source = { ...health.source, secretHeaders: [{ name: 'x-probe', secret: 'PROBE' }] };
  const asked = async (url: string) => {
    const origins: string[] = [];
    const reach = {
      mayBePrivate: () => true,
      secret: ({ origin }: { origin: string }) => void origins.push(origin),
    };
    const claim = await claimFor(running({ use: { ...health, source }, address: { url, private: true }, reach }));
    return { origins, claim };
  };

  test('are asked for by the origin of the target, and of none without TLS', async () => {
    expect((await asked('https://127.0.0.1:8443/x')).origins).toEqual(['https://127.0.0.1:8443']);
    const plain = await asked('http://127.0.0.1:8443/x');
    expect(plain.origins).toEqual([]);
    expect(plain.claim).toMatchObject({ state: 'broken', reason: 'The App lends the secret PROBE to nobody at this address.' });
  });
});

test('that the platform does not answer is no claim: it is asked again', async () => {
  const fault = new PlatformError('GitHub is away', { kind: 'unavailable', asked: 'checks' });
  const use = { gate: 'checks', source: { required: [{ name: 'build', app: 'builder' }] } };
  const platform = { shownChecks: () => Promise.reject(fault) };
  await expect(claimFor(running({ use, platform }))).rejects.toBe(fault);
});

test('nor is what was stopped because this process ends', async () => {
  const ending = new AbortController();
  ending.abort();
  const address = { url: 'https://127.0.0.1:8443' };
  await expect(claimFor(running({ address, reach: { signal: ending.signal } }))).rejects.toThrow('about to end');
});

test('authorities are a file of the repository, at the policy', async () => {
  const asked: object[] = [];
  const platform = {
    file: async (at: object) => {
      asked.push(at);
      return { is: 'none' };
    },
  };
  const claim = await claimFor(running({ address: { url: 'https://127.0.0.1:8443', ca: 'ca.pem' }, platform }));
  expect(asked).toEqual([{ place, commit: 'base', path: 'ca.pem' }]);
  expect(claim).toMatchObject({ state: 'broken', reason: 'ca.pem: The list of authorities is not there.' });
});

test('what is released is the head and the version in it', async () => {
  const asked: object[] = [];
  const platform = {
    file: async (at: object) => {
      asked.push(at);
      return { is: 'text', text: '{"version": "1.2.3"}', oid: 'o' };
    },
  };
  const use = { gate: 'release-version', target: 'production', source: {} };
  await claimFor(running({ use, address: { url: 'https://127.0.0.1:8443' }, platform }));
  expect(asked).toEqual([{ place, commit: 'aaaa', path: 'package.json' }]);
});
