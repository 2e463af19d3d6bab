import { createPublicKey, verify } from 'node:crypto';
import { afterEach, expect, test } from '@jest/globals';
import { rotateSigningKey } from '../../../src/sandbox/results/id-token.ts';
import { finishJob } from '../../../src/sandbox/state/runs.ts';
import { facts, inAJob } from './in-a-job.ts';

let open: Awaited<ReturnType<typeof inAJob>>;
afterEach(async () => await open.close());

type Key = { kid: string; n: string; e: string; kty: string };

async function keys(): Promise<Key[]> {
  const at = `${open.sandbox.url}/_services/token`;
  const configuration = (await (await fetch(`${at}/.well-known/openid-configuration`)).json()) as {
    issuer: string;
    jwks_uri: string;
  };
  expect(configuration.issuer).toBe(at);
  return ((await (await fetch(configuration.jwks_uri)).json()) as { keys: Key[] }).keys;
}

async function checked(token: string) {
  const [head = '', body = '', signature = ''] = token.split('.');
  const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string };
  const key = (await keys()).find((each) => each.kid === kid);
  if (key === undefined) return undefined;
  const fits = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${body}`),
    createPublicKey({ key, format: 'jwk' }),
    Buffer.from(signature, 'base64url'),
  );
  expect(fits).toBe(true);
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
}

test('a job says who it is, to whom it was asked for, and everybody can check it', async () => {
  open = await inAJob({ mayIdentify: true });
  const { ask, run, repo, world, person } = open;
  world.clock.set('2026-01-02T03:04:05Z');
  const response = await ask('sha256:abc');
  const { value } = (await response.json()) as { value: string };
  const now = Date.parse('2026-01-02T03:04:05Z') / 1000;
  expect(await checked(value)).toMatchObject({
    iss: `${open.sandbox.url}/_services/token`,
    aud: 'sha256:abc',
    sub: 'repo:acme/shop:pull_request',
    iat: now,
    exp: now + 300,
    repository: 'acme/shop',
    repository_id: String(repo.id),
    run_id: String(run.id),
    run_attempt: '1',
    event_name: 'pull_request',
    actor: 'wil',
    actor_id: String(person('wil').id),
    ref: facts.ref,
    job_workflow_ref: facts.jobWorkflowRef,
    job_workflow_sha: facts.jobWorkflowSha,
    runner_environment: 'github-hosted',
    repository_visibility: 'private',
  });
  rotateSigningKey(world);
  expect(await keys()).toHaveLength(2);
  expect(await checked(value)).toBeDefined();
  rotateSigningKey(world, { lost: true });
  expect(await checked(value)).toBeUndefined();
});

test('not without the permission, not for another job, not when it is over', async () => {
  open = await inAJob();
  const { ask, world, job } = open;
  expect((await ask('a')).status).toBe(403);
  expect((await ask('a', 'x.y.z')).status).toBe(401);
  finishJob(world, job, { conclusion: 'success' });
  expect((await ask('a')).status).toBe(401);
});
