import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { root } from '../../house/sources.ts';
import { openProxy } from './proxy.ts';
import { serve } from './server.ts';

const program = `
const [, wire, url] = process.argv;
const { exchange } = await import(wire);
console.log(JSON.stringify(await exchange({ method: 'GET', url, headers: {} }, { timeoutMs: 60_000, mostBytes: 1_000 })));
`;

/** As a process that was started with this in its environment. */
async function ask(url: string, env: Readonly<Record<string, string>>): Promise<unknown> {
  const given = ['--input-type=module', '-e', program, join(root, 'src/github/client/wire.ts'), url];
  const { stdout } = await promisify(execFile)(process.execPath, given, { env });
  return JSON.parse(stdout);
}

test('through a proxy when Node is told to take it', async () => {
  const server = await serve((_, response) => response.end('there'));
  const proxy = await openProxy();
  const url = `${server.url.replace('127.0.0.1', 'api.invalid')}/meta`;
  const env = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url };
  expect(await ask(url, { ...env, NODE_USE_ENV_PROXY: '1' })).toMatchObject({ is: 'answer', status: 200, text: 'there' });
  expect(proxy.asked).toEqual([new URL(url).host]);
  expect(await ask(url, env)).toMatchObject({ is: 'lost' });
  await Promise.all([server.close(), proxy.close()]);
});
