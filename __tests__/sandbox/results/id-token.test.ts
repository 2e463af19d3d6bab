import { expect, test } from '@jest/globals';
import { idTokenFor, issuerIn, rotateSigningKey, signingKeys } from '../../../src/sandbox/results/id-token.ts';
import { grantJob } from '../../../src/sandbox/state/job-grants.ts';
import { startJob, startRun } from '../../../src/sandbox/state/runs.ts';
import { town } from '../town.ts';
import { facts } from './in-a-job.ts';

function claimsOf(event: string, environment?: string) {
  const { world, repo, person } = town();
  const jobs = [{ name: 'a', ...(environment !== undefined && { environment }) }];
  const run = startRun(world, repo, { event, actor: person('wil'), path: '.github/workflows/ci.yml', jobs });
  const [job] = run.attempts[0]?.jobs ?? [];
  if (!job) throw new Error('It has a job.');
  startJob(world, job);
  const { grant } = grantJob(world, job, { facts: { ...facts, ref: 'refs/heads/main' } });
  const token = idTokenFor(world, grant);
  return { world, claims: JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) };
}

test.each([
  ['push', undefined, 'repo:acme/shop:ref:refs/heads/main'],
  ['pull_request', undefined, 'repo:acme/shop:pull_request'],
  ['push', 'the live one', 'repo:acme/shop:environment:the%20live%20one'],
])('%s, environment %s: %s', (event, environment, sub) => {
  const { world, claims } = claimsOf(event, environment);
  expect(claims).toMatchObject({ sub, aud: `${world.origin}/acme`, iss: issuerIn(world), event_name: event });
  expect(claims.environment).toBe(environment);
  for (const value of [claims.run_id, claims.run_number, claims.repository_owner_id]) expect(typeof value).toBe('string');
});

test('each world has a key of its own', () => {
  const [one, other] = [town().world, town().world];
  const [first] = signingKeys(one);
  expect(signingKeys(one)[0]).toBe(first);
  if (!first) throw new Error('There is a key.');
  expect(signingKeys(other)[0]?.publicKey.equals(first.publicKey)).toBe(false);
  rotateSigningKey(one);
  expect(signingKeys(one)[1]).toBe(first);
});
