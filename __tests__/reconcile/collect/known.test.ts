import { describe, expect, test } from '@jest/globals';
import type { Claim, Evidence } from '../../../src/gates/engine/contract.ts';
import { digest } from '../../../src/ground/json.ts';
import { wantedOf } from '../../../src/reconcile/collect/ask.ts';
import { collectedRow } from '../../../src/reconcile/collect/collected.ts';
import { type KnownInput, knownHere, together } from '../../../src/reconcile/collect/known.ts';
import { rhythm } from '../../../src/reconcile/rhythm.ts';
import type { World } from '../../../src/reconcile/world.ts';
import { item, policy } from '../../verdict/cases.ts';
import { memoryStore } from '../memory-store.ts';

const at = '2026-11-21T12:00:00.000Z';
const place = { installation: 1, repoId: 7, owner: 'acme', name: 'shop' };
const use = { gate: 'health', target: 'production', source: {} };
const live = item('a', { proof: { by: 'gate', use: { ...use, limits: {} } } });
const seen = item('b', { proof: { by: 'gate', use: { gate: 'reviews', source: {}, limits: {} } } });

function begin(now = at) {
  const store = memoryStore(() => now);
  const snapshot = {
    place,
    number: 12,
    head: { sha: 'aaaa' },
    base: { tip: { sha: 'base' } },
    author: null,
    committers: null,
    reviews: null,
    pulse: 'now',
  };
  const input = {
    world: { store, now: () => now, rhythm } as unknown as World,
    policy: policy([live, seen], { targets: { production: { url: 'https://shop.example' } } }),
    snapshot,
    memory: { pushers: [], asks: null },
    isPusherUnknown: false,
  } as unknown as KnownInput;
  const jobs = Object.fromEntries(wantedOf(input).all.map((each) => [each.use.gate, each.job]));
  const keep = (gate: 'health' | 'reviews', pulse = 'now', broken = false) => {
    const of = { ...(gate === 'health' ? { target: 'production' } : {}), gate, source: digest({}), at, tookMs: 1 };
    const claim: Claim = broken ? { ...of, state: 'broken', reason: 'silent' } : { ...of, state: 'collected', data: {} };
    const row = collectedRow(7, jobs[gate] ?? '', { format: 'gonogo/collected/1', claim, pulse, failures: 0 });
    return store.hold({ kind: 'collect', key: gate }).write((writes) => writes.saveSubject(row));
  };
  return { input, keep, jobs };
}

describe('what is known of what a release asks', () => {
  test('nothing yet: it is waited for, since then, and wished for', async () => {
    const { input, jobs } = begin();
    const { asks, evidence, asked, wanted } = await knownHere(input);
    expect(evidence).toEqual([]);
    expect(Object.values(asked)).toEqual([at, at]);
    expect(wanted.map(({ key, due }) => [key, due])).toEqual(Object.values(jobs).map((job) => [`7/12/${job}`, at]));
    const later = begin('2026-11-21T12:05:00.000Z');
    const again = await knownHere({ ...later.input, memory: { pushers: [], asks } });
    expect(Object.values(again.asked)).toEqual([at, at]);
  });

  test('what was found is evidence of this head, by the App, and nothing is to be done', async () => {
    const { input, keep } = begin();
    await Promise.all([keep('health'), keep('reviews')]);
    const { evidence, asked, wanted } = await knownHere(input);
    expect(evidence).toMatchObject([
      { gate: 'health', head: 'aaaa', origin: 'app' },
      { gate: 'reviews', head: 'aaaa', origin: 'app' },
    ]);
    expect([asked, wanted]).toEqual([{}, []]);
  });

  test('the platform is asked again when something has moved; an address is not', async () => {
    const { input, keep, jobs } = begin();
    await Promise.all([keep('health', 'before'), keep('reviews', 'before')]);
    const { asked, wanted } = await knownHere(input);
    expect(asked).toEqual({});
    expect(wanted.map(({ key }) => key)).toEqual([`7/12/${jobs['reviews']}/again`]);
  });

  test('what lapsed is waited for since then', async () => {
    const { input, keep } = begin('2026-11-21T13:00:00.000Z');
    await Promise.all([keep('health'), keep('reviews')]);
    const { asked, wanted } = await knownHere(input);
    expect(Object.values(asked)).toEqual(['2026-11-21T13:00:00.000Z', '2026-11-21T13:00:00.000Z']);
    expect(wanted).toHaveLength(2);
  });
});

describe('what several say', () => {
  const of = { gate: 'health', source: digest({}), at, tookMs: 1, head: 'aaaa' };
  const good = (origin: Evidence['origin']): Evidence => ({ ...of, origin, state: 'collected', data: {} });
  const broken = (origin: Evidence['origin']): Evidence => ({ ...of, origin, state: 'broken', reason: 'not from here' });

  test.each<[string, Evidence[], Evidence[], string[]]>([
    ['both', [good('app')], [good('pinned-workflow')], ['pinned-workflow collected', 'app collected']],
    ['who could not says nothing beside who could', [broken('app')], [good('pinned-workflow')], ['pinned-workflow collected']],
    ['the other way round as well', [good('app')], [broken('pinned-workflow')], ['app collected']],
    ['nobody could', [broken('app')], [broken('pinned-workflow')], ['pinned-workflow broken', 'app broken']],
    ['nobody else was asked', [broken('app')], [], ['app broken']],
  ])('%s', (_, own, others, left) => {
    expect(together(others, own).map(({ origin, state }) => `${origin} ${state}`)).toEqual(left);
  });

  test('what we saw ourselves takes the place of what a workflow saw before, and of nothing newer', () => {
    const later = '2026-11-21T12:00:01.000Z';
    const left = (theirs: string, ours: string) =>
      together([{ ...good('unchanged-workflow'), at: theirs }], [{ ...good('app'), at: ours }]).map(({ origin }) => origin);
    expect(left(at, later)).toEqual(['app']);
    expect(left(later, at)).toEqual(['unchanged-workflow', 'app']);
    expect(left(at, at)).toEqual(['unchanged-workflow', 'app']);
  });

  test('of something else it is no answer', () => {
    expect(together([{ ...good('app'), target: 'other' }], [broken('app')])).toHaveLength(2);
  });
});
