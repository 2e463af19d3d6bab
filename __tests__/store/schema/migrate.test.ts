import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Database } from '../../../src/store/engine/database.ts';
import { migrate } from '../../../src/store/schema/migrate.ts';
import { migrations } from '../../../src/store/schema/migrations.ts';
import { openBeds } from '../bed/beds.ts';

const { beds, close } = await openBeds();
afterAll(async () => {
  for (const bed of beds) await (await bed.database()).query('drop schema if exists gonogo cascade');
  await close();
});

describe.each(beds)('migrations on $name', (bed) => {
  let database: Database;
  beforeEach(async () => {
    database = await bed.database();
    await database.query('drop schema if exists gonogo cascade');
  });
  const steps = [
    { name: 'one', statements: ['create table gonogo.one (a integer)', 'insert into gonogo.one values (1)'] },
    { name: 'two', statements: ['update gonogo.one set a = a + 1'] },
  ];

  test('each is done once and in its order, also when two start at once', async () => {
    expect(await Promise.all([migrate(database, steps), migrate(database, steps)])).toEqual([2, 2]);
    expect(await migrate(database, steps)).toBe(2);
    expect(await database.query('select a from gonogo.one')).toEqual([{ a: 2 }]);
    expect(await database.query('select version, name from gonogo.migrations order by version')).toEqual([
      { version: 1, name: 'one' },
      { version: 2, name: 'two' },
    ]);
  });

  test('one that fails leaves nothing of itself, and those before it stay', async () => {
    const broken = { name: 'broken', statements: ['create table gonogo.three (a integer)', 'select 1 / 0'] };
    await expect(migrate(database, [...steps, broken])).rejects.toThrow('division by zero');
    expect(await database.query(`select tablename from pg_tables where tablename = 'three'`)).toEqual([]);
    expect(await migrate(database, steps)).toBe(2);
  });

  test('a database that is newer is refused', async () => {
    await migrate(database, steps);
    await expect(migrate(database, steps.slice(0, 1))).rejects.toMatchObject({
      problems: [
        {
          code: 'store.newer-database',
          message: expect.stringContaining('version 2'),
          remedy: expect.stringContaining('newer one'),
        },
      ],
    });
  });

  test('those of the store are all there', async () => {
    expect(await migrate(database)).toBe(migrations.length);
  });
});
