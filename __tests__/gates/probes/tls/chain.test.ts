import { describe, expect, test } from '@jest/globals';
import { readCertificate } from '../../../../src/gates/probes/tls/certificate.ts';
import { lookAtChain, namesServer } from '../../../../src/gates/probes/tls/chain.ts';
import { rootsWith } from '../../../../src/gates/probes/tls/roots.ts';
import { certificate, family, key, type Made } from './bed/certificates.ts';

const { root, middle, leaf } = family();
const foreign = certificate({ subject: 'Foreign', isCa: true, key: key('ec', 'foreign') });
const look = (...sent: readonly Made[]) =>
  lookAtChain(
    sent.map(({ der }) => readCertificate(der)),
    rootsWith(root.pem),
    'localhost',
  );

describe('what was sent, in whatever order', () => {
  test.each<[string, readonly Made[], object]>([
    ['all of it', [leaf, middle], { path: [0, 1], order: 'right', extra: [], sendsRoot: false, trust: 'trusted' }],
    ['with the root', [leaf, middle, root], { path: [0, 1, 2], order: 'right', extra: [], sendsRoot: true, trust: 'trusted' }],
    ['alone', [leaf], { path: [0], order: 'right', trust: 'incomplete' }],
    ['shuffled', [leaf, root, middle], { path: [0, 2, 1], order: 'wrong', trust: 'trusted' }],
    ['foreign last', [leaf, middle, foreign], { path: [0, 1], order: 'right', extra: [2], trust: 'trusted' }],
    ['foreign between', [leaf, foreign, middle], { path: [0, 2], order: 'wrong', extra: [1], trust: 'trusted' }],
    ['the root alone', [root], { path: [0], trust: 'trusted' }],
    ['signed by itself', [foreign], { trust: 'self-signed' }],
  ])('%s', (_, sent, expected) => {
    expect(look(...sent)).toMatchObject(expected);
  });
});

test('a certificate of the same name with another key certifies nobody', () => {
  const twin = certificate({ subject: 'Test middle', by: root, isCa: true, key: key('ec', 'twin') });
  expect(look(leaf, twin)).toMatchObject({ trust: 'incomplete', extra: [1] });
});

test('an authority certifies no deeper than it may', () => {
  const shallow = certificate({ subject: 'Shallow', by: root, isCa: true, pathLength: 0, key: key('ec', 'shallow') });
  const below = certificate({ subject: 'Below', by: shallow, isCa: true, key: key('ec', 'below') });
  const own = (by: Made) => certificate({ subject: 'a', names: ['localhost'], by });
  expect(look(own(shallow), shallow).trust).toBe('trusted');
  expect(look(own(below), below, shallow).trust).toBe('incomplete');
});

test('authorities that certify each other in a circle end the walk', () => {
  const keys = [key('ec', 'one'), key('ec', 'two')] as const;
  const two = { ...certificate({ subject: 'Two', isCa: true, key: keys[1] }) };
  const one = certificate({ subject: 'One', by: two, isCa: true, key: keys[0] });
  const back = certificate({ subject: 'Two', by: one, isCa: true, key: keys[1] });
  const own = certificate({ subject: 'a', names: ['localhost'], by: one });
  const many = Array.from({ length: 10 }, () => [one, back]).flat();
  expect(look(own, ...many).trust).toBe('incomplete');
});

describe('the names of a certificate', () => {
  const named = readCertificate(
    certificate({ subject: 'cn.example', names: ['*.example.org', 'a.example', '192.0.2.7'] }).der,
  ).x509;
  test.each([
    ['b.example.org', true],
    ['B.EXAMPLE.org', true],
    ['a.example', true],
    ['192.0.2.7', true],
    ['a.b.example.org', false],
    ['example.org', false],
    ['cn.example', false],
    ['192.0.2.8', false],
    ['evil-a.example', false],
  ])('%s: %s', (name, fits) => {
    expect(namesServer(named, name)).toBe(fits);
  });
});
