import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import type { Where } from '../../src/store/engine/open.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { keptEngines } from './bed/kept.ts';
import { pgliteFolder } from './bed/pglite.ts';

const engines = await keptEngines();
const server = await engines.server();
const folder = await pgliteFolder();
const started: ChildProcess[] = [];
const stores: OpenStore[] = [];
const open = async (where: Where): Promise<OpenStore> => {
  const store = await openStore(where, { secret: 's' });
  stores.push(store);
  return store;
};
afterAll(async () => {
  for (const store of stores) await store.close();
  for (const child of started) child.kill('SIGKILL');
  rmSync(dirname(folder), { recursive: true, force: true });
});

/** What it says, line by line. */
function replica(what: string, where: Where, name = ''): { readonly child: ChildProcess; readonly lines: string[] } {
  const file = fileURLToPath(new URL('bed/replica.ts', import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, file, what, JSON.stringify(where), name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const lines: string[] = [];
  let rest = '';
  child.stdout?.on('data', (chunk) => {
    const parts = `${rest}${chunk}`.split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  return { child, lines };
}

const until = async (is: () => boolean, ms = 240_000) => {
  const end = performance.now() + ms;
  while (!is() && performance.now() < end) await sleep(10);
  expect(is()).toBe(true);
};

const kill = async (child: ChildProcess) => {
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  await gone;
};

async function expectAll(store: OpenStore, acknowledged: readonly string[]): Promise<void> {
  const kept = new Set((await store.inbox.waiting(1_000_000)).map(({ guid }) => guid));
  expect(acknowledged.length).toBeGreaterThan(100);
  expect(acknowledged.filter((guid) => !kept.has(guid))).toEqual([]);
}

test('whoever is killed while accepting has lost nothing that was acknowledged, embedded', async () => {
  const where = { folder, ephemeral: true };
  const { child, lines: acknowledged } = replica('accept', where, 'first');
  await until(() => acknowledged.length > 200);
  await kill(child);
  const store = await open(where);
  await expectAll(store, acknowledged);
});

if (server.is === 'unavailable') {
  test(`PostgreSQL is left out, because no server can be started here: ${server.why}`, () => {
    expect(server.why).not.toBe('');
  });
} else {
  test('nor have two of them and a server that is stopped at once', async () => {
    const where = { url: await server.create() };
    const [one, two] = [replica('accept', where, 'one'), replica('accept', where, 'two')];
    await until(() => one.lines.length > 200 && two.lines.length > 200);
    await kill(one.child);
    const gone = once(two.child, 'close');
    await server.crash();
    two.child.kill('SIGKILL');
    await gone;
    await server.start();
    const store = await open(where);
    await expectAll(store, [...one.lines, ...two.lines]);
  });

  test('two processes never work on the same thing at the same time, and miss nothing', async () => {
    const where = { url: await server.create() };
    const store = await open(where);
    const replicas = [replica('claim', where), replica('claim', where)];
    await until(() => replicas.every(({ lines }) => lines.includes('ready')));
    const keys = Array.from({ length: 12 }, (_, at) => `7/${at}`);
    const wish = (key: string, at: number) => ({ kind: 'pull', key, installation: at % 3, due: '2026-01-01T00:00:00Z' }) as const;
    const isEnough = () => replicas.every(({ lines }) => lines.length > 30);
    for (const end = performance.now() + 240_000; !isEnough() && performance.now() < end; await sleep(10)) {
      await store.tasks.want(keys.map(wish));
    }
    let left = 1;
    for (const end = performance.now() + 240_000; left > 0 && performance.now() < end; await sleep(20)) {
      left = (await store.stats()).tasks.known;
    }
    expect(left).toBe(0);
    for (const { child } of replicas) await kill(child);
    const runs = replicas.flatMap(({ lines }) => lines.filter((line) => line !== 'ready').map((line) => line.split(' ')));
    expect(isEnough()).toBe(true);
    const overlaps = keys.flatMap((key) => {
      const spans = runs
        .filter(([of]) => of === key)
        .map(([, start, end]) => [BigInt(start ?? 0), BigInt(end ?? 0)] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
      expect(spans.length).toBeGreaterThan(0);
      return spans.filter(([start], at) => at > 0 && start < (spans[at - 1]?.[1] ?? 0n));
    });
    expect(overlaps).toEqual([]);
  });

  test('one that stood still past its lease writes nothing when it goes on', async () => {
    const where = { url: await server.create() };
    const store = await open(where);
    await store.tasks.want([{ kind: 'pull', key: '7/1', installation: 1, due: '2026-01-01T00:00:00Z' }]);
    const { child, lines } = replica('late', where);
    await until(() => lines.includes('held'));
    child.kill('SIGSTOP');
    let held = await store.tasks.claim();
    for (const end = performance.now() + 240_000; held === undefined && performance.now() < end; await sleep(50)) {
      held = await store.tasks.claim();
    }
    expect(held).toMatchObject({ key: '7/1', tookOver: true });
    const subject = { key: '7/pull-request/1', repoId: 7, kind: 'pull-request', number: 1, base: 'main', isOpen: true } as const;
    await held?.write((writes) => writes.saveSubject({ ...subject, head: 'mine', memory: null }));
    child.kill('SIGCONT');
    await until(() => lines.length > 1);
    expect(lines).toEqual(['held', 'LeaseLost']);
    expect((await store.read.subject(subject.key))?.head).toBe('mine');
  });
}
