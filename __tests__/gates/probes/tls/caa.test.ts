import { expect, test } from '@jest/globals';
import { caaOf } from '../../../../src/gates/probes/tls/caa.ts';

/** A name server that knows these names alone. */
const dns = (known: Readonly<Record<string, readonly string[] | string>>) => (name: string) => {
  const found = known[name];
  if (typeof found === 'object') return Promise.resolve(found);
  return Promise.reject(Object.assign(new Error(`query for ${name} failed`), { code: found ?? 'ENODATA' }));
};

test.each([
  ['its own', { 'www.example.org': ['0 issue "a"'], 'example.org': ['0 issue "b"'] }, 'www.example.org', ['0 issue "a"']],
  ['those above it', { 'example.org': ['0 issue "b"'] }, 'example.org', ['0 issue "b"']],
  ['none', {}, 'www.example.org', []],
  ['none, of a name that is not there', { 'www.example.org': 'ENOTFOUND' }, 'www.example.org', []],
])('%s count', async (_, known, name, records) => {
  expect(await caaOf('www.example.org', dns(known))).toEqual({ kind: 'found', name, records });
});

test('a name server that fails proves nothing, and lets no name above it speak', async () => {
  const known = { 'www.example.org': 'ESERVFAIL', 'example.org': ['0 issue "b"'] };
  expect(await caaOf('www.example.org', dns(known))).toMatchObject({
    kind: 'untested',
    why: expect.stringContaining('www.example.org'),
  });
});

test.each(['192.0.2.1', '2001:db8::1', 'localhost'])('%s has none to look for', async (host) => {
  expect(await caaOf(host, dns({}))).toMatchObject({ kind: 'untested' });
});
