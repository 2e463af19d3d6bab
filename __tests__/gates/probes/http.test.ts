import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { webPlace } from '../../../src/gates/probes/destination.ts';
import { type HttpSettings, openHttp, whereOf } from '../../../src/gates/probes/http.ts';
import { newGuard } from '../../../src/gates/probes/resolve.ts';
import { authority } from './certificate.ts';
import { withHttp, withHttps } from './servers.ts';

const { signal } = new AbortController();

function client(more: Partial<HttpSettings> = {}) {
  const lookup = (host: string) => Promise.resolve(host.endsWith('.example') ? ['127.0.0.1'] : []);
  const privateHosts = ['127.0.0.1', 'app.test.example', 'other.test.example', 'wrong.example'];
  return openHttp({ guard: newGuard({ privateHosts, lookup }), signal, ...more });
}

function message(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no failure',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

test('every instance of a header is kept, in order and as it was sent', async () => {
  const headers = [
    'Set-Cookie',
    'a=1',
    'X-Frame-Options',
    'DENY',
    'set-cookie',
    'b=2',
    'X-FRAME-OPTIONS',
    'SAMEORIGIN',
    'Content-Length',
    '2',
  ];
  await withHttp(
    (_, response) => response.writeHead(200, headers).end('ok'),
    async ({ url }) => {
      const http = client();
      const answer = await http.ask({ url: `${url}/a?b=c` });
      await http.close();
      expect(answer.headers.slice(0, 4)).toEqual([
        ['set-cookie', 'a=1'],
        ['x-frame-options', 'DENY'],
        ['set-cookie', 'b=2'],
        ['x-frame-options', 'SAMEORIGIN'],
      ]);
      expect(answer).toMatchObject({ url: `${url}/a?b=c`, status: 200, transferred: 2 });
      expect(Buffer.from(answer.body).toString()).toBe('ok');
      expect(answer.tookMs).toBeGreaterThan(0);
    },
  );
});

test('what is compressed is read, by every method that is asked for', async () => {
  const text = 'a'.repeat(5_000);
  const ways: Readonly<Record<string, Buffer>> = {
    gzip: gzipSync(text),
    deflate: deflateSync(text),
    br: brotliCompressSync(text),
    zstd: zstdCompressSync(text),
    identity: Buffer.from(text),
    'gzip, br': brotliCompressSync(gzipSync(text)),
  };
  await withHttp(
    ({ url = '', headers }, response) => {
      const way = decodeURIComponent(url.slice(1));
      expect(headers['accept-encoding']).toContain('zstd');
      response.writeHead(200, { 'content-encoding': way }).end(ways[way]);
    },
    async ({ url }) => {
      const http = client();
      for (const [way, bytes] of Object.entries(ways)) {
        // oxlint-disable-next-line no-await-in-loop
        const { body, transferred } = await http.ask({ url: `${url}/${encodeURIComponent(way)}` });
        expect([way, body.length, transferred]).toEqual([way, 5_000, bytes.length]);
      }
      // Nothing is nothing, however it would have been compressed.
      expect((await http.ask({ url: `${url}/gzip`, method: 'HEAD' })).body).toHaveLength(0);
      await http.close();
    },
  );
});

describe('a certificate', () => {
  test('is trusted by the authority that the target names, for the name that was asked', async () => {
    await withHttps(
      (_, response) => response.end('ok'),
      async ({ port, connections }) => {
        const http = client({ ca: authority });
        expect((await http.ask({ url: `https://app.test.example:${port}/` })).status).toBe(200);
        expect((await http.ask({ url: `https://127.0.0.1:${port}/` })).status).toBe(200);
        expect(await message(http.ask({ url: `https://wrong.example:${port}/` }))).toMatch(
          /certificate of wrong\.example:\d+ is not trusted/,
        );
        await http.close();
        const strict = client();
        expect(await message(strict.ask({ url: `https://app.test.example:${port}/` }))).toMatch(/is not trusted/);
        expect((await strict.ask({ url: `https://app.test.example:${port}/`, anyCertificate: true })).status).toBe(200);
        await strict.close();
        expect(connections()).toBe(5);
      },
    );
  });
});

describe('secret headers', () => {
  /** What arrived as authorization, by host and path. */
  async function seen(
    secretFor: (port: number) => string,
    asked: (port: number) => Parameters<ReturnType<typeof client>['follow']>[0],
  ) {
    const arrived: string[] = [];
    await withHttps(
      ({ headers, url }, response) => {
        arrived.push(`${headers.host?.split(':')[0]}${url} ${headers.authorization ?? '-'} ${String(headers['x-plain'] ?? '-')}`);
        const away = `https://other.test.example:${headers.host?.split(':')[1]}/there`;
        if (url === '/go') response.writeHead(302, { location: away }).end();
        else if (url === '/stay') response.writeHead(302, { location: '/here' }).end();
        else response.end();
      },
      async ({ port }) => {
        const secrets = { origin: new URL(secretFor(port)).origin, headers: [['Authorization', 'Bearer s3cret']] as const };
        const http = client({ ca: authority, secrets });
        await http.follow(asked(port));
        await http.close();
      },
    );
    return arrived;
  }
  const app = (port: number) => `https://app.test.example:${port}/`;
  const plain = [['X-Plain', 'a']] as const;

  test('go to their origin, and stay there on a redirect', async () => {
    expect(await seen(app, (port) => ({ url: `${app(port)}stay`, headers: plain }))).toEqual([
      'app.test.example/stay Bearer s3cret a',
      'app.test.example/here Bearer s3cret a',
    ]);
  });

  test('never go to another one, by a redirect or at once; nor does anything else that was meant for the first', async () => {
    expect(await seen(app, (port) => ({ url: `${app(port)}go`, headers: plain }))).toEqual([
      'app.test.example/go Bearer s3cret a',
      'other.test.example/there - -',
    ]);
    expect(await seen(app, (port) => ({ url: `https://other.test.example:${port}/` }))).toEqual(['other.test.example/ - -']);
    expect(
      await seen(
        () => 'https://app.test.example:1/',
        (port) => ({ url: app(port) }),
      ),
    ).toEqual(['app.test.example/ - -']);
  });

  test('stay at home where they are not asked for, or where the peer proved nothing', async () => {
    expect(await seen(app, (port) => ({ url: app(port), anonymous: true }))).toEqual(['app.test.example/ - -']);
    expect(await seen(app, (port) => ({ url: app(port), anyCertificate: true }))).toEqual(['app.test.example/ - -']);
  });

  test('never go out in the clear, but to a host of a private network that was named', async () => {
    const secrets = { origin: 'http://site.example', headers: [['authorization', 's3cret']] as const };
    const said = await message(client({ secrets }).ask({ url: 'http://site.example/' }));
    expect(said).toMatch(/in the clear/);
    expect(said).not.toContain('s3cret');
  });

  test('are not told when they cannot be sent', async () => {
    const secrets = { origin: 'https://app.test.example', headers: [['authorization', 's3cret\r\nx: y']] as const };
    const said = await message(client({ secrets }).ask({ url: 'https://app.test.example/' }));
    expect(said).toMatch(/cannot be sent/);
    expect(said).not.toContain('s3cret');
  });
});

test('a redirect after a form becomes a question, and a body never goes to another origin', async () => {
  const arrived: string[] = [];
  await withHttp(
    (request, response) => {
      request.setEncoding('utf8');
      let body = '';
      request.on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        const { method, url = '', headers } = request;
        arrived.push(`${method} ${headers.host?.split(':')[0]}${url} ${body}`);
        const port = headers.host?.split(':')[1];
        const [, status, where] = url.split('/');
        if (where === undefined) response.end();
        else
          response
            .writeHead(Number(status), { location: where === 'away' ? `http://other.test.example:${port}/` : '/end' })
            .end();
      });
    },
    async ({ port }) => {
      const http = client();
      for (const path of ['302/stay', '303/stay', '307/stay', '308/stay', '307/away', '302/away']) {
        // oxlint-disable-next-line no-await-in-loop
        await http.follow({ url: `http://app.test.example:${port}/${path}`, method: 'POST', body: 'b' });
      }
      await http.close();
    },
  );
  expect(arrived.filter((_, at) => at % 2 === 1)).toEqual([
    'GET app.test.example/end ',
    'GET app.test.example/end ',
    'POST app.test.example/end b',
    'POST app.test.example/end b',
    'GET other.test.example/ ',
    'GET other.test.example/ ',
  ]);
});

test('who stops it is told so, and nothing else', async () => {
  const stop = new AbortController();
  await withHttp(
    () => stop.abort(new Error('stopped')),
    async ({ url }) => {
      const http = client({ signal: stop.signal });
      expect(await message(http.ask({ url }))).toBe('stopped');
      await http.close();
    },
  );
});

test('a sentence names host and port, and no port that goes without saying', () => {
  const named = ['https://a.example/x?token=1', 'http://a.example:8080/', 'https://[2606:4700::1]:8443/'].map((url) =>
    whereOf(webPlace(url)),
  );
  expect(named).toEqual(['a.example', 'a.example:8080', '[2606:4700::1]:8443']);
});
