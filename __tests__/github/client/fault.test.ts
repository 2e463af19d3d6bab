import { expect, test } from '@jest/globals';
import { faultOf, retryAt, saysLimit } from '../../../src/github/client/fault.ts';

const now = Date.parse('2026-11-26T10:00:00Z');
const spent = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 600) };

function fault(status: number, headers: Readonly<Record<string, string>> = {}, text = '{"message":"Said"}', isWrite = false) {
  return faultOf({ status, headers: new Headers(headers), text, asked: 'GET /x', now, isWrite }).fault;
}

test.each<readonly [number, Readonly<Record<string, string>>, string, string, string | undefined]>([
  [403, spent, '{}', 'limited', '2026-11-26T10:10:00Z'],
  [403, { 'retry-after': '30' }, '{}', 'limited', '2026-11-26T10:00:30Z'],
  [403, {}, '{"message":"You have exceeded a secondary rate limit."}', 'limited', '2026-11-26T10:01:00Z'],
  [403, {}, '{"message":"You have triggered an abuse detection mechanism."}', 'limited', '2026-11-26T10:01:00Z'],
  [429, {}, '<html>', 'limited', '2026-11-26T10:01:00Z'],
  [429, { 'retry-after': 'soon' }, '', 'limited', '2026-11-26T10:01:00Z'],
  [403, {}, '{"message":"Resource not accessible by integration"}', 'forbidden', undefined],
  [403, { 'x-ratelimit-remaining': '4999' }, 'null', 'forbidden', undefined],
  [401, {}, '{"message":"Bad credentials"}', 'forbidden', undefined],
  [404, {}, '{}', 'gone', undefined],
  [410, {}, '{}', 'gone', undefined],
  [451, {}, '{}', 'gone', undefined],
  [422, {}, '{}', 'refused', undefined],
  [409, {}, '{}', 'refused', undefined],
  [500, {}, '<html>', 'unavailable', undefined],
  [503, { 'retry-after': '5' }, '', 'unavailable', '2026-11-26T10:00:05Z'],
])('%i %j %s: %s', (status, headers, text, kind, later) => {
  expect(fault(status, headers, text)).toEqual({ kind, asked: 'GET /x', ...(later !== undefined && { retryAt: later }) });
});

test('a write whose answer broke may have been done', () => {
  expect(fault(502, {}, '', true).kind).toBe('unclear');
});

test('clocks that differ: the reset is told against the date of the same answer, and never trusted beyond an hour', () => {
  const at = (headers: Readonly<Record<string, string>>) => retryAt({ headers: new Headers({ ...spent, ...headers }), now });
  expect(at({ date: new Date(now + 540_000).toUTCString() })).toBe('2026-11-26T10:01:00Z');
  expect(at({ date: new Date(now + 7_200_000).toUTCString() })).toBe('2026-11-26T10:00:01Z');
  expect(at({ 'x-ratelimit-reset': '99999999999' })).toBe('2026-11-26T11:05:00Z');
  expect(at({ 'retry-after': '-5' })).toBe('2026-11-26T10:00:01Z');
});

test('the message says what was asked and what the platform said, and nothing else', () => {
  const { message } = faultOf({
    status: 422,
    headers: new Headers(),
    text: JSON.stringify({ message: `No\u0000 ${'x'.repeat(300)}`, errors: [{ value: 'secret' }] }),
    asked: 'POST /x',
    now,
    isWrite: true,
  });
  expect(message).toMatch(/^GitHub answers 422 to POST \/x: No/);
  expect(message.length).toBeLessThan(200);
  expect(message).not.toContain('secret');
  expect(saysLimit('nothing')).toBe(false);
});
