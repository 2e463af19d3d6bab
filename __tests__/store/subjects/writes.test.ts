import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { RunRow, StoredRevision, SubjectRow, Writes } from '../../../src/reconcile/ports/store.ts';
import type { Fact } from '../../../src/reconcile/ports/tasks.ts';
import type { OpenStore } from '../../../src/store/store.ts';
import { openBeds, testClock } from '../bed/beds.ts';
import { statementOf } from '../bed/statements.ts';

const { beds, close } = await openBeds();
afterAll(close);

describe.each(beds)('what is known of subjects, on $name', (bed) => {
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

  const subject: SubjectRow = {
    key: '7/pull-request/1',
    repoId: 7,
    kind: 'pull-request',
    number: 1,
    head: 'aaa',
    base: 'main',
    isOpen: true,
    memory: { boards: [5], odd: 'x \0 \ud800', none: null },
  };
  const group: SubjectRow = { ...subject, key: '7/merge-group/aaa', kind: 'merge-group', number: null };

  test('subjects are found by key, by head and by repository, the open ones', async () => {
    await write(async (writes) => {
      await writes.saveSubject(subject);
      await writes.saveSubject({ ...subject, key: '7/pull-request/2', number: 2, isOpen: false });
      await writes.saveSubject({ ...subject, key: '7/pull-request/3', number: 3, head: 'bbb' });
      await writes.saveSubject(group);
      await writes.saveSubject({ ...subject, key: '8/pull-request/1', repoId: 8 });
    });
    expect(await store.read.subject(subject.key)).toEqual(subject);
    expect(await store.read.subject('9/pull-request/1')).toBeUndefined();
    expect((await store.read.subjectsAt(7, 'aaa')).map(({ key }) => key)).toEqual([subject.key, group.key]);
    expect((await store.read.openSubjects(7)).map(({ key }) => key)).toEqual([subject.key, '7/pull-request/3', group.key]);
    expect((await store.read.openSubjects(7, 'merge-group')).map(({ key }) => key)).toEqual([group.key]);
    await write((writes) => writes.saveSubject({ ...subject, head: 'ccc', isOpen: false, memory: 1 }));
    expect(await store.read.subject(subject.key)).toEqual({ ...subject, head: 'ccc', isOpen: false, memory: 1 });
    expect((await store.read.openSubjects(7)).map(({ key }) => key)).not.toContain(subject.key);
  });

  test('of a revision what was told first stays, but for a body that nobody had seen', async () => {
    const revision: StoredRevision = {
      comment: 5,
      at: '2026-11-21T12:00:00Z',
      editor: { id: 1, login: 'ada', kind: 'human' },
      body: '- [x] odd \0',
      ordinal: 1,
    };
    const first: StoredRevision = { ...revision, ordinal: 0, editor: null, body: null };
    await write((writes) => writes.saveRevisions([revision, first]));
    await write((writes) =>
      writes.saveRevisions([
        { ...revision, body: null },
        { ...revision, body: 'another' },
      ]),
    );
    expect(await store.read.revisions(5)).toEqual([first, revision]);
    await write((writes) => writes.saveRevisions([{ ...first, body: 'found' }]));
    expect(await store.read.revisions(5)).toEqual([{ ...first, body: 'found' }, revision]);
    expect(await store.read.revisions(6)).toEqual([]);
  });

  test('a run is known by commit and name', async () => {
    const at = '2026-11-21T12:00:00.000Z';
    const run: RunRow = {
      repoId: 7,
      sha: 'aaa',
      name: 'gonogo',
      run: 9_007_199_254_740_991,
      conclusion: 'failure',
      digest: 'd',
      at,
    };
    await write(async (writes) => {
      await writes.saveRun(run);
      await writes.saveRun({ ...run, name: 'gonogo observe', run: 2 });
    });
    await write((writes) => writes.saveRun({ ...run, conclusion: 'success' }));
    expect(await store.read.run({ repoId: 7, sha: 'aaa', name: 'gonogo' })).toEqual({ ...run, conclusion: 'success' });
    expect((await store.read.runs(7, 'aaa')).map((each) => each.run)).toEqual([run.run, 2]);
    expect(await store.read.run({ repoId: 8, sha: 'aaa', name: 'gonogo' })).toBeUndefined();
  });
});

describe.each(beds)('what is forgotten, on $name', (bed) => {
  let clock = testClock();
  let store: OpenStore;
  beforeEach(async () => {
    await bed.empty();
    clock = testClock();
    store = await bed.open({ now: clock.now });
  });
  const day = 86_400;
  const fact = (number: number): Fact => ({
    is: 'pushed',
    repoId: 7,
    number,
    comment: 0,
    by: { id: 1, login: 'ada', kind: 'human' },
    at: clock.at(0),
    head: 'a',
  });
  const accept = (guid: string) => store.inbox.accept({ guid, event: 'x', receivedAt: clock.at(0), payload: '{}' });

  test('deliveries and facts after ninety days, but not what waits for somebody', async () => {
    for (const guid of ['keyed', 'waiting', 'parked']) await accept(guid);
    const group = { repoId: 7, branch: 'main', base: 'b', sha: 'c' };
    await store.inbox.key('keyed', { wanted: [], facts: [fact(1), fact(2)], groups: [group], places: [], left: [] });
    await store.inbox.park('parked', 'who knows');
    await store.tasks.want([{ kind: 'pull', key: '7/1', installation: 1, due: clock.at(0) }]);
    const [handled] = await store.read.facts(7, 1);
    const held = await store.tasks.claim();
    await held?.write((writes) => writes.handled([handled?.seq ?? 0]));
    clock.move(89 * day);
    expect(Object.values(await store.sweep(clock.now())).every((rows) => rows === 0)).toBe(true);
    clock.move(2 * day);
    expect(await store.sweep(clock.now())).toMatchObject({ deliveries: 1, facts: 1, merge_groups: 1 });
    expect((await store.stats()).deliveries).toMatchObject({ waiting: 1, parked: 1 });
    expect(await store.read.facts(7, 2)).toHaveLength(1);
  });

  test('subjects a year after they were closed, with what their boards said, and never a ledger', async () => {
    const save = async (number: number, isOpen: boolean) => {
      await store.tasks.want([{ kind: 'pull', key: `7/${number}`, installation: 1, due: clock.at(0) }]);
      const held = await store.tasks.claim();
      await held?.write(async (writes) => {
        const key = `7/pull-request/${number}`;
        await writes.saveSubject({
          key,
          repoId: 7,
          kind: 'pull-request',
          number,
          head: `h${number}`,
          base: 'main',
          isOpen,
          memory: 1,
        });
        await writes.saveRevisions([{ comment: number, at: clock.at(0), editor: null, body: 'x', ordinal: 0 }]);
        await writes.saveRun({
          repoId: 7,
          sha: `h${number}`,
          name: 'gonogo',
          run: number,
          conclusion: 'failure',
          digest: 'd',
          at: '2026-11-21T12:00:00.000Z',
        });
        await writes.append([statementOf(number, { subject: key })]);
      });
      await held?.done();
    };
    for (const number of [1, 2, 3]) await save(number, true);
    await save(2, false);
    clock.move(300 * day);
    await save(3, false);
    clock.move(100 * day);
    expect(await store.sweep(clock.now())).toMatchObject({ subjects: 1, revisions: 1, runs: 1 });
    const known = async (number: number) => [
      (await store.read.subject(`7/pull-request/${number}`)) !== undefined,
      (await store.read.revisions(number)).length === 1,
      (await store.read.runs(7, `h${number}`)).length === 1,
    ];
    expect(await Promise.all([1, 2, 3].map(known))).toEqual([
      [true, true, true],
      [false, false, false],
      [true, true, true],
    ]);
    expect((await store.read.ledgerHead('7/pull-request/2')).count).toBe(1);
    expect(await store.verifyLedgers()).toEqual([]);
  });

  test('more than a thousand go in several steps, and how long they are kept is for the caller to say', async () => {
    const { query } = await bed.database();
    await query(
      `insert into gonogo.deliveries (guid, event, received_at, accepted_at, state, settled_at)
       select 'g' || number, 'x', '', $1::timestamptz, 'keyed', $1::timestamptz from generate_series(1, 2500) as number`,
      [clock.at(0)],
    );
    clock.move(2 * day);
    expect(await store.sweep(clock.now(), { deliveryDays: 1, subjectDays: 1 })).toMatchObject({ deliveries: 2_500 });
  });
});
