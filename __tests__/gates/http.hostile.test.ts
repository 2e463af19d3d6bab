import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { judgeClaim } from '../../src/gates/engine/judge.ts';
import { collectAll } from '../../src/gates/engine/runner.ts';
import { gateById } from '../../src/gates/registry.ts';
import { withBytes } from './probes/servers.ts';

const head = 'HTTP/1.1 200 OK\r\n';
const bomb = gzipSync(Buffer.alloc(50_000_000));

test.each<[string, string | Buffer]>([
  ['a bomb', Buffer.concat([Buffer.from(`${head}content-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`), bomb])],
  ['bad chunks', `${head}transfer-encoding: chunked\r\n\r\nzz\r\n`],
  ['huge headers', `${head}a: ${'b'.repeat(100_000)}\r\n\r\n`],
  ['redirects without an end', 'HTTP/1.1 302 Found\r\nlocation: /a\r\ncontent-length: 0\r\n\r\n'],
  [
    'a redirect to where clouds keep credentials',
    'HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\n\r\n',
  ],
])('a server that answers with %s proves nothing', async (_, answer) => {
  await withBytes(
    (socket) => void socket.on('data', () => socket.write(answer)),
    async ({ url }) => {
      const targets = [{ name: 'live', url, private: true }];
      const source = { steps: [{ follow: true, expect: { status: [200, 302] } }] };
      const [claim] = await collectAll([{ gate: 'http', target: 'live', source, limits: {} }], { gateById, targets });
      if (claim === undefined) throw new Error('there is no claim');
      const { result, remedy } = judgeClaim(gateById('http'), claim, {});
      expect([result, remedy]).toEqual(['cannot-tell', expect.stringMatching(/\w/)]);
    },
  );
});
