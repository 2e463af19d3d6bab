import { describe, expect, test } from '@jest/globals';
import { type Dial, dialTcp } from '../../../src/gates/probes/connect.ts';
import { type Ask, type HttpSettings, openHttp } from '../../../src/gates/probes/http.ts';
import { newGuard } from '../../../src/gates/probes/resolve.ts';
import { withHttp } from './servers.ts';
import { addresses, hosts, names } from './spellings.ts';

/** A client that would be seen to connect. */
function watched(
  settings: Partial<HttpSettings> = {},
  lookup = (host: string) => Promise.resolve(names[host] ?? names[decoded(host)] ?? []),
) {
  const dialled: string[] = [];
  const dial: Dial = ({ address, port }) => {
    dialled.push(`${address}:${port}`);
    throw new Error('nobody connects here');
  };
  const http = openHttp({ guard: newGuard({ lookup }), signal: new AbortController().signal, dial, ...settings });
  return { dialled, http };
}

/** `URL` writes names of other scripts in ASCII. */
function decoded(host: string): string {
  return Object.keys(names).find((name) => new URL(`http://${name}`).hostname.replace(/\.$/, '') === host) ?? host;
}

async function kindOf(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return typeof error === 'object' && error !== null ? Reflect.get(error, 'kind') : error;
}

describe('no connection is made to', () => {
  test.each(addresses)('%j', async (url) => {
    const { dialled, http } = watched();
    expect(['address', 'unknown']).toContain(await kindOf(http.ask({ url })));
    expect(dialled).toEqual([]);
  });

  test('and these are enough spellings, all of them different', () => {
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses.length).toBeGreaterThanOrEqual(150);
  });
});

test('the hook would have noticed: a public address is connected to, and exactly that one', async () => {
  const { dialled, http } = watched({}, () => Promise.resolve(['93.184.215.14']));
  expect(await kindOf(http.ask({ url: 'https://site.example/' }))).toBe('protocol');
  expect(dialled).toEqual(['93.184.215.14:443']);
});

test('a name that becomes another address after the check keeps the one that was checked', async () => {
  const answers = [['93.184.215.14'], ['127.0.0.1'], ['169.254.169.254']];
  const { dialled, http } = watched({}, () => Promise.resolve(answers.shift() ?? []));
  for (const path of ['a', 'b', 'c']) {
    // oxlint-disable-next-line no-await-in-loop
    await kindOf(http.ask({ url: `http://rebind.example/${path}` }));
  }
  expect(dialled).toEqual(Array.from({ length: 3 }, () => '93.184.215.14:80'));
  expect(answers).toHaveLength(2);
});

describe('a redirect is checked like the first address', () => {
  const places = [...hosts.slice(0, 40), 'localhost', 'metadata.google.internal', 'both.example'].map(
    (host) => `http://${host}/`,
  );
  const odd = [
    'file:///etc/passwd',
    'http://a@site.example/',
    'http://site.example:25/',
    '//169.254.169.254/',
    '\\\\127.1\\a',
    'http://[',
  ];

  test.each([...places, ...odd])('to %j', async (location) => {
    // The first server may be asked because it was named. No other address of this machine was.
    await withHttp(
      (_, response) => response.writeHead(302, { location: Buffer.from(location).toString('latin1') }).end(),
      async ({ connections, port }) => {
        const started: string[] = [];
        const guard = newGuard({ privateHosts: ['named.example'], lookup: lookupFor(port) });
        const dial: Dial = (to) => {
          started.push(`${to.address}:${to.port}`);
          return dialTcp(to);
        };
        const http = openHttp({ guard, signal: new AbortController().signal, dial });
        const asked: Ask = { url: `http://named.example:${port}/` };
        expect(['address', 'unknown']).toContain(await kindOf(http.follow(asked)));
        await http.close();
        expect(started).toEqual([`127.0.0.1:${port}`]);
        expect(connections()).toBe(1);
      },
    );
  });
});

function lookupFor(port: number) {
  return (host: string) => {
    if (host === 'named.example') return Promise.resolve(['127.0.0.1']);
    return Promise.resolve(port > 0 ? (names[host] ?? []) : []);
  };
}

test('who is sent over and over again is stopped', async () => {
  let asked = 0;
  await withHttp(
    (_, response) => {
      asked += 1;
      response.writeHead(307, { location: `/${asked}` }).end();
    },
    async ({ url }) => {
      const guard = newGuard({ privateHosts: ['127.0.0.1'] });
      const http = openHttp({ guard, signal: new AbortController().signal, limits: { redirects: 5 } });
      expect(await kindOf(http.follow({ url }))).toBe('redirects');
      await http.close();
      expect(asked).toBe(6);
    },
  );
});
