import { expect, test } from '@jest/globals';
import { createClient } from '../../../src/github/client/client.ts';
import { createGraphql, type Query } from '../../../src/github/client/graphql.ts';
import { createMemory } from '../../../src/github/client/memory.ts';
import { listOf, orNull, shaped, text } from '../../../src/github/client/shape.ts';
import { serve } from './server.ts';

const query: Query<{ readonly a: string | null }> = {
  name: 'Q',
  query: '{ a }',
  variables: { n: 1 },
  installation: 5,
  subject: [['a'], ['a', 'b']],
  read: shaped({ a: orNull(text) }),
};

async function asked(answer: unknown, of: Partial<Query<unknown>> = {}, headers: Readonly<Record<string, string>> = {}) {
  const heard: unknown[] = [];
  const server = await serve((request, response) => {
    request.on('data', (piece: Buffer) => heard.push(JSON.parse(piece.toString())));
    request.on('end', () => response.writeHead(200, headers).end(JSON.stringify(answer)));
  });
  const shared = { ...createMemory(), token: async () => ({ token: 't', expiresAt: '2999-01-01T00:00:00Z' }) };
  const time = { sleep: async () => {} };
  const client = createClient({ baseUrl: server.url, appId: 1, privateKey: '', shared, time });
  const got = await createGraphql(client)({ ...query, ...of }).catch((error: unknown) => Reflect.get(Object(error), 'fault'));
  await server.close();
  return { got, heard };
}

test('data without errors', async () => {
  const { got, heard } = await asked({ data: { a: 'x' } });
  expect([got, heard]).toEqual([{ a: 'x' }, [{ query: '{ a }', variables: { n: 1 } }]]);
});

const error = (type: string, ...path: (string | number)[]) => ({ type, path, message: 'm' });

test.each([
  ['the subject is not there', { data: { a: null }, errors: [error('NOT_FOUND', 'a')] }, 'gone'],
  ['what is in it is not there', { data: { a: null }, errors: [error('NOT_FOUND', 'a', 'b')] }, 'gone'],
  ['something else is not there', { data: { a: 'x' }, errors: [error('NOT_FOUND', 'c')] }, 'unclear'],
  ['another error beside it', { data: null, errors: [error('NOT_FOUND', 'a'), error('OTHER', 'a')] }, 'unclear'],
  ['part of an answer', { data: { a: 'x' }, errors: [{ message: 'Something went wrong' }] }, 'unclear'],
  ['no rights', { data: { a: null }, errors: [error('FORBIDDEN', 'a')] }, 'forbidden'],
  ['a limit', { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] }, 'limited'],
  ['a limit by its words', { errors: [{ message: 'You have exceeded a secondary rate limit' }] }, 'limited'],
  ['nothing', { data: null }, 'unclear'],
  ['no answer', {}, 'unclear'],
  ['errors of another shape', { data: { a: 'x' }, errors: 'many' }, 'unclear'],
])('%s', async (_what, answer, kind) => {
  expect((await asked(answer)).got).toMatchObject({ kind, asked: 'the query Q' });
});

test('a limit ends when the headers say', async () => {
  const reset = Math.ceil(Date.now() / 1000) + 1200;
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
  const { got } = await asked({ errors: [{ type: 'RATE_LIMIT', message: 'm' }] }, {}, headers);
  const wait = Date.parse(String(Reflect.get(Object(got), 'retryAt'))) - Date.now();
  expect(wait).toBeGreaterThan(1_190_000);
  expect(wait).toBeLessThan(1_210_000);
});

test('a node that is not there may be null, nothing below it', async () => {
  const nodes = { mayMiss: 'boards', read: shaped({ boards: listOf(orNull(text)) }) };
  const missing = { data: { boards: ['x', null] }, errors: [error('NOT_FOUND', 'boards', 1)] };
  expect((await asked(missing, nodes)).got).toEqual({ boards: ['x', null] });
  const below = { data: { boards: ['x', null] }, errors: [error('NOT_FOUND', 'boards', 1, 'author')] };
  expect((await asked(below, nodes)).got).toMatchObject({ kind: 'unclear' });
});
