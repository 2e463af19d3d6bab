import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openResults } from '../../../src/doors/action/results.ts';
import { zipOf } from '../../../src/doors/action/zip.ts';
import { type Beside, hasty, openBeside } from './beside.ts';

let beside: Beside;
const all: Beside[] = [];
beforeEach(async () => {
  beside = await openBeside();
  all.push(beside);
});
afterEach(() => beside.next.clear());
afterAll(async () => {
  await Promise.all(all.map((each) => each.close()));
});

const zip = zipOf({ 'evidence.json': '{}' });
const wish = { name: 'gonogo-evidence-0123456789ab', zip };
const upload = async (more: object = {}) => openResults(beside.env, hasty)?.upload({ ...wish, ...more });

test('an artifact is made, filled and closed, for this run and job', async () => {
  expect(await upload({ days: 30 })).toBe(41);
  expect(beside.artifacts.get(wish.name)?.equals(zip)).toBe(true);
  const [made, blob, closed] = beside.asked;
  const ids = { workflow_run_backend_id: 'run-1', workflow_job_run_backend_id: 'job-2' };
  const { expires_at: expires, ...rest } = JSON.parse(made?.body.toString() ?? '');
  expect(rest).toEqual({ ...ids, name: wish.name, version: 4 });
  expect(Math.round((Date.parse(expires) - Date.now()) / 86_400_000)).toBe(30);
  expect(blob?.headers['authorization']).toBeUndefined();
  expect(JSON.parse(closed?.body.toString() ?? '')).toMatchObject({
    ...ids,
    size: String(zip.length),
    hash: expect.stringMatching(/^sha256:/),
  });
});

test('without a word on it the repository says how long it is kept', async () => {
  await upload();
  expect(JSON.parse(beside.asked[0]?.body.toString() ?? '')).not.toHaveProperty('expires_at');
});

describe('what breaks on the way is done again', () => {
  test.each(['CreateArtifact', 'blob', 'FinalizeArtifact'])('%s', async (what) => {
    beside.next.set(what, [503, 503]);
    expect(await upload()).toBe(41);
  });

  test('closed, and nobody heard of it', async () => {
    beside.next.set('FinalizeArtifact', ['lost', 404]);
    expect(await upload()).toBe(41);
  });

  test('the same evidence again: it is there', async () => {
    await upload();
    expect(await upload()).toBe(41);
  });
});

describe('what cannot be mended is told', () => {
  test.each([
    ['CreateArtifact', 403, /403 odd/],
    ['blob', 403, /403 odd/],
    ['FinalizeArtifact', 400, /400 odd/],
    ['CreateArtifact', { status: 200, body: '<html>' }, /JSON/],
    ['CreateArtifact', { status: 200, body: '{"ok":false}' }, /signed_upload_url/],
    ['CreateArtifact', { status: 200, body: '{"signedUploadUrl":"nowhere"}' }, /Invalid URL/],
    ['FinalizeArtifact', { status: 200, body: '[]' }, /artifact_id/],
  ])('%s %j', async (what, odd, why) => {
    beside.next.set(what, [odd]);
    const error = await upload().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ problems: [{ code: 'action.upload', message: expect.stringMatching(why) }] });
    expect(beside.artifacts.size).toBe(0);
  });

  test('a name that was taken and never closed', async () => {
    beside.next.set('CreateArtifact', ['lost']);
    await expect(upload()).rejects.toThrow(/409/);
  });

  test('the service is down', async () => {
    beside.next.set('CreateArtifact', [500, 500, 500]);
    beside.next.set('ListArtifacts', [500, 500, 500]);
    await expect(upload()).rejects.toThrow(/500 odd/);
  });
});

test('nothing where the runner names no service', () => {
  const { ACTIONS_RESULTS_URL: _, ...without } = beside.env;
  const scoped = (scp: string) => `e30.${Buffer.from(JSON.stringify({ scp })).toString('base64url')}.e30`;
  expect(openResults({})).toBeUndefined();
  expect(openResults(without)).toBeUndefined();
  expect(openResults({ ...beside.env, ACTIONS_RESULTS_URL: 'nowhere' })).toBeUndefined();
  for (const strange of ['x', 'a.b.c', scoped('Actions.Results'), scoped('XActions.Results:1:2')])
    expect(openResults({ ...beside.env, ACTIONS_RUNTIME_TOKEN: strange })).toBeUndefined();
});
