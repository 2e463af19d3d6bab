import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Claim } from '../../../src/gates/engine/contract.ts';
import { evidenceKey } from '../../../src/gates/engine/contract.ts';
import type { TakenRun } from '../../../src/reconcile/ports/runs.ts';
import type { SubjectRow, Writes } from '../../../src/reconcile/ports/store.ts';
import type { OpenStore } from '../../../src/store/store.ts';
import { openBeds, testClock } from '../bed/beds.ts';

const { beds, close } = await openBeds();
afterAll(close);

const claim = (
  gate: string,
  more: { readonly target?: string; readonly tookMs?: number; readonly tool?: { readonly name: string } } = {},
): Claim => ({
  gate,
  source: 'f'.repeat(64),
  at: '2026-11-21T12:00:00Z',
  tookMs: 1,
  state: 'broken',
  reason: 'odd \0 \ud800 text',
  ...more,
});

const taken = (run: number, head: string): TakenRun => ({
  format: 'gonogo/run/1',
  run: {
    id: run,
    attempt: 1,
    event: 'pull_request',
    head,
    path: '.github/workflows/ci.yml',
    source: null,
    status: 'completed',
    createdAt: '2026-11-21T12:00:00Z',
    startedAt: '2026-11-21T12:00:00Z',
    updatedAt: '2026-11-21T12:00:00Z',
    repoId: 7,
    from: { repoId: 7, owner: 'acme', branch: 'next' },
    pulls: [1],
  },
  attempts: [],
  artifacts: [],
});

describe.each(beds)('evidence, on $name', (bed) => {
  const clock = testClock();
  let store: OpenStore;
  beforeEach(async () => {
    await bed.empty();
    store = await bed.open({ now: clock.now });
  });
  const write = async (work: (writes: Writes) => Promise<void>) => {
    await store.tasks.want([{ kind: 'pull', key: '7/1', installation: 1, due: clock.at(0) }]);
    const held = await store.tasks.claim();
    await held?.write(work);
    await held?.done();
  };
  const save = (run: TakenRun, ...claims: readonly (readonly [artifact: number, claim: Claim])[]) =>
    write((writes) =>
      writes.saveEvidence(
        7,
        run,
        claims.map(([artifact, each]) => ({ artifact, key: evidenceKey(each), text: JSON.stringify(each) })),
      ),
    );

  test('runs are found by their commit, and claims by artifact and key', async () => {
    const odd = claim('coverage', { target: 'pro\0duction | \ud800' });
    await save(taken(2, 'aaa'), [20, claim('coverage')], [20, claim('tests')], [21, odd]);
    await save(taken(1, 'aaa'), [10, claim('coverage')]);
    await save(taken(3, 'bbb'), [30, claim('coverage')]);
    expect((await store.read.evidence(7, 'aaa')).map(({ run }) => run.id)).toEqual([1, 2]);
    expect(await store.read.evidence(8, 'aaa')).toEqual([]);
    const find = (artifacts: readonly number[], ...claims: readonly Claim[]) =>
      store.read.claims({ repoId: 7, artifacts, keys: claims.map(evidenceKey), bytes: 10_000 });
    expect(await find([10, 20, 21], claim('coverage'))).toEqual([
      { artifact: 10, claim: claim('coverage') },
      { artifact: 20, claim: claim('coverage') },
    ]);
    expect(await find([21], odd)).toEqual([{ artifact: 21, claim: odd }]);
    expect(await find([], odd)).toEqual([]);
    expect(await find([21])).toEqual([]);
  });

  test('of many claims as many as have room, from the newest artifact on', async () => {
    const sized = (gate: string, letters: number) => claim(gate, { tool: { name: 'ж'.repeat(letters) } });
    await save(taken(1, 'aaa'), [10, sized('coverage', 10)], [11, sized('coverage', 5_000)], [12, sized('tests', 10)]);
    const keys = ['coverage', 'tests'].map((gate) => evidenceKey(claim(gate)));
    const found = async (bytes: number) =>
      (await store.read.claims({ repoId: 7, artifacts: [10, 11, 12], keys, bytes })).map(({ artifact }) => artifact);
    expect(await found(12_000)).toEqual([10, 11, 12]);
    expect(await found(10_000)).toEqual([12]);
    expect(await found(10)).toEqual([]);
  });

  test('what is large is there as it was, all of it', async () => {
    const all = Array.from({ length: 8 }, (_, at) =>
      claim('coverage', { target: `t${at}`, tool: { name: 'x'.repeat(200_000) } }),
    );
    await save(taken(1, 'aaa'), ...all.map((each) => [10, each] as const));
    const found = await store.read.claims({ repoId: 7, artifacts: [10], keys: all.map(evidenceKey), bytes: 10_000_000 });
    expect(new Set(found.map((each) => each.claim.target))).toEqual(new Set(all.map(({ target }) => target)));
  });

  test('a run is kept as it was seen last, a claim as it was seen first', async () => {
    await save(taken(1, 'aaa'), [10, claim('coverage')]);
    const later = { ...taken(1, 'aaa'), run: { ...taken(1, 'aaa').run, attempt: 2 } };
    await save(later, [10, claim('coverage', { tookMs: 9 })]);
    expect(await store.read.evidence(7, 'aaa')).toEqual([later]);
    const keys = [evidenceKey(claim('coverage'))];
    expect(await store.read.claims({ repoId: 7, artifacts: [10], keys, bytes: 10_000 })).toEqual([
      { artifact: 10, claim: claim('coverage') },
    ]);
  });

  test('it stays as long as its commit is the head of something, and a year after that', async () => {
    const subject: SubjectRow = {
      key: '7/pull-request/1',
      repoId: 7,
      kind: 'pull-request',
      number: 1,
      head: 'aaa',
      base: 'main',
      isOpen: true,
      memory: {},
    };
    await save(taken(1, 'aaa'), [10, claim('coverage')]);
    await save(taken(2, 'bbb'), [20, claim('coverage')]);
    await write((writes) => writes.saveSubject(subject));
    const days = (count: number) => new Date(Date.parse(clock.at(0)) + count * 86_400_000);
    const left = async () => ({
      runs: [...(await store.read.evidence(7, 'aaa')), ...(await store.read.evidence(7, 'bbb'))].map(({ run }) => run.id),
      claims: (await store.read.claims({ repoId: 7, artifacts: [10, 20], keys: [evidenceKey(claim('coverage'))], bytes: 10_000 }))
        .length,
    });
    await store.sweep(days(364));
    expect(await left()).toEqual({ runs: [1, 2], claims: 2 });
    await store.sweep(days(366));
    expect(await left()).toEqual({ runs: [1], claims: 1 });
    await write((writes) => writes.saveSubject({ ...subject, isOpen: false }));
    await store.sweep(days(364));
    expect(await left()).toEqual({ runs: [1], claims: 1 });
    await store.sweep(days(800));
    expect(await left()).toEqual({ runs: [], claims: 0 });
  });
});
