import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { OpenStore } from '../../../src/store/store.ts';
import { openBeds, testClock } from '../bed/beds.ts';
import { statementOf } from './ledger-statements.ts';

const { beds, close } = await openBeds();
afterAll(close);

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
