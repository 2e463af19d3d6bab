import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { lookAtDatabase, lookAtProcess } from '../../../../src/doors/app/doctor/here.ts';
import { withFolder } from '../../../gates/folder.ts';

async function withApp<T>(status: number, body: string, use: (port: number) => Promise<T>): Promise<T> {
  const server = createServer(({ url }, response) => response.writeHead(url === '/readyz' ? status : 404).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    return await use(typeof address === 'object' && address !== null ? address.port : 0);
  } finally {
    server.close();
  }
}

test('the process says of itself whether it is ready', async () => {
  const look = (port: number) => lookAtProcess({ host: '0.0.0.0', port });
  expect(await withApp(200, '{}', look)).toMatchObject({ is: 'well' });
  expect(await withApp(503, '{"store":"no answer"}', look)).toMatchObject({
    is: 'ill',
    what: expect.stringContaining('no answer'),
  });
  const gone = await withApp(200, '', (port) => Promise.resolve(port));
  expect(await look(gone)).toMatchObject({ is: 'unsure', remedy: expect.stringContaining('npm run app') });
});

test('a folder that is emptied keeps nothing, unless that is wanted', async () => {
  await withFolder({}, async (root) => {
    const folder = join(root, 'data');
    expect(await lookAtDatabase({ folder, isEphemeral: false })).toMatchObject([
      { is: 'ill', remedy: expect.stringContaining('DATABASE_URL') },
    ]);
    expect(await lookAtDatabase({ folder, isEphemeral: true })).toMatchObject([{ is: 'unsure' }]);
    mkdirSync(folder);
    expect(await lookAtDatabase({ folder, isEphemeral: true })).toMatchObject([{ is: 'unsure' }]);
  });
});

test('a server that cannot be reached is said without its password', async () => {
  const [found] = await lookAtDatabase({ url: 'postgres://gonogo:geheim@127.0.0.1:1/gonogo' });
  expect(found).toMatchObject({ is: 'ill', about: 'database', remedy: expect.stringContaining('DATABASE_URL') });
  expect(JSON.stringify(found)).not.toContain('geheim');
});
