import { expect, test } from '@jest/globals';
import { addressOfBlob, closeBlob, openBlob, takeUpload } from '../../../src/sandbox/results/blobs.ts';
import { createClock } from '../../../src/sandbox/state/clock.ts';
import { createWorld } from '../../../src/sandbox/state/world.ts';

function store() {
  const world = createWorld({ clock: createClock() });
  world.clock.set('2026-01-02T03:04:05Z');
  const blob = openBlob(world);
  const put = (more: string, body: string, headers: Record<string, string> = {}, method = 'PUT') =>
    takeUpload(world, {
      method,
      url: new URL(addressOfBlob(world, blob) + more),
      header: (name) => headers[name],
      body: Buffer.from(body),
    });
  return { world, blob, put };
}

const whole = { 'x-ms-blob-type': 'BlockBlob' };
const id = (name: string) => encodeURIComponent(Buffer.from(name).toString('base64'));

test('in one piece it needs to say what it is', () => {
  const { blob, put } = store();
  expect(put('', 'a').headers['x-ms-error-code']).toBe('MissingRequiredHeader');
  expect(put('', 'a', { 'x-ms-blob-type': 'PageBlob' }).status).toBe(400);
  expect(put('', 'a', whole).status).toBe(201);
  expect(blob.bytes?.toString()).toBe('a');
  expect(put('&comp=lease', 'a').status).toBe(400);
});

test('blocks are put together in the order of the list, and only those that came', () => {
  const { blob, put } = store();
  expect(put(`&comp=block&blockid=${id('one')}`, 'first').status).toBe(201);
  expect(put(`&comp=block&blockid=${id('two')}`, 'second').status).toBe(201);
  expect(put(`&comp=block&blockid=${id('longer')}`, 'x').headers['x-ms-error-code']).toBe('InvalidBlobOrBlock');
  expect(put('&comp=block&blockid=%20', 'x').status).toBe(400);
  expect(put(`&comp=block&blockid=${id('six')}`, '').status).toBe(400);
  const list = (...names: string[]) =>
    `<BlockList>${names.map((name) => `<Latest>${decodeURIComponent(id(name))}</Latest>`).join('')}</BlockList>`;
  expect(put('&comp=blocklist', list('two', 'six')).headers['x-ms-error-code']).toBe('InvalidBlockList');
  expect(put('&comp=blocklist', 'none').headers['x-ms-error-code']).toBe('InvalidXmlDocument');
  expect(put('&comp=blocklist', list('two', 'one')).status).toBe(201);
  expect(blob.bytes?.toString()).toBe('secondfirst');
});

test('only with the signature, in time, and only to write', () => {
  const { world, blob, put } = store();
  const other = { ...blob, signature: '0'.repeat(40) };
  const url = new URL(addressOfBlob(world, other));
  expect(takeUpload(world, { method: 'PUT', url, header: () => 'BlockBlob', body: Buffer.from('a') }).status).toBe(403);
  expect(put('', '', {}, 'GET').headers['x-ms-error-code']).toBe('AuthorizationPermissionMismatch');
  world.clock.advance(3_600_000);
  expect(put('', 'a', whole).status).toBe(403);
  closeBlob(world, blob);
  expect(put('', 'a', whole).status).toBe(403);
  expect(blob.bytes).toBeNull();
});
