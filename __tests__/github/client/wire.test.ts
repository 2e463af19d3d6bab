import { expect, test } from '@jest/globals';
import { exchange } from '../../../src/github/client/wire.ts';
import { serve } from './server.ts';

const rules = { timeoutMs: 60_000, mostBytes: 1000 };

async function asked(answer: Parameters<typeof serve>[0], more: object = {}, method = 'GET') {
  const heard: string[] = [];
  const server = await serve((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  const body = method === 'GET' ? {} : { body: '{}' };
  const got = await exchange({ method, url: `${server.url}/start`, headers: {}, ...body }, { ...rules, ...more });
  await server.close();
  return { got, heard };
}

test('a whole answer, of whatever status', async () => {
  const { got } = await asked((_, response) => response.writeHead(418).end('tea'));
  expect(got).toMatchObject({ is: 'answer', status: 418, text: 'tea' });
});

test.each([301, 302, 307, 308])('%i leads on to the same repository, with the same method', async (status) => {
  const lead: Parameters<typeof serve>[0] = ({ url }, response) => {
    if (url === '/start') response.writeHead(status, { location: '/repositories/7/labels' }).end();
    else response.end('there');
  };
  const { got, heard } = await asked(lead, { repoId: 7 }, 'POST');
  expect(got).toMatchObject({ is: 'answer', status: 200, text: 'there' });
  expect(heard).toEqual(['POST /start', 'POST /repositories/7/labels']);
});

test.each([
  ['another repository', '/repositories/8/labels'],
  ['no repository', '/labels'],
  ['another host', 'http://localhost:1/repositories/7'],
  ['no address', 'http://['],
])('to %s nobody is led', async (_what, location) => {
  const { got, heard } = await asked((_, response) => response.writeHead(301, { location }).end(), { repoId: 7 });
  expect(got).toMatchObject({ is: 'unfit', isGone: true });
  expect(heard).toEqual(['GET /start']);
});

test('a circle has an end', async () => {
  const { got, heard } = await asked((_, response) => response.writeHead(302, { location: '/start' }).end());
  expect(got).toEqual({ is: 'unfit', isGone: true, why: 'it is led in a circle' });
  expect(heard).toHaveLength(4);
});

test.each([
  ['said', (size: number): Readonly<Record<string, string>> => ({ 'content-length': String(size) })],
  ['not said', () => ({})],
])('an answer that is too large is not read, when its length is %s', async (_what, headers) => {
  const { got } = await asked((_, response) => response.writeHead(200, headers(2000)).end('x'.repeat(2000)));
  expect(got).toEqual({ is: 'unfit', isGone: false, why: 'the answer is too large' });
});

test('no answer in time, and one that never ends', async () => {
  const lost = { is: 'lost', isSent: true, why: 'there was no answer in time' };
  expect((await asked(() => {}, { timeoutMs: 100 })).got).toEqual(lost);
  expect((await asked((_, response) => response.writeHead(200).write('x'), { timeoutMs: 100 })).got).toEqual(lost);
});

test('a connection that breaks, at once and in the middle', async () => {
  const lost = { is: 'lost', isSent: true, why: 'the connection broke' };
  expect((await asked((request) => request.socket.destroy())).got).toEqual(lost);
  const middle = await asked((request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('x');
    setTimeout(() => request.socket.destroy(), 20);
  });
  expect(middle.got).toEqual(lost);
});

test('where nobody listens, nobody has heard', async () => {
  const server = await serve(() => {});
  await server.close();
  expect(await exchange({ method: 'POST', url: server.url, headers: {}, body: '{}' }, rules)).toMatchObject({ isSent: false });
});
