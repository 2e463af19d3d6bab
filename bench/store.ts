// How many deliveries a second are on disk before they are acknowledged, how long each takes, and how many tasks are claimed and done.
// node bench/store.ts
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { pgliteFolder } from '../__tests__/store/bed/pglite.ts';
import { startPostgres } from '../__tests__/store/bed/postgres.ts';
import { type OpenStore, openStore } from '../src/store/store.ts';

const deliveries = 5_000;
const inFlight = 50;
const tasks = 2_000;
const workers = 20;
const payload = JSON.stringify({ body: 'x'.repeat(12_000) });

async function inLanes(lanes: number, count: number, one: (number: number) => Promise<void>): Promise<number> {
  let next = 0;
  const start = performance.now();
  const lane = async () => {
    for (let number = next++; number < count; number = next++) await one(number);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return performance.now() - start;
}

async function accepts(store: OpenStore, name: string): Promise<void> {
  const took: number[] = [];
  const accept = async (number: number) => {
    const start = performance.now();
    await store.inbox.accept({ guid: `${name}-${number}`, event: 'x', receivedAt: '2026-11-21T12:00:00Z', payload });
    took.push(performance.now() - start);
  };
  await inLanes(inFlight, 500, (number) => accept(-number - 1));
  took.length = 0;
  const ms = await inLanes(inFlight, deliveries, accept);
  const sorted = took.toSorted((a, b) => a - b);
  const share = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1).padStart(6);
  process.stdout.write(
    `${name.padEnd(11)} ${Math.round((deliveries / ms) * 1_000)} accepted a second, p50 ${share(0.5)} ms, p99 ${share(0.99)} ms\n`,
  );
}

async function work(store: OpenStore, name: string): Promise<void> {
  const due = '2026-01-01T00:00:00Z';
  const wanted = Array.from(
    { length: tasks },
    (_, at) => ({ kind: 'pull', key: `7/${at}`, installation: at % 10, due }) as const,
  );
  const start = performance.now();
  await store.tasks.want(wanted);
  const wished = performance.now() - start;
  let done = 0;
  const ms = await inLanes(workers, tasks, async () => {
    const held = await store.tasks.claim();
    await held?.confirm();
    await held?.done();
    if (held) done++;
  });
  process.stdout.write(
    `${name.padEnd(11)} ${Math.round((done / ms) * 1_000)} tasks a second of ${tasks} claimed, confirmed and done; wished for in ${wished.toFixed(0)} ms\n`,
  );
}

async function measure(store: OpenStore, name: string): Promise<void> {
  await accepts(store, name);
  await work(store, name);
  await store.close();
}

process.stdout.write(`Store, Node ${process.version}, ${inFlight} deliveries of 12 kB in flight, ${workers} workers\n`);
const folder = await pgliteFolder({ onDisk: true });
await measure(await openStore({ folder, ephemeral: true }, { secret: 's' }), 'PGlite');
rmSync(dirname(folder), { recursive: true, force: true });
const server = await startPostgres({ isDurable: true });
if (server.is === 'running') {
  await measure(await openStore({ url: await server.create(), connections: 20 }, { secret: 's' }), 'PostgreSQL');
  await server.stop();
} else process.stdout.write(`PostgreSQL is left out: ${server.why}\n`);
