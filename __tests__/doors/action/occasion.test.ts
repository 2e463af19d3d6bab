import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readOccasion } from '../../../src/doors/action/occasion.ts';
import { folder, removeFolders, write } from '../child.ts';
import { pullEvent, told } from './shop.ts';

afterAll(removeFolders);
const [a, b, c] = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [string, string, string];
const onMain = { GITHUB_REF: 'refs/heads/main', GITHUB_SHA: c };
const deployment = { sha: a, ref: 'v1', environment: 'production' };

test('a pull request speaks of its head, not of the trial merge', async () => {
  const occasion = await readOccasion(told(pullEvent({ head: a, base: b })));
  expect(occasion).toEqual({
    event: 'pull_request',
    repository: { id: 7, owner: 'acme', name: 'shop', defaultBranch: 'main' },
    head: a,
    ref: 'refs/pull/3/merge',
    startedFor: 'f'.repeat(40),
    run: { id: 11, attempt: 1, path: '.github/workflows/ci.yml' },
    startedAt: expect.any(Number),
    pull: { number: 3, sha: a, base: { ref: 'main', sha: b }, branch: 'release/1', labels: ['release'], isBot: false },
  });
});

describe('which commit is spoken of', () => {
  test.each([
    ['push', {}, c],
    ['schedule', {}, c],
    ['workflow_dispatch', {}, c],
    ['merge_group', { merge_group: { head_sha: a, base_sha: b } }, a],
    ['deployment', { deployment }, a],
    ['deployment_status', { deployment, deployment_status: { state: 'success' } }, a],
    ['release', { release: { tag_name: 'v1', published_at: '2026-11-20T10:00:00Z' } }, undefined],
  ])('%s', async (event, payload, head) => {
    expect((await readOccasion(told({ event, payload, env: onMain }))).head).toBe(head);
  });
});

test('what else an event tells', async () => {
  const group = await readOccasion(told({ event: 'merge_group', payload: { merge_group: { head_sha: a, base_sha: b } } }));
  expect(group.groupBase).toBe(b);
  const begun = await readOccasion(told({ event: 'deployment', payload: { deployment } }));
  expect(begun.deployment).toEqual({ environment: 'production', ref: 'v1', state: 'pending' });
  const draft = await readOccasion(told({ event: 'release', payload: { release: { tag_name: 'v1', published_at: null } } }));
  expect(draft.release).toEqual({ tag: 'v1', publishedAt: null });
});

test('a pull request of a bot, and one whose author is gone', async () => {
  const { payload, ...event } = pullEvent({ head: a, base: b });
  const by = async (user: unknown) => {
    const pull = { ...(payload as { pull_request: object }).pull_request, user };
    return (await readOccasion(told({ ...event, payload: { pull_request: pull } }))).pull?.isBot;
  };
  expect(await by({ type: 'Bot' })).toBe(true);
  expect(await by(null)).toBe(false);
});

test('the job began when the runner wrote the event', async () => {
  const env = told({ event: 'push', env: onMain });
  utimesSync(env['GITHUB_EVENT_PATH'] ?? '', 1_000, 1_000);
  expect((await readOccasion(env)).startedAt).toBe(1_000_000);
});

describe('the path of the workflow', () => {
  test.each([
    ['acme/shop/.github/workflows/ci.yml@refs/heads/a@b', '.github/workflows/ci.yml'],
    ['acme/shop/.github/workflows/a@b.yml@refs/tags/v1', '.github/workflows/a@b.yml'],
    ['', 'unknown'],
    [`acme/shop/.github/workflows/${'x'.repeat(300)}.yml@refs/heads/main`, `.github/workflows/${'x'.repeat(182)}`],
  ])('%s', async (GITHUB_WORKFLOW_REF, path) => {
    expect((await readOccasion(told({ event: 'push', env: { ...onMain, GITHUB_WORKFLOW_REF } }))).run.path).toBe(path);
  });
});

describe('refused, and in which words', () => {
  const problemOf = (env: { readonly [name: string]: string }) =>
    readOccasion(env).then(
      () => undefined,
      (error: unknown) => (error as { problems?: readonly object[] }).problems?.[0],
    );

  test.each(['pull_request_target', 'workflow_run', 'issue_comment', 'create'])('%s', async (event) => {
    const remedy = event === 'pull_request_target' ? /^Use pull_request: / : /^Use one of pull_request, push, /;
    expect(await problemOf(told({ event }))).toMatchObject({
      code: 'action.unknown-event',
      remedy: expect.stringMatching(remedy),
    });
  });

  test.each(['GITHUB_EVENT_NAME', 'GITHUB_EVENT_PATH', 'GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT'])('no %s', async (name) => {
    const problem = await problemOf(told({ event: 'push', env: { ...onMain, [name]: '' } }));
    expect(problem).toMatchObject({ code: 'action.environment', message: expect.stringContaining(`${name} is not set`) });
  });

  test('a run that is no number', async () => {
    expect(await problemOf(told({ event: 'push', env: { ...onMain, GITHUB_RUN_ID: '1e999' } }))).toMatchObject({
      code: 'action.environment',
    });
  });

  const inFile = (text: string) => {
    const root = folder();
    write(root, { 'event.json': text });
    return join(root, 'event.json');
  };

  test.each([
    ['that is not there', () => join(folder(), 'event.json')],
    ['that is cut', () => inFile('{"repository":')],
    ['of something else', () => inFile('{"repository":{"id":"x"}}')],
    ['whose commit is none', () => inFile(JSON.stringify({ repository: { id: 7 }, merge_group: { head_sha: '--help' } }))],
  ])('an event %s', async (_, path) => {
    const problem = await problemOf(told({ event: 'merge_group', env: { GITHUB_EVENT_PATH: path() } }));
    expect(problem).toMatchObject({ code: 'action.event', file: expect.stringContaining('event.json') });
  });
});
