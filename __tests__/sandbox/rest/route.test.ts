import { expect, test } from '@jest/globals';
import { created, flag, isRecord, ok, on, onRepo, record, records, text, texts } from '../../../src/sandbox/rest/route.ts';

test('what was sent is read by its kind, and everything else as if it had not been sent', () => {
  const body = { a: 'x', b: true, c: ['x', 1], d: { e: 1 }, f: [{ g: 1 }, 2] };
  expect([text(body, 'a'), text(body, 'b'), flag(body, 'b'), flag(body, 'a')]).toEqual(['x', undefined, true, undefined]);
  expect([texts(body, 'c'), texts(body, 'a'), record(body, 'd'), record(body, 'c')]).toEqual([
    ['x'],
    undefined,
    { e: 1 },
    undefined,
  ]);
  expect([records(body, 'f'), records(body, 'd'), isRecord(null), isRecord([])]).toEqual([[{ g: 1 }], undefined, false, false]);
});

test('reading is for anyone and writing for who is signed in, unless it says so', () => {
  const answer = () => ok({});
  expect(onRepo('GET /repos/{owner}/{repo}', {}, answer).needs.audience).toBe('anyone');
  expect(onRepo('PATCH /repos/{owner}/{repo}', {}, answer).needs.audience).toBe('signed-in');
  expect(onRepo('GET /repos/{owner}/{repo}', { audience: 'app' }, answer).needs.audience).toBe('app');
  expect(on('GET /app', 'app', answer).needs).toEqual({ audience: 'app' });
});

test('what was made says where it is', () => {
  expect(created({ url: 'u' })).toEqual({ status: 201, body: { url: 'u' }, headers: { location: 'u' } });
  expect(created({ id: 1 })).toEqual({ status: 201, body: { id: 1 } });
});
