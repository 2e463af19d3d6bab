// The whole of Gonogo on this machine: a GitHub, the App, a repository with a release that waits, and a service. `npm start`.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startSandbox } from '../src/sandbox/sandbox.ts';
import { noLimits } from '../src/sandbox/server/limits.ts';
import type { PullRequest } from '../src/sandbox/state/model.ts';
import { freePort, startApp } from './demo/app.ts';
import { createGuide } from './demo/guide.ts';
import { openRelease, settleRepositories } from './demo/repository.ts';
import { startService } from './demo/service.ts';

const usual = 4_000;
const further = 20;
const root = fileURLToPath(new URL('..', import.meta.url));

const help = `npm start [-- --port PORT]

  --port PORT  where the page is (${usual}, or the next one that is free)
`;

function fail(what: string, remedy: string): never {
  process.stderr.write(`${what}\n  ${remedy}\n`);
  process.exit(70);
}

function portAsked(): number | undefined {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string' }, help: { type: 'boolean' } } });
    if (values.help === true) {
      process.stdout.write(help);
      process.exit(0);
    }
    if (values.port === undefined) return undefined;
    const port = Number(values.port);
    if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
    return fail(`${JSON.stringify(values.port)} is no port.`, 'Write a number from 0 to 65535; 0 takes a free one.');
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error), 'npm start -- --help says what there is.');
  }
}

/** The port that was asked for and no other; else the first that is free. */
async function onFreePort<T>(asked: number | undefined, start: (port: number) => Promise<T>): Promise<T> {
  const ports = asked === undefined ? Array.from({ length: further }, (_, at) => usual + at) : [asked];
  for (const port of ports) {
    try {
      return await start(port);
    } catch (error) {
      const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    }
  }
  const which = asked === undefined ? `The ports ${usual} to ${usual + further - 1} are` : `The port ${asked} is`;
  return fail(`${which} in use.`, 'Name another one: npm start -- --port 0 takes any that is free.');
}

const asked = portAsked();
if (!existsSync(new URL('../dist/action/main.mjs', import.meta.url)))
  fail('The built Action is not there.', 'Run npm run build, then npm start again.');
const service = await startService();
let pull: PullRequest | undefined;
let observed: PullRequest | undefined;
let app: ReturnType<typeof startApp> | undefined;
let isStopping = false;

async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await app?.stop();
  await sandbox.close();
  service.close();
  process.exit(code);
}

const guide = createGuide({ service, pull: () => pull, observed: () => observed, isReady: () => app?.isReady() === true });
const runWorkflows = { actions: { 'gonogo/gonogo': root } };
const sandbox = await onFreePort(asked, (port) => startSandbox({ port, limits: noLimits, guide, runWorkflows }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
process.stdout.write(`Gonogo is at http://localhost:${new URL(sandbox.url).port}/\n`);

const [port, secret] = [await freePort(), randomBytes(24).toString('hex')];
const hook = { url: `http://127.0.0.1:${port}/api/github/webhooks`, secret };
const settled = settleRepositories(sandbox.world, { hook, service: service.url });
app = startApp({
  port,
  app: settled.app,
  secret,
  api: sandbox.url,
  onExit: (log) => {
    process.stderr.write(`${log}\nThe App ended, so that nothing is judged any more.\n`);
    void stop(70);
  },
});
await app.ready;
pull = openRelease(sandbox.world, settled.lighthouse);
observed = openRelease(sandbox.world, settled.ferry);
process.stdout.write('Open it in a browser. Ctrl-C ends it, and nothing is kept.\n');
