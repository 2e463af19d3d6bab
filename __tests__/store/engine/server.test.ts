import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { Listener } from '../../../src/store/engine/listener.ts';
import { openDatabase } from '../../../src/store/engine/open.ts';
import { openServer } from '../../../src/store/engine/server.ts';
import { openStore } from '../../../src/store/store.ts';
import { keptEngines } from '../bed/kept.ts';

const engines = await keptEngines();
const server = await engines.server();
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

const until = async (is: () => boolean | Promise<boolean>) => {
  const end = performance.now() + 20_000;
  while (!(await is()) && performance.now() < end) await sleep(20);
  expect(await is()).toBe(true);
};

test('a server that is not there is a problem without a password in it', async () => {
  const opening = openDatabase({ url: 'postgres://me:hidden@127.0.0.1:1/x' });
  const problem = {
    code: 'store.unreachable',
    message: expect.stringContaining('127.0.0.1:1'),
    remedy: expect.stringContaining('DATABASE_URL'),
  };
  await expect(opening).rejects.toMatchObject({ problems: [problem] });
  await expect(opening).rejects.not.toThrow('hidden');
});

if (server.is === 'unavailable') {
  test(`PostgreSQL is left out, because no server can be started here: ${server.why}`, () => {
    expect(server.why).not.toBe('');
  });
} else {
  const url = await server.create();

  test('rows come as they do from the embedded one', async () => {
    const database = await openServer({ url });
    closing.push(database.close);
    const [row] = await database.query(
      `select 9007199254740991::bigint as big, $1::timestamptz as at, array['a', null, '{"x"}'] as list, true as yes, count(*) as many`,
      ['2026-11-21T12:00:00.123Z'],
    );
    expect(row).toEqual({
      big: 9_007_199_254_740_991,
      at: new Date('2026-11-21T12:00:00.123Z'),
      list: ['a', null, '{"x"}'],
      yes: true,
      many: 1,
    });
    await database.query('create table numbers (number integer primary key)');
    const failing = database.transaction(async ({ query }) => {
      await query('insert into numbers values (1)');
      await query('insert into numbers values (1)').catch(() => undefined);
    });
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    expect(await database.query('select * from numbers')).toEqual([]);
    await database.transaction(({ query }) => query('insert into numbers values (2)'));
    expect(await database.query('select * from numbers')).toEqual([{ number: 2 }]);
  });

  test('when the server goes, nothing is acknowledged; when it is back, everything goes on', async () => {
    const [store, other] = [
      await openStore({ url }, { secret: 's', pollMs: 600_000 }),
      await openStore({ url }, { secret: 's' }),
    ];
    closing.push(store.close, other.close);
    const delivery = (guid: string) => ({ guid, event: 'x', receivedAt: '2026-11-21T12:00:00Z', payload: '{}' });
    const wish = (key: string) => other.tasks.want([{ kind: 'pull', key, installation: 1, due: '2020-01-01T00:00:00Z' }]);
    let woken = 0;
    store.tasks.onWanted(() => woken++);
    await store.inbox.accept(delivery('before'));
    const gone = /terminat|ECONNREFUSED|ECONNRESET/;
    await server.crash();
    await expect(store.inbox.accept(delivery('during'))).rejects.toThrow(gone);
    await expect(store.tasks.claim()).rejects.toThrow(gone);
    await server.start();
    await until(() =>
      store.inbox.accept(delivery('after')).then(
        () => true,
        () => false,
      ),
    );
    expect((await store.inbox.waiting(10)).map(({ guid }) => guid)).toEqual(['before', 'after']);
    // It hears the other process again, although nobody polls.
    await until(async () => {
      woken = 0;
      await wish('7/1');
      await wish(`7/${performance.now()}`);
      await sleep(50);
      return woken > 0;
    });
  });

  test('a connection whose other end has vanished is noticed and made anew', async () => {
    const { port: target } = new URL(url);
    const sockets: Socket[] = [];
    let connections = 0;
    let isOpen = true;
    const proxy = createServer((near) => {
      connections++;
      const far = connect(Number(target), '127.0.0.1');
      sockets.push(near, far);
      near.on('error', () => undefined).on('data', (data) => isOpen && far.write(data));
      far.on('error', () => undefined).on('data', (data) => isOpen && near.write(data));
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const address = proxy.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const through = url.replace(`:${target}/`, `:${port}/`);
    const listener = new Listener(
      () => new pg.Client({ connectionString: through, query_timeout: 200, connectionTimeoutMillis: 200 }),
      50,
    );
    const heard: string[] = [];
    listener.listen('news', (text) => heard.push(text));
    await until(() => heard.length > 0);
    isOpen = false;
    const before = connections;
    await until(() => connections > before);
    isOpen = true;
    await until(() => heard.length > 1);
    const database = await openServer({ url });
    closing.push(database.close);
    await until(async () => {
      await database.query(`select pg_notify('news', 'hello')`);
      await sleep(20);
      return heard.includes('hello');
    });
    await listener.close();
    expect(heard).toContain('hello');
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });

  test('two who migrate at once do it once', async () => {
    const fresh = await server.create();
    const stores = await Promise.all([1, 2, 3].map(() => openStore({ url: fresh }, { secret: 's' })));
    closing.push(...stores.map((store) => store.close));
    expect(new Set(stores.map(({ version }) => version)).size).toBe(1);
  });
}
