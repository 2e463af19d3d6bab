import { sign } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { authenticate } from '../../../src/sandbox/server/authenticate.ts';
import { addToken, suspend } from '../../../src/sandbox/state/accounts.ts';
import { town } from '../town.ts';

function setUp() {
  const here = town();
  here.world.clock.set('2026-01-01T00:00:00Z');
  const now = here.world.clock.now() / 1000;
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const jwt = (claims: object = {}, head: object = { alg: 'RS256' }) => {
    const text = `${encode(head)}.${encode({ iss: here.gate.id, iat: now - 60, exp: now + 500, ...claims })}`;
    return `Bearer ${text}.${sign('RSA-SHA256', Buffer.from(text), here.gate.key.privatePem).toString('base64url')}`;
  };
  return { ...here, now, jwt };
}

test('an App by the signature of its key', () => {
  const { world, gate, jwt, now } = setUp();
  expect(authenticate(world, jwt())).toEqual({ kind: 'app', app: gate });
  expect(authenticate(world, jwt({ iss: `Iv1.${gate.id}` }))).toEqual({ kind: 'app', app: gate });
  expect(() => authenticate(world, `${jwt()}x`.replace(/\.[^.]+$/, '.AAAA'))).toThrow('could not be decoded');
  expect(() => authenticate(world, jwt({}, { alg: 'none' }))).toThrow('could not be decoded');
  expect(() => authenticate(world, jwt({ iss: 1 }))).toThrow('could not be decoded');
  expect(() => authenticate(world, 'Bearer a.b.c')).toThrow('could not be decoded');
  expect(() => authenticate(world, jwt({ iat: now + 100 }))).toThrow("'Issued at' claim");
  for (const exp of [now - 1, now + 700, 'soon'])
    expect(() => authenticate(world, jwt({ exp }))).toThrow("'Expiration time' claim");
});

test('a token while it holds', () => {
  const { world, person, installation } = setUp();
  const user = addToken(world, { kind: 'user', account: person('ada'), expiresAt: null });
  for (const header of [`token ${user}`, `Bearer ${user}`, `Basic ${btoa(`x:${user}`)}`]) {
    expect(authenticate(world, header)).toMatchObject({ kind: 'token', token: user });
  }
  expect([authenticate(world, undefined), authenticate(world, '')]).toEqual([{ kind: 'anonymous' }, { kind: 'anonymous' }]);
  const grant = {
    kind: 'installation',
    installation,
    permissions: {},
    repositories: 'all',
    expiresAt: world.clock.now() + 10,
  } as const;
  const short = addToken(world, grant);
  expect(authenticate(world, `token ${short}`)).toMatchObject({ kind: 'token' });
  suspend(world, installation, true);
  expect(() => authenticate(world, `token ${short}`)).toThrow('suspended');
  world.clock.advance(10);
  expect(() => authenticate(world, `token ${short}`)).toThrow('Bad credentials');
  expect(() => authenticate(world, 'token ghp_nothing')).toThrow('Bad credentials');
});
