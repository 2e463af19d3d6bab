import { createFigures } from '../../../src/doors/app/figures.ts';
import { createIngress, usualLimits } from '../../../src/doors/app/ingress.ts';
import { listen, usualServerLimits } from '../../../src/doors/app/server.ts';
import type { Delivery } from '../../../src/reconcile/ports/store.ts';
import type { Keyed } from '../../../src/reconcile/ports/tasks.ts';
import { MemoryInbox, memoryLog, nothing } from './memory.ts';
import { secret } from './sockets.ts';

/** What a test lets deliveries be about. */
interface Hearing {
  hear: (delivery: Delivery) => Promise<Keyed>;
}

/** An ingress that listens. */
export async function openIngress(limits: Partial<typeof usualLimits & typeof usualServerLimits> = {}, secrets = [secret]) {
  const inbox = new MemoryInbox();
  const figures = createFigures();
  const log = memoryLog();
  const woken: number[] = [];
  const heard: Hearing = { hear: async () => nothing };
  const ingress = createIngress({
    inbox,
    hear: (delivery) => heard.hear(delivery),
    secrets,
    limits: { ...usualLimits, bodyMs: 10_000, acceptMs: 5_000, ...limits },
    log,
    figures,
    now: Date.now,
    onUnheard: () => woken.push(Date.now()),
  });
  const server = await listen({
    host: '127.0.0.1',
    port: 0,
    ingress,
    operations: { answer: () => false },
    limits: { ...usualServerLimits, lingerMs: 200, ...limits },
  });
  const close = async () => {
    server.cut();
    await server.close();
  };
  return { inbox, figures, log, ingress, server, url: server.url, woken, heard, close };
}

export type Opened = Awaited<ReturnType<typeof openIngress>>;
