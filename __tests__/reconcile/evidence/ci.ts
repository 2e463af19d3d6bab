import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Claim } from '../../../src/gates/engine/contract.ts';
import { artifactName, attestationFile, audienceOf, evidenceFile, writeEvidence } from '../../../src/gates/engine/evidence.ts';
import { digest, type Json } from '../../../src/ground/json.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { ArtifactWish } from '../../../src/sandbox/state/artifacts.ts';
import type { PullRequest, Repo } from '../../../src/sandbox/state/model.ts';
import { attemptOf, finishJob, type JobWish, type RunWish, startJob, startRun } from '../../../src/sandbox/state/runs.ts';
import type { WorkflowRun } from '../../../src/sandbox/state/ship.ts';
import { playOn } from '../../../src/sandbox/stories/machine.ts';
import { coverageData } from '../../verdict/cases.ts';

export const source = { files: 'coverage/lcov.info' };

/** One item that people tick and two that coverage proves. */
export const checklist = `format: gonogo/checklist/1
title: Release of the shop
sections:
  - title: Operations
    phase: merge
    items:
      - { id: backups, title: Backups were restored once, level: must }
      - { id: covered, title: Tests reach the code, level: must, gate: coverage, source: { files: coverage/lcov.info }, limits: { lines: 80 } }
`;

export const configWith = (trust: string) => `version: 1
checklist: .github/release.yml
releases: { base: [main] }
trust: ${trust}
people:
  lead: { users: [max] }
  release: { users: [ada] }
`;

export const ciPath = '.github/workflows/ci.yml';
const sha = '0123456789012345678901234567890123456789';

/** Tests in one job, and Gonogo in another that only brings reports. */
export const ciFile = `name: CI
on: [pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@${sha}
      - run: npm test
  gonogo:
    needs: test
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@${sha}
      - uses: acme/gonogo@${sha}
`;

export const mixedFile = ciFile.replace(`      - uses: actions/download-artifact@${sha}\n`, '      - run: npm test\n');

export interface ClaimWish {
  readonly lines?: number;
  readonly source?: Json;
  readonly at?: string;
  readonly broken?: string;
}

export function claimOf({ lines = 90, source: from = source, at = '2026-11-21T12:00:00Z', broken }: ClaimWish = {}): Claim {
  const head = { gate: 'coverage', source: digest(from), at, tookMs: 5 };
  return broken === undefined
    ? { ...head, state: 'collected', data: coverageData(lines) }
    : { ...head, state: 'broken', reason: broken };
}

/** What a run says of itself, where it tells the truth. */
export function textFor(
  run: WorkflowRun,
  claims: readonly Claim[],
  more: Partial<Parameters<typeof writeEvidence>[0]> = {},
): string {
  return writeEvidence({
    repositoryId: run.repo.id,
    event: run.event,
    head: run.headSha,
    checkedOut: run.headSha,
    tree: run.headSha,
    run: { id: run.id, attempt: attemptOf(run).number, path: run.path },
    claims,
    ...more,
  });
}

export function artifactFor(text: string, token?: string): ArtifactWish {
  return {
    name: artifactName(text),
    files: { [evidenceFile]: text, ...(token !== undefined && { [attestationFile]: token }) },
  };
}

export const usualJobs: readonly JobWish[] = [{ name: 'test' }, { name: 'gonogo' }];

interface On {
  readonly sandbox: Sandbox;
  readonly repo: Repo;
}

export interface CiWish extends Partial<Omit<RunWish, 'jobs'>> {
  readonly jobs?: readonly JobWish[];
  /** What it leaves behind, made once the run is known. */
  readonly leaves?: (run: WorkflowRun) => readonly ArtifactWish[];
  readonly conclusion?: string;
}

/** Only begun: its jobs are still to run. */
export function begin({ sandbox, repo }: On, pull: PullRequest, wish: Omit<CiWish, 'leaves' | 'conclusion'> = {}) {
  const { headSha, head } = pull.pull;
  const usual = { event: 'pull_request', actor: pull.author, path: ciPath, sha: headSha, branch: head.ref, jobs: usualJobs };
  return startRun(sandbox.world, repo, { ...usual, ...(head.repo !== repo && { headRepo: head.repo }), ...wish });
}

/** A run of CI at the head of a pull request, from its start to its end. */
export async function runCi(on: On, pull: PullRequest, { leaves, conclusion, ...wish }: CiWish = {}): Promise<WorkflowRun> {
  const run = begin(on, pull, wish);
  await end(on, run, { ...(leaves && { leaves }), ...(conclusion !== undefined && { conclusion }) });
  return run;
}

export async function end(
  { sandbox }: On,
  run: WorkflowRun,
  { leaves, conclusion = 'success' }: Pick<CiWish, 'leaves' | 'conclusion'>,
) {
  const stage = { world: sandbox.world, settled: sandbox.webhooks.settled };
  const jobs = attemptOf(run).jobs.map(({ name }) => ({ name, conclusion }));
  await playOn(stage, run, { jobs, artifacts: leaves?.(run) ?? [passing(run)] });
}

export function passing(run: WorkflowRun): ArtifactWish {
  return artifactFor(textFor(run, [claimOf()]));
}

export function failing(run: WorkflowRun): ArtifactWish {
  return artifactFor(textFor(run, [claimOf({ lines: 10 })]));
}

/** Each job by itself, so that each has its own times. */
export async function playJobs(
  { sandbox }: On,
  run: WorkflowRun,
  steps: readonly {
    readonly job: string;
    readonly leaves?: ArtifactWish;
    readonly conclusion?: string;
    readonly lasting: () => void;
  }[],
) {
  const { uploadArtifact } = await import('../../../src/sandbox/state/artifacts.ts');
  for (const { job: name, leaves, conclusion = 'success', lasting } of steps) {
    const job = attemptOf(run).jobs.find((each) => each.name === name && each.status !== 'completed');
    if (job === undefined) throw new Error(`no job ${name} is to run`);
    startJob(sandbox.world, job);
    if (leaves !== undefined) uploadArtifact(sandbox.world, run, leaves);
    lasting();
    finishJob(sandbox.world, job, { conclusion });
  }
  await sandbox.webhooks.settled();
}

/** Somebody who vouches for jobs, as GitHub does. */
export async function openIssuer() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const asked: string[] = [];
  const keys: object[] = [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sign = (claims: object, header: object = {}, key = privateKey) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ typ: 'JWT', alg: 'RS256', kid: 'one', ...header })}.${part(claims)}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
  };
  /** As a job of a run gets it for its evidence. */
  const tokenFor = (run: WorkflowRun, text: string, now: number, more: object = {}) =>
    sign({
      iss: url,
      aud: audienceOf(text),
      iat: Math.floor(now / 1000),
      nbf: Math.floor(now / 1000) - 300,
      exp: Math.floor(now / 1000) + 300,
      repository_id: String(run.repo.id),
      run_id: String(run.id),
      run_attempt: String(attemptOf(run).number),
      event_name: run.event,
      ref: run.event === 'pull_request' ? 'refs/pull/1/merge' : `refs/heads/${run.headBranch}`,
      base_ref: run.event === 'pull_request' ? 'main' : '',
      job_workflow_ref: 'acme/pipelines/.github/workflows/evidence.yml@refs/heads/main',
      job_workflow_sha: sha,
      runner_environment: 'github-hosted',
      ...more,
    });
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url, keys, asked, sign, tokenFor, privateKey, close };
}

export const pinned = `acme/pipelines/.github/workflows/evidence.yml@${sha}`;
