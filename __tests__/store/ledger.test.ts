import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { canonical } from '../../src/ground/json.ts';
import type { Statement } from '../../src/ledger/statement.ts';
import { emptyHead, nextHead, scopeOf } from '../../src/store/ledger.ts';
import type { OpenStore } from '../../src/store/store.ts';
import { openBeds, testClock } from './bed/beds.ts';
import { statementOf } from './bed/statements.ts';

const { beds, close } = await openBeds();
afterAll(close);

test('a ledger is that of a subject, or all that stands for a repository', () => {
  expect(scopeOf(statementOf(1, { subject: '7/pull-request/12' }))).toBe('7/pull-request/12');
  expect(scopeOf(statementOf(1, { standing: { repoId: 7, environment: 'production' } }))).toBe('7/standing');
});

describe.each(beds)('ledgers on $name', (bed) => {
  const clock = testClock();
  const subject = { subject: '7/pull-request/12' };
  const standing = { standing: { repoId: 7 } };
  let store: OpenStore;
  beforeEach(async () => {
    await bed.empty();
    store = await bed.open({ now: clock.now });
  });
  const append = async (...statements: readonly Statement[]) => {
    await store.tasks.want([{ kind: 'pull', key: '7/12', installation: 1, due: clock.at(0) }]);
    const held = await store.tasks.claim();
    await held?.write((writes) => writes.append(statements));
    await held?.done();
  };

  test('statements stand in their order, each ledger its own, and its head is over all of them', async () => {
    const [one, two, three] = [
      statementOf(1, subject),
      statementOf(2, subject, { reason: 'odd \0 \ud800 "{x}' }),
      statementOf(3, subject),
    ];
    const stands = statementOf(1, standing);
    expect(await store.read.ledgerHead('7/pull-request/12')).toEqual({ count: 0, head: emptyHead('7/pull-request/12') });
    await append(two, stands, one);
    await append(three);
    expect(await store.read.statements('7/pull-request/12')).toEqual([two, one, three]);
    expect(await store.read.statements('7/standing')).toEqual([stands]);
    const head = [two, one, three].reduce((before, each) => nextHead(before, canonical(each)), emptyHead('7/pull-request/12'));
    expect(await store.read.ledgerHead('7/pull-request/12')).toEqual({ count: 3, head });
  });

  test('the same words count once, others under the same key are a second statement', async () => {
    const one = statementOf(1, subject);
    const other = { ...one, by: { id: 2, login: 'eve' } };
    await append(one, one);
    await append(one, other);
    await append(other, one);
    expect(await store.read.statements('7/pull-request/12')).toEqual([one, other]);
    expect((await store.read.ledgerHead('7/pull-request/12')).count).toBe(2);
  });

  test('two who append to one ledger at once both stand in it', async () => {
    const other = await bed.open({ now: clock.now });
    const wanted = [1, 2].map((number) => ({ kind: 'pull', key: `7/${number}`, installation: 1, due: clock.at(0) }) as const);
    await store.tasks.want(wanted);
    const held = [await store.tasks.claim(), await other.tasks.claim()];
    const appending = held.flatMap((each, who) =>
      Array.from({ length: 10 }, async (_, at) =>
        each?.write((writes) => writes.append([statementOf(who * 100 + at, standing)])),
      ),
    );
    await Promise.all(appending);
    expect((await store.read.ledgerHead('7/standing')).count).toBe(20);
    expect(await store.verifyLedgers()).toEqual([]);
  });

  test.each([
    ["update gonogo.statements set said = ''"],
    ['delete from gonogo.statements'],
    ['truncate gonogo.statements'],
    ['delete from gonogo.ledgers'],
    ['truncate gonogo.ledgers'],
    ['update gonogo.ledgers set count = count - 1'],
    ["update gonogo.ledgers set head = ''"],
  ])('%s is refused', async (sql) => {
    await append(statementOf(1, subject));
    const { query } = await bed.database();
    await expect(query(sql)).rejects.toThrow('a ledger only grows');
    expect(await store.verifyLedgers()).toEqual([]);
  });
});

describe.each(beds)('a ledger that was changed by hand, on $name', (bed) => {
  const clock = testClock();
  const scope = '7/pull-request/12';
  let store: OpenStore;
  beforeEach(async () => {
    await bed.empty();
    store = await bed.open({ now: clock.now });
    await store.tasks.want([{ kind: 'pull', key: '7/12', installation: 1, due: clock.at(0) }]);
    const held = await store.tasks.claim();
    await held?.write((writes) => writes.append([1, 2, 3].map((number) => statementOf(number, { subject: scope }))));
  });

  /** As somebody does who may do everything in the database. */
  const force = async (sql: string) => {
    const { transaction } = await bed.database();
    await transaction(async ({ query }) => {
      await query(`set local session_replication_role = replica`);
      await query(sql);
    });
  };

  test('one that nobody touched is whole', async () => {
    const { count, head } = await store.read.ledgerHead(scope);
    expect(await store.verifyLedger(scope)).toEqual({ is: 'whole', scope, count, head });
    expect(await store.verifyLedger('8/standing')).toMatchObject({ is: 'whole', count: 0 });
  });

  test.each([
    ['a name in it', `update gonogo.statements set said = replace(said, 'ada', 'eve') where seq = 2`, 2],
    ['a key', `update gonogo.statements set key = 'x' where seq = 2`, 2],
    ['a row taken out', 'delete from gonogo.statements where seq = 2', 2],
    ['the first row', 'delete from gonogo.statements where seq = 1', 1],
    ['the last row', 'delete from gonogo.statements where seq = 3', 3],
    ['all rows', 'delete from gonogo.statements', 1],
    ['the head', `update gonogo.ledgers set head = 'x'`, 3],
    ['no head', 'delete from gonogo.ledgers', 1],
    ['a row of another ledger', `update gonogo.statements set scope = '7/standing' where seq = 3`, 3],
  ])('%s: the first row that is wrong is named', async (_, sql, row) => {
    await force(sql);
    expect(await store.verifyLedger(scope)).toMatchObject({ is: 'broken', scope, row });
    expect((await store.verifyLedgers()).map((check) => check.scope)).toContain(scope);
  });
});
