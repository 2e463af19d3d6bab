import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Keyed } from '../../../src/reconcile/ports/tasks.ts';
import type { OpenStore } from '../../../src/store/store.ts';
import { openBeds, testClock } from '../bed/beds.ts';
import { statementOf } from '../ledger/ledger-statements.ts';

const { beds, close } = await openBeds();
afterAll(close);

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
      await writes.append([statementOf(1, { subject: '7/pull-request/1' })]);
      await writes.want([pull(7, 2), pull(77, 1)]);
    });
    await key({ left: [{ repoId: 7 }] });
    expect(await store.read.place(7)).toBeUndefined();
    expect(await store.read.openSubjects(7)).toEqual([]);
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
