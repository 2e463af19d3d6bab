import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { noLimits } from '../../../src/sandbox/server/limits.ts';
import { suitesAt } from '../../../src/sandbox/state/checks.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { root } from '../../house/sources.ts';
import { checklist, config } from '../../reconcile/bed.ts';
import { openTown } from '../../sandbox/open-town.ts';
import { secret } from './sockets.ts';

const data = mkdtempSync(join(tmpdir(), 'gonogo-data-'));
const events = ['check_run', 'check_suite', 'issue_comment', 'pull_request', 'push'];
let town: Awaited<ReturnType<typeof openTown>>;
let url: string;
let child: ReturnType<typeof open>;
let said = '';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** The App as `npm run app` starts it. */
function open(env: Readonly<Record<string, string>>) {
  const app = spawn(process.execPath, [join(root, 'src/doors/app.ts'), '--ephemeral'], {
    cwd: data,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [app.stdout, app.stderr]) {
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  }
  return { app, ended: new Promise<number | null>((resolve) => app.once('close', resolve)) };
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await holds()); waited += 50) {
    if (waited > 40_000) throw new Error(`it never came to ${what}:\n${said}`);
    await sleep(50);
  }
}

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const hook = { url: `${url}/api/github/webhooks`, secret };
  town = await openTown({ limits: noLimits, validate: false }, { hook, events });
  const { sandbox, repo, person } = town;
  const files = { '.github/gonogo.yml': config, '.github/release.yml': checklist };
  commitFiles(sandbox.world, repo, { author: person('ada'), message: 'how we release', branch: 'main', files });
  child = open({
    APP_ID: String(town.gate.id),
    PRIVATE_KEY: town.gate.key.privatePem,
    WEBHOOK_SECRET: secret,
    GITHUB_API_URL: sandbox.url,
    GONOGO_DATA: join(data, 'database'),
    PORT: String(port),
  });
  await until('being ready', () =>
    fetch(`${url}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    ),
  );
});

afterAll(async () => {
  child.app.kill('SIGKILL');
  await child.ended;
  await town.close();
  rmSync(data, { recursive: true });
});

test('a release that opens has its board and a check that blocks it; the figures tell of it; and it ends well', async () => {
  const { sandbox, repo, person, gate } = town;
  const from = repo.refs.get('refs/heads/main') ?? '';
  commitFiles(sandbox.world, repo, {
    author: person('wil'),
    message: 'next',
    branch: 'next',
    files: { 'next.txt': 'new\n' },
    from,
  });
  const pulls = town.as('wil').pulls;
  const { data: pull } = await pulls.create({ owner: 'acme', repo: 'shop', title: 'Release 2', base: 'main', head: 'next' });
  const check = () =>
    suitesAt(repo, pull.head.sha)
      .flatMap((suite) => (suite.app === gate ? [...suite.runs] : []))
      .at(-1)?.conclusion;
  await until('a check', () => check() === 'action_required');
  const { data: comments } = await town.as('wil').issues.listComments({ owner: 'acme', repo: 'shop', issue_number: pull.number });
  expect(comments.map(({ body }) => body?.startsWith('<!-- gonogo-board'))).toEqual([true]);

  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toMatch(/gonogo_deliveries_accepted_total\{event="pull_request"\} [1-9]/);
  expect(metrics).toMatch(/gonogo_tasks_total\{kind="pull",outcome="done"\} [1-9]/);
  expect(metrics).toMatch(/gonogo_platform_calls_total\{operation="pull",outcome="answered"\} [1-9]/);
  expect(metrics).toMatch(/gonogo_checks_written_total\{conclusion="action_required"\} [1-9]/);
  expect(metrics).toContain('gonogo_store_up 1');

  child.app.kill('SIGTERM');
  expect([await child.ended, said.includes('"message":"ended"')]).toEqual([0, true]);
}, 90_000);
