import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { RunRow, StoredRevision, SubjectRow, Writes } from '../../../src/reconcile/ports/store.ts';
import type { OpenStore } from '../../../src/store/store.ts';
import { openBeds, testClock } from '../bed/beds.ts';

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
