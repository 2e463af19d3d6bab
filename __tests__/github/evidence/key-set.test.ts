import { expect, test } from '@jest/globals';
import { createKeySet } from '../../../src/github/evidence/key-set.ts';
import { openIssuer } from '../../reconcile/evidence/ci.ts';
import { serve } from '../client/server.ts';

test('keys are asked for once, again after a while, and for a new name only now and then', async () => {
  const issuer = await openIssuer();
  let now = 0;
  const keys = createKeySet(issuer.url, () => now);
  const [one, same] = await Promise.all([keys(false), keys(false)]);
  expect([...one.keys()]).toEqual(['one']);
  expect(same).toBe(one);
  expect(issuer.asked).toEqual(['/.well-known/jwks']);
  now += 29_000;
  await keys(true);
  expect(issuer.asked).toHaveLength(1);
  now += 2_000;
  issuer.keys.push({ ...issuer.keys[0], kid: 'two' });
  expect([...(await keys(true)).keys()]).toEqual(['one', 'two']);
  now += 599_000;
  await keys(false);
  expect(issuer.asked).toHaveLength(2);
  now += 2_000;
  await keys(false);
  expect(issuer.asked).toHaveLength(3);
  await issuer.close();
});

test.each<[string, Parameters<typeof serve>[0], string]>([
  ['an error', (_, response) => response.writeHead(503).end(), 'the answer is 503'],
  [
    'a way to elsewhere',
    (_, response) => response.writeHead(302, { location: 'https://example.com/' }).end(),
    'the answer is 302',
  ],
  ['a page', (_, response) => response.end('<html>'), 'the answer is no set of keys'],
  ['something else', (_, response) => response.end('{"keys":{}}'), 'the answer is no set of keys'],
  ['too much', (_, response) => response.end(`{"keys":["${'x'.repeat(300_000)}"]}`), 'the answer is too large'],
])('%s is no answer, and is asked again', async (_what, answer, why) => {
  let asked = 0;
  const server = await serve((request, response) => {
    asked += 1;
    answer(request, response);
  });
  const keys = createKeySet(server.url, Date.now);
  await expect(keys(false)).rejects.toMatchObject({ fault: { kind: 'unavailable' }, message: expect.stringContaining(why) });
  await expect(keys(false)).rejects.toThrow(why);
  expect(asked).toBe(2);
  await server.close();
});
