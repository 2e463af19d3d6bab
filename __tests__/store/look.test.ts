import { expect, test } from '@jest/globals';
import { lookAtServer } from '../../src/store/look.ts';
import { migrations } from '../../src/store/schema/migrations.ts';
import { openStore } from '../../src/store/store.ts';
import { keptEngines } from './bed/kept.ts';

const engines = await keptEngines();
const server = await engines.server();

if (server.is === 'unavailable') {
  test(`PostgreSQL is left out, because no server can be started here: ${server.why}`, () => {
    expect(server.why).not.toBe('');
  });
} else {
  const url = await server.create();

  test('a server is looked at and not changed', async () => {
    const empty = await lookAtServer(url);
    expect(empty).toMatchObject({ version: null, newest: migrations.length, server: expect.stringMatching(/^\d+/) });
    expect(Math.abs(empty.ahead)).toBeLessThan(5_000);
    expect(await lookAtServer(url)).toMatchObject({ version: null });
    const store = await openStore({ url }, { secret: 'a secret' });
    await store.close();
    expect(await lookAtServer(url, () => Date.now() - 60_000)).toMatchObject({ version: migrations.length });
    expect((await lookAtServer(url, () => Date.now() - 60_000)).ahead).toBeGreaterThan(50_000);
  });
}
