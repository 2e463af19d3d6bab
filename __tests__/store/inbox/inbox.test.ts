import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Delivery } from '../../../src/reconcile/ports/store.ts';
import type { Fact, Keyed } from '../../../src/reconcile/ports/tasks.ts';
import type { OpenStore } from '../../../src/store/store.ts';
import { openBeds, testClock } from '../bed/beds.ts';
import { statementOf } from '../bed/statements.ts';

const { beds, close } = await openBeds();
afterAll(close);

describe.each(beds)('the inbox on $name', (bed) => {
  const clock = testClock();
  let store: OpenStore;
  beforeEach(async () => {
    await bed.empty();
    store = await bed.open({ now: clock.now });
  });

  const delivery = (guid: string, payload = `{"guid":"${guid}"}`): Delivery => ({
    guid,
    event: 'pull_request',
    receivedAt: '2026-11-21T12:00:00Z',
    payload,
  });
  const nothing: Keyed = { wanted: [], facts: [], groups: [], places: [], left: [] };
  const fact: Fact = {
    is: 'created',
    repoId: 7,
    number: 12,
    comment: 5,
    by: { id: 1, login: 'ada', kind: 'human' },
    at: '2026-11-21T12:00:00Z',
    body: '/gonogo tick a',
    url: 'https://example.test/5',
  };
  const payloads = async () => {
    const { query } = await bed.database();
    return query<{ guid: string; payload: string | null }>('select guid, payload from gonogo.deliveries order by seq');
  };

  test('deliveries wait in the order in which they came, each guid once', async () => {
    const guids = Array.from({ length: 250 }, (_, at) => `g${(at * 7919) % 1_000}`);
    await Promise.all(guids.map((guid) => store.inbox.accept(delivery(guid))));
    await Promise.all(guids.slice(0, 20).map((guid) => store.inbox.accept(delivery(guid, 'another'))));
    const waiting = await store.inbox.waiting(1_000);
    expect(waiting.map(({ guid }) => guid)).toEqual(guids);
    expect(waiting[0]).toEqual(delivery(guids[0] ?? ''));
    expect(await store.inbox.waiting(3)).toEqual(waiting.slice(0, 3));
  });

  test('the same guid twice in one round is one delivery', async () => {
    await Promise.all([store.inbox.accept(delivery('a')), store.inbox.accept(delivery('a')), store.inbox.accept(delivery('b'))]);
    expect((await store.inbox.waiting(10)).map(({ guid }) => guid)).toEqual(['a', 'b']);
  });

  test('what cannot be kept is refused alone', async () => {
    const results = await Promise.allSettled(['a', 'b\0b', 'c'].map((guid) => store.inbox.accept(delivery(guid, 'x'))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await store.inbox.waiting(10)).map(({ guid }) => guid)).toEqual(['a', 'c']);
  });

  test('a payload is kept as it came', async () => {
    const text = '{"a":"\\u0000 \\ud800 \\\\ \\" {x,NULL} ünï 😀"}\n';
    await store.inbox.accept(delivery('a', text));
    expect((await store.inbox.waiting(1))[0]?.payload).toBe(text);
  });

  test('to key one brings tasks, facts, groups and places, once, and forgets what is in none of them', async () => {
    await Promise.all(['a', 'b'].map((guid) => store.inbox.accept(delivery(guid))));
    const group = { repoId: 7, branch: 'main', base: 'b0', sha: 'c1' };
    const place = { installation: 1, repoId: 7, owner: 'acme', name: 'shop' };
    const wanted = [{ kind: 'pull', key: '7/12', installation: 1, due: clock.at(0) }] as const;
    const odd = { ...fact, body: 'odd \0 \ud800 text' };
    const keyed: Keyed = { wanted, facts: [fact, odd], groups: [group], places: [place], left: [] };
    await store.inbox.key('a', keyed);
    await store.inbox.key('a', keyed);
    await store.inbox.key('b', { ...nothing, places: [{ ...place, name: 'store' }] });
    expect(await store.inbox.waiting(10)).toEqual([]);
    const facts = await store.read.facts(7, 12);
    expect(facts.map((each) => each.fact)).toEqual([fact, odd]);
    expect(await store.read.facts(7, 13)).toEqual([]);
    expect(await store.read.group(7, 'c1')).toEqual(group);
    expect(await store.read.place(7)).toEqual({ ...place, name: 'store' });
    expect(await store.read.places(1)).toEqual([{ ...place, name: 'store' }]);
    expect((await payloads()).map(({ payload }) => payload)).toEqual([delivery('a').payload, null]);

    const held = await store.tasks.claim();
    expect(held?.key).toBe('7/12');
    await held?.write(async (writes) => {
      await writes.handled([facts[0]?.seq ?? 0]);
      await writes.forgetGroup(7, 'c1');
    });
    expect((await store.read.facts(7, 12)).map((each) => each.fact)).toEqual([odd]);
    expect(await store.read.group(7, 'c1')).toBeUndefined();
  });

  test('one that comes with what it is about needs no keying, is taken once, and keeps its payload for its facts', async () => {
    const wanted = [{ kind: 'pull', key: '7/12', installation: 1, due: clock.at(0) }] as const;
    const place = { installation: 1, repoId: 7, owner: 'acme', name: 'shop' };
    const keyed: Keyed = { ...nothing, wanted, facts: [fact], places: [place] };
    await Promise.all([
      store.inbox.accept(delivery('a'), keyed),
      store.inbox.accept(delivery('a'), keyed),
      store.inbox.accept(delivery('b'), { ...nothing, wanted }),
      store.inbox.accept(delivery('c')),
    ]);
    await store.inbox.accept(delivery('a'), keyed);
    expect((await store.inbox.waiting(10)).map(({ guid }) => guid)).toEqual(['c']);
    expect((await store.read.facts(7, 12)).map((each) => each.fact)).toEqual([fact]);
    expect(await store.read.place(7)).toEqual(place);
    expect((await payloads()).map(({ payload }) => payload)).toEqual([delivery('a').payload, null, delivery('c').payload]);
    expect((await store.tasks.claim())?.key).toBe('7/12');
  });

  test('one whose keys cannot be kept is not half on record', async () => {
    const wrong = [{ kind: 'pull', key: '7/12', installation: 1, due: 'soon' }] as const;
    await expect(store.inbox.accept(delivery('a'), { ...nothing, facts: [fact], wanted: wrong })).rejects.toThrow(
      'invalid input syntax',
    );
    expect([await store.read.facts(7, 12), await store.inbox.waiting(10)]).toEqual([[], []]);
  });

  test('when one part of it fails, all of it waits', async () => {
    await store.inbox.accept(delivery('a'));
    const wrong = [{ kind: 'pull', key: '7/12', installation: 1, due: 'soon' }] as const;
    await expect(store.inbox.key('a', { ...nothing, facts: [fact], wanted: wrong })).rejects.toThrow('invalid input syntax');
    expect(await store.read.facts(7, 12)).toEqual([]);
    expect(await store.inbox.waiting(10)).toHaveLength(1);
  });

  test('one that was keyed may be sent again, and nothing happens', async () => {
    await store.inbox.accept(delivery('a'));
    await store.inbox.key('a', { ...nothing, facts: [fact] });
    await store.inbox.accept(delivery('a', 'again'));
    expect(await store.inbox.waiting(10)).toEqual([]);
    expect(await payloads()).toEqual([{ guid: 'a', payload: delivery('a').payload }]);
  });

  test('one that nobody understood is kept and counted, and tried again when it is sent again', async () => {
    await store.inbox.accept(delivery('a'));
    await store.inbox.park('a', 'not JSON');
    expect(await store.inbox.waiting(10)).toEqual([]);
    expect((await store.stats()).deliveries).toMatchObject({ waiting: 0, parked: 1 });
    expect(await payloads()).toEqual([{ guid: 'a', payload: delivery('a').payload }]);
    await store.inbox.accept(delivery('a'));
    expect(await store.inbox.waiting(10)).toHaveLength(1);
    await store.inbox.key('a', nothing);
    await store.inbox.park('a', 'too late');
    expect((await store.stats()).deliveries).toMatchObject({ waiting: 0, parked: 0 });
  });
});

describe.each(beds)('places that are left, on $name', (bed) => {
  const clock = testClock();
  let store: OpenStore;
  let guids = 0;
  beforeEach(async () => {
    await bed.empty();
    store = await bed.open({ now: clock.now });
    await key({
      places: [7, 77, 8].map((repoId) => ({ installation: repoId === 8 ? 2 : 1, repoId, owner: 'acme', name: `r${repoId}` })),
    });
  });
  const key = async (keyed: Partial<Keyed>) => {
    const guid = `g${guids++}`;
    await store.inbox.accept({ guid, event: 'installation', receivedAt: '2026-11-21T12:00:00Z', payload: '{}' });
    await store.inbox.key(guid, { wanted: [], facts: [], groups: [], places: [], left: [], ...keyed });
  };
  const pull = (repoId: number, number: number) =>
    ({ kind: 'pull', key: `${repoId}/${number}`, installation: repoId === 8 ? 2 : 1, due: clock.at(0) }) as const;
  const subject = { kind: 'pull-request', number: 1, head: 'a', base: 'main', isOpen: true, memory: null } as const;

  test('a repository goes with its tasks, its subjects are closed, and its ledger stays', async () => {
    await store.tasks.want([pull(7, 1)]);
    const held = await store.tasks.claim();
    await held?.write(async (writes) => {
      await writes.saveSubject({ ...subject, key: '7/pull-request/1', repoId: 7 });
      await writes.saveSubject({ ...subject, key: '7/emergency/1', kind: 'emergency', repoId: 7 });
      await writes.append([statementOf(1, { subject: '7/pull-request/1' })]);
      await writes.want([pull(7, 2), pull(77, 1)]);
    });
    await key({ left: [{ repoId: 7 }] });
    expect(await store.read.place(7)).toBeUndefined();
    // Whoever takes the App away and brings it back still owes what an emergency left behind.
    expect((await store.read.openSubjects(7)).map(({ key: of }) => of)).toEqual(['7/emergency/1']);
    expect((await store.read.ledgerHead('7/pull-request/1')).count).toBe(1);
    await expect(held?.confirm()).rejects.toMatchObject({ name: 'LeaseLost' });
    expect((await store.tasks.claim())?.key).toBe('77/1');
    expect(await store.tasks.claim()).toBeUndefined();
  });

  test('an installation goes with its repositories and its sign-in, and what is wished for in the same go stays', async () => {
    await store.keepToken(1, { token: 'secret', expiresAt: clock.at(3_600) });
    await store.tasks.want([pull(7, 1), pull(8, 1), { kind: 'app', key: 'app', installation: 0, due: clock.at(0) }]);
    const sweep = { kind: 'installation', key: '1', installation: 1, due: clock.at(0) } as const;
    await key({ left: [{ installation: 1 }], wanted: [sweep] });
    expect(await store.read.places(1)).toEqual([]);
    expect(await store.read.places(2)).toHaveLength(1);
    expect(await store.token(1)).toBeUndefined();
    const kinds: string[] = [];
    for (let held = await store.tasks.claim(); held; held = await store.tasks.claim()) kinds.push(`${held.kind} ${held.key}`);
    expect(kinds.toSorted()).toEqual(['app app', 'installation 1', 'pull 8/1']);
  });
});
