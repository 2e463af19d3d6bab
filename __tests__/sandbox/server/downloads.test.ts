import { expect, test } from '@jest/globals';
import { downloadFrom } from '../../../src/sandbox/server/downloads.ts';
import { linkTo, uploadArtifact } from '../../../src/sandbox/state/artifacts.ts';
import { startRun } from '../../../src/sandbox/state/runs.ts';
import { town } from '../town.ts';

test('whoever has the address has the file, while it holds', () => {
  const { world, repo, person } = town();
  const run = startRun(world, repo, { event: 'push', actor: person('wil'), path: 'ci.yml', jobs: [{ name: 'test' }] });
  const artifact = uploadArtifact(world, run, { name: 'a', zip: Buffer.from('PK') });
  const { pathname, search } = new URL(linkTo(world, artifact));
  const ask = (target: string) => downloadFrom(world, target);
  expect(ask(`${pathname}${search}`)).toMatchObject({ status: 200, body: Buffer.from('PK') });
  expect(ask(`/-/artifacts/1.zip${search}`)).toMatchObject({ status: 403 });
  expect(ask(`${pathname}?sig=guessed`)).toMatchObject({ status: 403, body: expect.stringContaining('AuthenticationFailed') });
  expect(ask('/acme/shop')).toBeUndefined();
  world.clock.advance(60_000);
  expect(ask(`${pathname}${search}`)).toMatchObject({ status: 403 });
});
