import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readKeys, vouchedBy } from '../../../src/github/evidence/token.ts';
import { openIssuer } from '../../reconcile/evidence/ci.ts';

let issuer: Awaited<ReturnType<typeof openIssuer>>;
beforeAll(async () => {
  issuer = await openIssuer();
});
afterAll(() => issuer.close());

const claims = () => ({
  iss: issuer.url,
  aud: 'gonogo-evidence:abc',
  iat: 1_795_262_700,
  nbf: 1_795_262_100,
  exp: 1_795_263_000,
  repository_id: '7',
  run_id: '12',
  run_attempt: '2',
  event_name: 'pull_request',
  ref: 'refs/pull/1/merge',
  base_ref: 'main',
  job_workflow_ref: 'acme/pipelines/.github/workflows/evidence.yml@refs/heads/main',
  job_workflow_sha: 'a'.repeat(40),
  runner_environment: 'github-hosted',
});

const known = () => readKeys({ keys: issuer.keys }, '');
const rules = (asked: boolean[] = []) => ({
  issuer: issuer.url,
  keys: async (isNew: boolean) => {
    asked.push(isNew);
    return known();
  },
});

test('what the issuer signed says what it vouches for', async () => {
  expect(await vouchedBy(issuer.sign(claims()), rules())).toEqual({
    is: 'vouched',
    audience: 'gonogo-evidence:abc',
    issuedAt: 1_795_262_700,
    notBefore: 1_795_262_100,
    expiresAt: 1_795_263_000,
    repoId: 7,
    run: 12,
    attempt: 2,
    event: 'pull_request',
    ref: 'refs/pull/1/merge',
    base: 'main',
    workflowRef: 'acme/pipelines/.github/workflows/evidence.yml@refs/heads/main',
    workflowSha: 'a'.repeat(40),
    runner: 'github-hosted',
  });
  // A file of text ends with a line break.
  expect(await vouchedBy(`${issuer.sign(claims())}\n`, rules())).toMatchObject({ is: 'vouched' });
});

test('a name that is not among the keys has them asked for once more', async () => {
  const asked: boolean[] = [];
  const answer = await vouchedBy(issuer.sign(claims(), { kid: 'two' }), rules(asked));
  expect(answer).toEqual({ is: 'doubtful', because: `${issuer.url} has no key of the name in it` });
  expect(asked).toEqual([false, true]);
});

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** The old trick: signed with the public key as if it were a secret. */
function byHmac(): string {
  const signed = `${part({ alg: 'HS256', kid: 'one' })}.${part(claims())}`;
  const key = known().get('one')?.export({ type: 'spki', format: 'pem' }) ?? '';
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

test.each<[string, () => string, RegExp]>([
  ['nothing', () => '', /is no token/],
  ['words', () => 'a b c', /is no token/],
  ['two parts', () => 'a.b', /is no token/],
  ['no signature', () => `${part({ alg: 'none' })}.${part(claims())}.`, /is no token/],
  ['no signature under its name', () => `${part({ alg: 'none', kid: 'one' })}.${part(claims())}.AAAA`, /alg is not one of RS256/],
  ['a secret in place of a key', byHmac, /alg is not one of RS256/],
  ['no name of a key', () => issuer.sign(claims(), { kid: undefined }), /kid is not a text/],
  ['what must be understood and is not', () => issuer.sign(claims(), { crit: ['b64'], b64: false }), /crit is not/],
  ['no JSON', () => `${Buffer.from('{').toString('base64url')}.AAAA.AAAA`, /is not JSON/],
  ['another key', () => issuer.sign(claims(), {}, other), /its signature is not that of/],
  [
    'claims that were changed',
    () => issuer.sign(claims()).replace(/\.[^.]+\./, `.${part({ ...claims(), run_id: '13' })}.`),
    /its signature is not that/,
  ],
  ['another issuer', () => issuer.sign({ ...claims(), iss: `${issuer.url}/` }), /its issuer is not/],
  ['several audiences', () => issuer.sign({ ...claims(), aud: ['gonogo-evidence:abc', 'x'] }), /aud is not a text/],
  ['a commit that is none', () => issuer.sign({ ...claims(), job_workflow_sha: 'main' }), /job_workflow_sha is not/],
  ['no end', () => issuer.sign({ ...claims(), exp: undefined }), /exp is not/],
  ['more than any token has', () => issuer.sign({ ...claims(), more: 'x'.repeat(20_000) }), /is no token/],
])('%s vouches for nothing', async (_what, token, because) => {
  const answer = await vouchedBy(token(), rules());
  expect(answer).toMatchObject({ is: 'doubtful', because: expect.stringMatching(because) });
});

test('of a set of keys only those are used that sign so', () => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  const good = issuer.keys[0];
  const keys: ReadonlyMap<string, KeyObject> = readKeys(
    {
      keys: [
        good,
        { ...good, kid: 'enc', use: 'enc' },
        { ...good, kid: 'other', alg: 'RS512' },
        { ...weak, kid: 'weak' },
        { ...curve, kid: 'curve' },
        { kty: 'RSA', kid: 'half', n: 'AQAB' },
        { kty: 'RSA', n: 'AQAB', e: 'AQAB' },
        { kty: 'oct', kid: 'secret', k: 'AAAA' },
      ],
    },
    '',
  );
  expect([...keys.keys()]).toEqual(['one']);
});
