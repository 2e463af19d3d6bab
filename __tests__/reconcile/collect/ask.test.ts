import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../../src/checklist/model.ts';
import type { Policy } from '../../../src/checklist/policy.ts';
import type { GateUse } from '../../../src/gates/engine/contract.ts';
import { type AsksInput, keyOf, wantedOf } from '../../../src/reconcile/collect/ask.ts';
import type { PullSnapshot } from '../../../src/reconcile/ports/snapshot.ts';
import { item, policy } from '../../verdict/cases.ts';

const production = { production: { url: 'https://shop.example' } };
const by = (id: string, use: Partial<GateUse> & { gate: string }, more: Partial<Item> = {}) =>
  item(id, { proof: { by: 'gate', use: { source: {}, limits: {}, ...use } }, ...more });
const live = { gate: 'health', target: 'production' };
const person = (id: number) => ({ id, login: `p${id}`, kind: 'human' as const });

function input(
  items: readonly Item[],
  more: { snapshot?: object; policy?: Partial<Policy>; pushers?: number[] } = {},
): AsksInput {
  const snapshot = {
    number: 12,
    head: { sha: 'aaaa', tree: 't', branch: 'next', repoId: 7 },
    base: { branch: 'main', tip: { branch: 'main', sha: 'base', tree: 't' } },
    author: person(1),
    committers: [person(1)],
    reviews: [],
    ...more.snapshot,
  };
  return {
    policy: policy([...items], { targets: production, ...more.policy }),
    snapshot: snapshot as unknown as PullSnapshot,
    memory: { pushers: (more.pushers ?? []).map(person) },
    isPusherUnknown: false,
  };
}

const gatesOf = (given: AsksInput) => wantedOf(given).all.map(({ use }) => use.gate);
const jobOf = (given: AsksInput) => wantedOf(given).all[0]?.job;

describe('what a release asks from here', () => {
  test.each<[string, Item, string[]]>([
    ['a live address', by('a', live), ['health']],
    ['the platform', by('a', { gate: 'reviews' }), ['reviews']],
    ['nothing that needs files', by('a', { gate: 'coverage' }), []],
    ['no target that is not named', by('a', { gate: 'health' }), []],
    ['no target that has no address', by('a', { gate: 'health', target: 'staging' }), []],
    ['none by a name that every object has', by('a', { gate: 'health', target: 'constructor' }), []],
    ['nothing of a phase that does not decide', by('a', live, { phase: 'verify' }), []],
    ['no gate that nobody knows', by('a', { gate: 'nobody' }), []],
  ])('%s', (_, one, gates) => {
    expect(gatesOf(input([one]))).toEqual(gates);
  });

  test('support is asked for as well', () => {
    const support = { gate: 'health', target: 'production', source: {}, limits: {} };
    const one = item('a', { proof: { by: 'person', who: { write: true }, support: [support], couldBe: [] } });
    expect(gatesOf(input([one]))).toEqual(['health']);
  });

  test('once, however many items judge it', () => {
    const strict = by('b', { ...live, limits: { parts: ['db'] } });
    expect(gatesOf(input([by('a', live), strict]))).toHaveLength(1);
  });

  test('so much and no more', () => {
    const many = Array.from({ length: 100 }, (_, at) => by(`a${at}`, { ...live, source: { path: `/${at}` } }));
    expect(gatesOf(input(many))).toHaveLength(60);
  });
});

describe('who shares an answer', () => {
  const other = { head: { sha: 'bbbb', tree: 'u', branch: 'next', repoId: 7 } };

  test('of a live address: everybody who asks the same of the same', () => {
    const job = jobOf(input([by('a', live)]));
    expect(jobOf(input([by('b', live)], { snapshot: { ...other, number: 13 } }))).toBe(job);
    expect(jobOf(input([by('a', { ...live, source: { path: '/x' } })]))).not.toBe(job);
    for (const change of [{ url: 'https://evil.example' }, { private: true }, { ca: 'other.pem' }]) {
      const targets = { production: { ...production.production, ...change } };
      expect(jobOf(input([by('a', live)], { policy: { targets } }))).not.toBe(job);
    }
  });

  test('of one that is compared with the release: nobody of another commit', () => {
    const compared = by('a', { gate: 'release-version', target: 'production' });
    expect(jobOf(input([compared], { snapshot: other }))).not.toBe(jobOf(input([compared])));
  });

  test('of the platform: this pull request at this head, by these reviews and these authors', () => {
    const reviews = by('a', { gate: 'reviews' });
    const job = jobOf(input([reviews]));
    expect(jobOf(input([reviews]))).toBe(job);
    const changes: Parameters<typeof input>[1][] = [
      { snapshot: other },
      { snapshot: { number: 13 } },
      { snapshot: { reviews: [{ id: 1, says: 'approved', on: { sha: 'aaaa', tree: 't' } }] } },
      { snapshot: { reviews: null } },
      { snapshot: { committers: [person(1), person(2)] } },
      { snapshot: { committers: null } },
      { snapshot: { author: null } },
      { pushers: [3] },
      { policy: { people: { lead: { users: ['max'] } } } },
    ];
    expect(new Set([job, ...changes.map((change) => jobOf(input([reviews], change)))]).size).toBe(changes.length + 1);
  });
});

test('evidence of it is known by the key that the verdict asks for', () => {
  expect(keyOf({ gate: 'health', target: 'production', source: {} })).toMatch(/^health\|production\|[0-9a-f]{64}$/);
  expect(keyOf({ gate: 'reviews', source: {} })).toMatch(/^reviews\|\|[0-9a-f]{64}$/);
});
