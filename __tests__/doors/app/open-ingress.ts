import { createFigures } from '../../../src/doors/app/figures.ts';
import { createIngress, usualLimits } from '../../../src/doors/app/ingress.ts';
import { listen, usualServerLimits } from '../../../src/doors/app/server.ts';
import { MemoryInbox, memoryLog } from './memory.ts';
import { secret } from './sockets.ts';

/** An ingress that listens. */
export async function openIngress(limits: Partial<typeof usualLimits & typeof usualServerLimits> = {}, secrets = [secret]) {
  const inbox = new MemoryInbox();
  const figures = createFigures();
  const log = memoryLog();
  const woken: number[] = [];
  const ingress = createIngress({
    inbox,
    secrets,
    limits: { ...usualLimits, bodyMs: 10_000, acceptMs: 5_000, ...limits },
    log,
    figures,
    now: Date.now,
    onAccepted: () => woken.push(Date.now()),
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
  return { inbox, figures, log, ingress, server, url: server.url, woken, close };
}

export type Opened = Awaited<ReturnType<typeof openIngress>>;
