import { expect, test } from '@jest/globals';
import { newGuard, resolveHost } from '../../../src/gates/probes/resolve.ts';

const { signal } = new AbortController();

test('a name is looked up once, and all its addresses are handed on in the order of the resolver', async () => {
  let asked = 0;
  const guard = newGuard({
    lookup: () => {
      asked += 1;
      return Promise.resolve(['2606:4700::1111', '93.184.215.14', '93.184.215.14']);
    },
  });
  const [one, two] = await Promise.all([resolveHost('a.example', guard, signal), resolveHost('a.example', guard, signal)]);
  expect(one).toEqual([
    { address: '2606:4700::1111', family: 6 },
    { address: '93.184.215.14', family: 4 },
  ]);
  expect([two, asked]).toEqual([one, 1]);
});

test('a private address is for the host that somebody named, and for no other', async () => {
  const lookup = () => Promise.resolve(['10.0.0.1']);
  const guard = newGuard({ lookup, privateHosts: ['a.example', '127.0.0.1', '169.254.169.254'] });
  expect(await resolveHost('a.example', guard, signal)).toEqual([{ address: '10.0.0.1', family: 4 }]);
  expect(await resolveHost('127.0.0.1', guard, signal)).toHaveLength(1);
  await expect(resolveHost('b.example', guard, signal)).rejects.toThrow(
    'b.example is 10.0.0.1, which is a private address, and nobody allowed that.',
  );
  await expect(resolveHost('127.0.0.2', guard, signal)).rejects.toThrow('127.0.0.2 is the loopback');
  await expect(resolveHost('169.254.169.254', guard, signal)).rejects.toThrow('is never asked');
});

test('what cannot be looked up is no address', async () => {
  const failing = newGuard({ lookup: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })) });
  await expect(resolveHost('a.example', failing, signal)).rejects.toThrow('There is no address for a.example (ENOTFOUND).');
  await expect(resolveHost('a.example', newGuard({ lookup: () => Promise.resolve([]) }), signal)).rejects.toThrow('0 addresses');
});

test('a resolver that never answers holds nobody up who was stopped', async () => {
  const stop = new AbortController();
  const waiting = resolveHost('a.example', newGuard({ lookup: () => new Promise(() => {}) }), stop.signal);
  stop.abort(new Error('stopped'));
  await expect(waiting).rejects.toThrow('stopped');
});

test('the resolver of this machine is asked when nobody says otherwise', async () => {
  const found = await resolveHost('localhost', newGuard({ privateHosts: ['localhost'] }), signal);
  expect(found.map(({ address }) => address).some((address) => ['127.0.0.1', '::1'].includes(address))).toBe(true);
});
