import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { uploadArtifact } from '../../../../src/sandbox/state/artifacts.ts';
import { startRun } from '../../../../src/sandbox/state/runs.ts';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

function start() {
  const wish = { event: 'push', actor: town.person('wil'), path: 'ci.yml', jobs: [{ name: 'test' }] };
  return startRun(town.world, town.repo, wish);
}

test('an artifact is listed, fetched and taken away', async () => {
  const { rest } = town.bot;
  const run = start();
  const mine = uploadArtifact(town.world, run, { name: 'results', files: { 'results.txt': 'all well' } });
  uploadArtifact(town.world, start(), { name: 'results' });
  uploadArtifact(town.world, run, { name: 'other' });
  const all = await rest.actions.listArtifactsForRepo({ ...here, name: 'results' });
  expect(all.data.artifacts.map(({ workflow_run }) => workflow_run?.id)).toEqual([expect.any(Number), run.id]);
  const own = await rest.actions.listWorkflowRunArtifacts({ ...here, run_id: run.id, name: 'results' });
  const at = { ...here, artifact_id: own.data.artifacts[0]?.id ?? 0 };
  expect((await rest.actions.getArtifact(at)).data).toMatchObject({ name: 'results', size_in_bytes: mine.zip.length });
  const { data } = await rest.actions.downloadArtifact({ ...at, archive_format: 'zip' });
  expect(Buffer.from(data as ArrayBuffer).equals(mine.zip)).toBe(true);
  expect(await failure(rest.actions.downloadArtifact({ ...at, archive_format: 'tar' }))).toMatchObject({ status: 404 });
  expect(await failure(town.as('rea').rest.actions.deleteArtifact(at))).toMatchObject({ status: 403 });
  expect((await rest.actions.deleteArtifact(at)).status).toBe(204);
  expect(await failure(rest.actions.getArtifact(at))).toMatchObject({ status: 404 });
});

test('an expired one is shown and gone', async () => {
  const { rest } = town.bot;
  const artifact = uploadArtifact(town.world, start(), { name: 'short' });
  artifact.expiresAt = town.world.clock.now() - 1;
  const at = { ...here, artifact_id: artifact.id };
  expect((await rest.actions.getArtifact(at)).data.expired).toBe(true);
  const download = rest.actions.downloadArtifact({ ...at, archive_format: 'zip' });
  expect(await failure(download)).toMatchObject({ status: 410, message: 'Artifact has expired' });
});
