import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { privateKey } from './keys.ts';
import { environment, openDoor, startDoor } from './process.ts';
import { headersFor, post, secret } from './sockets.ts';

const body = JSON.stringify({ action: 'opened' });

test('from its start to its end', async () => {
  const door = await openDoor();
  expect((await fetch(`${door.url}/healthz`)).status).toBe(200);
  expect(await (await fetch(`${door.url}/readyz`)).json()).toMatchObject({ process: 'ok', store: 'ok', keyer: 'ok' });
  expect((await post(door.url, body)).status).toBe(202);
  for (let waited = 0; !door.said().includes('a delivery is keyed') && waited < 60_000; waited += 10) await sleep(10);
  const metrics = await fetch(`${door.url}/metrics`, { headers: { authorization: `Bearer ${environment.METRICS_TOKEN}` } });
  expect(await metrics.text()).toContain('gonogo_deliveries_keyed_total{outcome="keyed"} 1');
  door.child.kill('SIGTERM');
  expect([await door.ended, door.said()]).toEqual([0, expect.stringContaining('the store is closed')]);
});

test('nothing that it writes gives away a secret or what people wrote', async () => {
  const door = await openDoor({ DATABASE_URL: 'postgres://gonogo:canary-password@127.0.0.1/x' });
  const canary = 'canary-in-a-payload';
  const send = (text: string, more = {}) => post(door.url, text, headersFor(text, more)).then((response) => response.text());
  await send(JSON.stringify({ action: 'created', comment: { body: canary }, installation: { id: 1 } }), {
    'x-github-event': 'issue_comment',
  });
  await send(JSON.stringify({ action: 'unkeyable', comment: { body: canary } }));
  await send(`{"${canary}`);
  await send(body, { 'x-hub-signature-256': `sha256=${createHmac('sha256', canary).update(body).digest('hex')}` });
  await send(body, { 'x-github-event': `Canary ${canary}` });
  await send(body, { authorization: `Bearer ${canary}` });
  for (let waited = 0; !door.said().includes('parked') && waited < 60_000; waited += 10) await sleep(10);
  door.child.kill('SIGTERM');
  await door.ended;
  const said = door.said();
  expect(said).toContain('parked');
  const lines = privateKey.split('\n').filter((line) => line.length > 20);
  const secrets = [canary, secret, 'canary-password', environment.METRICS_TOKEN, 'sha256=', ...lines];
  expect(secrets.filter((each) => said.includes(each))).toEqual([]);
  expect(
    said
      .trim()
      .split('\n')
      .every((line) => typeof JSON.parse(line) === 'object'),
  ).toBe(true);
});

test('what was answered and not keyed outlives a kill, and is keyed by the next', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gonogo-inbox-'));
  const file = join(folder, 'inbox');
  const first = await openDoor({ INBOX: file, KEYS: 'no' });
  const guids = Array.from({ length: 20 }, () => randomUUID());
  let isDead = false;
  const answers = await Promise.all(
    guids.map(async (guid, at) => {
      if (at === 15) {
        isDead = true;
        first.child.kill('SIGKILL');
      }
      return post(first.url, body, headersFor(body, { 'x-github-delivery': guid })).then(
        ({ status }) => status,
        () => 0,
      );
    }),
  );
  expect([await first.ended, isDead]).toEqual(['SIGKILL', true]);
  const second = await openDoor({ INBOX: file });
  const keyed = () => [...readFileSync(file, 'utf8').matchAll(/"keyed":"([^"]+)"/g)].map(([, guid]) => guid);
  const promised = guids.filter((_, at) => answers[at] === 202);
  for (let waited = 0; !promised.every((guid) => keyed().includes(guid)) && waited < 60_000; waited += 20) await sleep(20);
  second.child.kill('SIGTERM');
  await second.ended;
  expect(promised.filter((guid) => !keyed().includes(guid))).toEqual([]);
  rmSync(folder, { recursive: true });
});

describe('what keeps it from starting', () => {
  test('is said, all of it, with an exit code for settings', async () => {
    const door = startDoor({ APP_ID: 'x', WEBHOOK_SECRET: 'canary' });
    expect(await door.ended).toBe(64);
    expect(door.said()).toMatch(/APP_ID: is no whole number.*\n {2}Set it.*\nWEBHOOK_SECRET: has fewer than 16/);
    expect(door.said()).not.toContain('canary');
  });

  test('no credentials, and nobody at a terminal to register an App', async () => {
    const door = startDoor({ APP_ID: '', PRIVATE_KEY: '' });
    expect([await door.ended, door.said()]).toEqual([64, expect.stringContaining('APP_ID: is not set')]);
  });

  test('a port that is taken', async () => {
    const first = await openDoor();
    const second = startDoor({ PORT: new URL(first.url).port });
    expect([await second.ended, second.said()]).toEqual([69, expect.stringContaining('something else does')]);
    expect(second.said()).toContain('the store is closed');
    first.child.kill('SIGTERM');
    await first.ended;
  });

  test('is not a question about it', async () => {
    const door = startDoor({}, ['--help']);
    expect([await door.ended, door.said()]).toEqual([0, expect.stringContaining('--ephemeral')]);
  });
});
