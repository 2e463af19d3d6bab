// How long a delivery takes until it is on record and answered, beside a Probot App that does nothing with it: `npm run -s bench -- app`.
import { type ChildProcess, fork } from 'node:child_process';
import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNodeMiddleware, Probot } from 'probot';
import { createFigures } from '../src/doors/app/figures.ts';
import { createLog } from '../src/doors/app/log.ts';
import { readSettings } from '../src/doors/app/settings.ts';
import { startApp } from '../src/doors/app/start.ts';
import { openRooms } from '../src/doors/app/wire.ts';

const secret = 'a secret of the bench, long enough';
const inFlight = 50;
const deliveries = 10_000;
const warmUp = 1_000;
const path = '/api/github/webhooks';
/** 12 kB, like most, and about something: it is keyed to a task behind the answer. */
const body = JSON.stringify({
  ref: 'refs/heads/main',
  installation: { id: 1 },
  repository: { id: 7, name: 'shop', full_name: 'acme/shop', owner: { id: 2, login: 'acme' } },
  text: 'a'.repeat(12_000),
});
const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

const privateKey = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey;

/** Our own App, whole: ingress, store and keyer. GitHub is not there, so that no task is worked on. */
async function serveGonogo(database: string): Promise<string> {
  const settings = readSettings(
    {
      APP_ID: '7',
      PRIVATE_KEY: privateKey(),
      WEBHOOK_SECRET: secret,
      PORT: '0',
      GITHUB_API_URL: 'http://127.0.0.1:9',
      ...(database.startsWith('postgres') ? { DATABASE_URL: database } : { GONOGO_DATA: database }),
    },
    ['--ephemeral'],
  );
  const log = createLog({
    level: 'error',
    isPretty: true,
    secrets: [],
    write: (text) => process.stderr.write(text),
    now: Date.now,
  });
  const figures = createFigures();
  const rooms = { ...(await openRooms({ settings, log, figures, now: Date.now })), startWork: () => ({ stop: async () => {} }) };
  return (await startApp({ settings, rooms, log, figures, now: Date.now })).url;
}

async function serveProbot(): Promise<string> {
  const probot = new Probot({ appId: 7, privateKey: privateKey(), secret, logLevel: 'fatal' });
  const middleware = await createNodeMiddleware(() => {}, { probot, webhooksPath: path });
  const server = createServer((incoming, response) => void middleware(incoming, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

async function drive(url: string, count: number): Promise<{ waits: number[]; failed: number; seconds: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const waits: number[] = [];
  let [sent, failed] = [0, 0];
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const began = performance.now();
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-github-delivery': randomUUID(),
        'x-github-event': 'push',
        'x-hub-signature-256': signature,
      };
      const posted = request(`${url}${path}`, { agent, method: 'POST', headers }, (response) => {
        response.resume().on('end', () => {
          waits.push(performance.now() - began);
          if ((response.statusCode ?? 500) >= 300) failed += 1;
          resolve();
        });
      });
      posted.on('error', reject).end(body);
    });
  const began = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (sent++ < count) await one();
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return { waits: waits.toSorted((a, b) => a - b), failed, seconds };
}

async function measure(name: string, argument: string): Promise<void> {
  const server: ChildProcess = fork(import.meta.filename, [argument]);
  try {
    const [url] = await once(server, 'message');
    await drive(String(url), warmUp);
    const { waits, failed, seconds } = await drive(String(url), deliveries);
    const at = (share: number) => (waits[Math.floor(waits.length * share)] ?? 0).toFixed(1);
    const rate = Math.round(waits.length / seconds);
    console.log(`${name.padEnd(36)} ${rate} a second, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${failed} failed`);
  } finally {
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  }
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'gonogo-bench-'));
  console.log(`${deliveries} signed deliveries of 12 kB, ${inFlight} in flight`);
  await measure('Gonogo, on record in a folder', `serve=${join(folder, 'database')}`);
  const server = process.env['DATABASE_URL'];
  if (server !== undefined) await measure('Gonogo, on record in a server', `serve=${server}`);
  await measure('Probot, answered and not kept', 'serve=probot');
  rmSync(folder, { recursive: true });
}

const what = process.argv[2]?.startsWith('serve=') ? process.argv[2].slice('serve='.length) : undefined;
if (what === undefined) await main();
else process.send?.(what === 'probot' ? await serveProbot() : await serveGonogo(what));
