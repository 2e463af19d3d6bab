import { createHash } from 'node:crypto';
import { afterEach, expect, test } from '@jest/globals';
import { addAttempt, finishJob, finishRun } from '../../../src/sandbox/state/runs.ts';
import { zipped } from '../../../src/sandbox/state/zip.ts';
import { here } from '../town.ts';
import { inAJob } from './in-a-job.ts';

let open: Awaited<ReturnType<typeof inAJob>>;
afterEach(async () => await open.close());

const zip = zipped({ 'evidence.json': '{"format":"x"}' });
const sha256 = createHash('sha256').update(zip).digest('hex');
const block = { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'application/octet-stream' };

// The requests are those that GitHub's own client sent (@actions/artifact 6.2.1): names with underscores, blocks, then the list of them.
test('an upload as the client of GitHub makes it, and all that can be done with it', async () => {
  open = await inAJob();
  const { twirp, put, run } = open;
  const created = await twirp('CreateArtifact', { name: 'evidence', version: 7, mime_type: 'application/zip' });
  expect(created).toEqual({ status: 200, body: { ok: true, signed_upload_url: expect.any(String) } });
  const url: string = created.body['signed_upload_url'] ?? '';
  const ids = [0, 1].map((at) =>
    Buffer.from(`f9243d22-bd95-4531-867b-5d265c6146c3${String(at).padStart(12, '0')}`).toString('base64'),
  );
  for (const [at, id] of ids.entries()) {
    const part = at === 0 ? zip.subarray(0, 50) : zip.subarray(50);
    expect((await put(`${url}&comp=block&blockid=${encodeURIComponent(id)}`, part)).status).toBe(201);
  }
  const list = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><BlockList>${ids.map((id) => `<Latest>${id}</Latest>`).join('')}</BlockList>`;
  const joined = await put(`${url}&comp=blocklist`, list, { 'x-ms-blob-content-type': 'application/zip' });
  expect([joined.status, joined.headers.get('etag')]).toEqual([201, expect.stringMatching(/^"0x[0-9A-F]+"$/)]);
  const done = await twirp('FinalizeArtifact', { name: 'evidence', size: String(zip.length), hash: `sha256:${sha256}` });
  const [artifact] = run.artifacts.values();
  expect(done).toEqual({ status: 200, body: { ok: true, artifact_id: String(artifact?.id) } });

  const listed = await twirp('ListArtifacts', { name_filter: 'evidence' });
  expect(listed.body['artifacts']).toEqual([
    {
      ...open.ids,
      database_id: String(artifact?.id),
      name: 'evidence',
      size: String(zip.length),
      created_at: expect.any(String),
      digest: `sha256:${sha256}`,
    },
  ]);
  const signed = await twirp('GetSignedArtifactURL', { name: 'evidence' });
  const bytes = Buffer.from(await (await fetch(signed.body['signed_url'] ?? '')).arrayBuffer());
  expect(bytes.equals(zip)).toBe(true);
  const { data } = await open.as('rea').rest.actions.listWorkflowRunArtifacts({ ...here, run_id: run.id });
  expect(data.artifacts.map(({ name, digest }) => [name, digest])).toEqual([['evidence', `sha256:${sha256}`]]);
  expect(await twirp('DeleteArtifact', { name: 'evidence' })).toMatchObject({ status: 200 });
  expect(run.artifacts.size).toBe(0);
});

test('a file as it is, in one piece, keeps its name and kind', async () => {
  open = await inAJob();
  const { twirp, put } = open;
  const { body } = await twirp('CreateArtifact', { name: 'report.json', version: 7, mime_type: 'application/json' });
  const url: string = body['signed_upload_url'] ?? '';
  expect((await put(url, '{}')).status).toBe(400);
  expect((await put(url, '{}', block)).status).toBe(201);
  expect((await twirp('FinalizeArtifact', { name: 'report.json', size: '2' })).status).toBe(200);
  const signed = await twirp('GetSignedArtifactURL', { name: 'report.json' });
  const got = await fetch(signed.body['signed_url'] ?? '');
  expect(got.headers.get('content-type')).toBe('application/json');
  expect(got.headers.get('content-disposition')).toContain(`filename="report.json"`);
  expect(new URL(got.url).pathname).not.toContain('.zip');
});

test('what does not fit is refused, and then there is no artifact', async () => {
  open = await inAJob();
  const { twirp, put, run } = open;
  const { body } = await twirp('CreateArtifact', { name: 'a', version: 7 });
  const url: string = body['signed_upload_url'] ?? '';
  expect(await twirp('FinalizeArtifact', { name: 'a', size: '0' })).toMatchObject({
    status: 412,
    body: { code: 'failed_precondition' },
  });
  await put(url, zip, block);
  const wrong = [{ size: '1' }, { size: String(zip.length), hash: `sha256:${'0'.repeat(64)}` }];
  for (const each of wrong)
    expect(await twirp('FinalizeArtifact', { name: 'a', ...each })).toMatchObject({
      status: 400,
      body: { code: 'invalid_argument' },
    });
  const twin = {
    status: 409,
    body: { code: 'already_exists', msg: 'an artifact with this name already exists on the workflow run' },
  };
  expect(await twirp('CreateArtifact', { name: 'a', version: 7 })).toEqual(twin);
  expect(await twirp('FinalizeArtifact', { name: 'a', size: String(zip.length) })).toMatchObject({ status: 200 });
  expect(await twirp('CreateArtifact', { name: 'a', version: 7 })).toEqual(twin);
  expect(await twirp('CreateArtifact', { name: 'a/b', version: 7 })).toMatchObject({ status: 400 });
  expect(await twirp('CreateArtifact', { name: 'old', version: 3 })).toMatchObject({ status: 400 });
  expect(await twirp('GetSignedArtifactURL', { name: 'none' })).toMatchObject({ status: 404, body: { code: 'not_found' } });
  expect(await twirp('DeleteArtifact', { name: 'none' })).toMatchObject({ status: 404 });
  expect([...run.artifacts.values()].map(({ name }) => name)).toEqual(['a']);
});

test('a token is for its run and job, while they last; the next attempt takes the name again', async () => {
  open = await inAJob({ held: true });
  const { twirp, world, run, job } = open;
  const wrongRun = { name: 'a', version: 7, workflow_run_backend_id: 'another' };
  expect(await twirp('CreateArtifact', wrongRun)).toMatchObject({ status: 403, body: { code: 'permission_denied' } });
  const wrongJob = { name: 'a', version: 7, workflow_job_run_backend_id: 'another' };
  expect(await twirp('CreateArtifact', wrongJob)).toMatchObject({ status: 403 });
  expect(await twirp('CreateArtifact', { name: 'a', version: 7 }, 'a.b.c')).toMatchObject({
    status: 401,
    body: { code: 'unauthenticated' },
  });
  expect(await twirp('CreateArtifact', { name: 'a', version: 7 })).toMatchObject({ status: 200 });
  finishJob(world, job, { conclusion: 'success' });
  expect(await twirp('ListArtifacts', {})).toMatchObject({ status: 401 });
  finishRun(world, run, 'success');
  addAttempt(world, run, { by: run.actor, jobs: [{ name: 'test' }] });
  expect(await twirp('ListArtifacts', {})).toMatchObject({ status: 401 });
});
