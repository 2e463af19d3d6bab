import { afterEach, expect, test } from '@jest/globals';
import { serviceAt } from '../../../src/sandbox/results/services.ts';
import { createWorld } from '../../../src/sandbox/state/world.ts';
import { inAJob } from './in-a-job.ts';

let open: Awaited<ReturnType<typeof inAJob>> | undefined;
afterEach(async () => await open?.close());

test('other addresses are left to others', () => {
  const world = createWorld();
  for (const target of ['/repos/acme/shop', '/', '/twirp/other.Service/CreateArtifact', '/-/blobs/x', '/_services/token'])
    expect(serviceAt(world, { method: 'GET', target, headers: {}, body: Buffer.alloc(0) })).toBeUndefined();
});

test('methods and bodies that are none are refused, names may be written either way', async () => {
  open = await inAJob();
  const { twirp, sandbox, token, grant } = open;
  expect(await twirp('DropArtifact', {})).toMatchObject({ status: 404, body: { code: 'bad_route' } });
  const raw = (body: string, type = 'application/json') =>
    fetch(`${sandbox.url}/twirp/github.actions.results.api.v1.ArtifactService/ListArtifacts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body,
    });
  expect((await raw('{')).status).toBe(400);
  expect((await raw('{}', 'application/protobuf')).status).toBe(404);
  const camel = { workflowRunBackendId: grant.backend.run, workflowJobRunBackendId: grant.backend.job };
  expect((await raw(JSON.stringify(camel))).status).toBe(200);
});

test('faults strike here too, and the journal knows', async () => {
  open = await inAJob();
  const { twirp, sandbox } = open;
  const service = '/twirp/github.actions.results.api.v1.ArtifactService/';
  sandbox.faults.add({ does: 'server-error', on: `POST ${service}CreateArtifact`, times: 1 });
  const response = await fetch(`${sandbox.url}${service}CreateArtifact`, { method: 'POST' });
  expect(response.status).toBe(502);
  expect(await twirp('CreateArtifact', { name: 'a', version: 7 })).toMatchObject({ status: 200 });
  expect(sandbox.journal.at(-1)).toMatchObject({ operation: `POST ${service}CreateArtifact`, status: 200 });
});
