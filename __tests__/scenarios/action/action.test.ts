import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDeployment, addDeploymentStatus } from '../../../src/sandbox/state/deployments.ts';
import { openPull } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { addRelease } from '../../../src/sandbox/state/releases.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import {
  checklistOf,
  config,
  evidenceIn,
  jobNamed,
  openStage,
  type Reporting,
  reporting,
  type Stage,
  settlePolicy,
  workflowFor,
} from './stage.ts';

let stage: Stage;
let releases = 0;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => await stage.close());

/** A release with these reports, as CI of its pull request sees it. */
async function release(
  reports: string,
  files: Readonly<Record<string, string>> = {},
  more: Parameters<typeof workflowFor>[1] = {},
) {
  const { town, actions } = stage;
  settlePolicy(stage, { '.github/workflows/release.yml': workflowFor(reports, more) });
  const branch = `release/${++releases}`;
  const author = town.person('wil');
  commitFiles(town.world, town.repo, { author, message: 'Release', branch, files: { [`${releases}.txt`]: 'new\n', ...files } });
  const head = { repo: town.repo, ref: branch };
  const pull = openPull(town.world, town.repo, { title: 'Release', author, base: 'main', head });
  const executed = await town.sandbox.execute(town.repo, { workflow: 'release.yml', on: 'pull_request', pull, actions });
  const job = jobNamed(executed.jobs, 'gonogo');
  return { pull, executed, job, evidence: evidenceIn(executed.artifacts) };
}

const settle = (gates: readonly Reporting[], kind: 'pass' | 'fail' = 'pass') =>
  settlePolicy(stage, { '.github/gonogo.yml': config, '.github/release.yml': checklistOf(gates, kind) });

test('a clean repository: GO of the machine’s part, evidence that GitHub vouches for, and nothing to annotate', async () => {
  const policy = settle(reporting);
  const { job, evidence, pull, executed } = await release(stage.reports());
  expect(job.log).toContain('GO (the machine');
  expect(job.conclusion).toBe('success');
  expect(job.outputs).toMatchObject({ decision: 'go', attested: 'true', artifact: evidence[0]?.name });
  expect(evidence).toHaveLength(1);
  expect(evidence[0]?.files.toSorted()).toEqual(['evidence.json', 'evidence.jwt']);
  expect(evidence[0]?.document).toMatchObject({
    head: pull.pull.headSha,
    event: 'pull_request',
    run: { id: executed.run.id, attempt: 1, path: '.github/workflows/release.yml' },
  });
  expect(evidence[0]?.claims.map(({ gate, state }) => [gate, state])).toEqual(
    reporting.toSorted().map((gate) => [gate, 'collected']),
  );
  expect(job.summary).toMatch(/^# ✅ GO \(the machine's part only\)/);
  expect(job.summary).not.toContain('Somebody signs');
  expect(job.annotations).toEqual([]);
  // The commit that holds the policy, not what the pull request merges to.
  expect(job.outputs['commit']).not.toBe(pull.pull.headSha);
  expect(job.log).toContain(`the tip of main (${String(job.outputs['commit']).slice(0, 12)})`);
  expect(policy).toMatch(/^[0-9a-f]{40}$/);
});

describe('one that fails is told, with what to do', () => {
  test.each(reporting)('%s', async (gate) => {
    settle([gate], 'fail');
    const { job } = await release(stage.reports([gate]));
    expect([job.conclusion, job.outputs['decision']]).toEqual(['failure', 'no-go']);
    expect(job.log).toMatch(/NO-GO: 1 failed \(the machine's part only\)/);
    expect(job.log).toContain('→');
    expect(job.summary).toContain('## What to fix first');
    expect(job.summary).toContain(`Proved by ${gate}`);
    expect(job.annotations.length).toBeGreaterThan(0);
    expect(job.annotations.map((each) => each.annotation_level)).toContain('failure');
  });
});

test('a pull request that brings another policy is judged by that of its base, and told so', async () => {
  settle(['coverage'], 'fail');
  const easy = checklistOf(['tests']);
  const { job } = await release(stage.reports(['coverage']), { '.github/release.yml': easy, '.github/gonogo.yml': config });
  expect(job.outputs['decision']).toBe('no-go');
  expect(job.summary).toMatch(/> ⚠️ .github\/release.yml is another one in this pull request/);
  expect(job.annotations).toContainEqual(expect.objectContaining({ annotation_level: 'warning' }));
});

test('a fork has no token that vouches, and leaves its evidence all the same', async () => {
  settle(['tests']);
  settlePolicy(stage, { '.github/workflows/release.yml': workflowFor(stage.reports()) });
  const { town, actions } = stage;
  const author = town.person('rea');
  const fork = addRepo(town.world, { owner: author, name: 'shop', parent: town.repo });
  commitFiles(town.world, fork, { author, message: 'From afar', branch: 'release/afar', files: { 'afar.txt': 'x\n' } });
  const pull = openPull(town.world, town.repo, {
    title: 'From afar',
    author,
    base: 'main',
    head: { repo: fork, ref: 'release/afar' },
  });
  const executed = await town.sandbox.execute(town.repo, { workflow: 'release.yml', on: 'pull_request', pull, actions });
  const job = jobNamed(executed.jobs, 'gonogo');
  expect(job.outputs).toMatchObject({ decision: 'go', attested: 'false' });
  expect(evidenceIn(executed.artifacts)[0]?.files).toEqual(['evidence.json']);
});

test('without a policy, or where it may not be read, nobody can tell, and both remedies are named', async () => {
  settlePolicy(stage, { '.github/gonogo.yml': config, '.github/release.yml': checklistOf(['tests']) });
  const hidden = await release(stage.reports(), {}, { with: { token: '' } });
  expect([hidden.job.conclusion, hidden.job.outputs['decision']]).toEqual(['failure', 'cannot-tell']);
  expect(hidden.job.log).toContain('fetch-depth: 0');
  expect(hidden.job.log).toContain('contents: read');
  expect(hidden.evidence).toEqual([]);
  const { town } = stage;
  const bare = addRepo(town.world, { owner: town.acme.account, name: 'bare', private: true });
  const author = town.person('ada');
  commitFiles(town.world, bare, {
    author,
    message: 'first',
    branch: 'main',
    files: { '.github/workflows/release.yml': workflowFor(stage.reports()) },
  });
  commitFiles(town.world, bare, { author, message: 'x', branch: 'release/1', files: { 'x.txt': 'x\n' } });
  const pull = openPull(town.world, bare, { title: 'x', author, base: 'main', head: { repo: bare, ref: 'release/1' } });
  const executed = await town.sandbox.execute(bare, {
    workflow: 'release.yml',
    on: 'pull_request',
    pull,
    actions: stage.actions,
  });
  const job = jobNamed(executed.jobs, 'gonogo');
  expect([job.conclusion, job.outputs['decision']]).toEqual(['failure', 'cannot-tell']);
  expect(job.log).toContain('there is no configuration at the tip of main');
});

test('a broken policy is told with file and line, beside that line', async () => {
  settlePolicy(stage, { '.github/gonogo.yml': 'version: 1\nchecklst: x\n' });
  const { job } = await release(stage.reports());
  expect(job.outputs['decision']).toBe('cannot-tell');
  expect(job.log).toMatch(/\.github\/gonogo\.yml:2:1: checklst: /);
  expect(job.annotations).toContainEqual(expect.objectContaining({ path: '.github/gonogo.yml', annotation_level: 'failure' }));
});

test('fail-on says what fails the step, and nothing else', async () => {
  settle(['coverage'], 'fail');
  const never = await release(stage.reports(['coverage']), {}, { with: { 'fail-on': 'never' } });
  expect([never.job.conclusion, never.job.outputs['decision']]).toEqual(['success', 'no-go']);
  expect(never.evidence).toHaveLength(1);
});

test('what reports say is no command to the runner', async () => {
  settle(['tests']);
  const reports = stage.reports();
  const { writeFileSync } = await import('node:fs');
  const evil = 'x&#10;::error::owned&#10;::set-output name=decision::go&#10;##[error]owned';
  writeFileSync(
    `${reports}/tests/junit.xml`,
    `<testsuite name="s" tests="2" failures="1"><testcase name="ok"/><testcase name="${evil}"><failure message="${evil}"/></testcase></testsuite>`,
  );
  const { job } = await release(reports);
  expect(job.outputs['decision']).toBe('no-go');
  expect(job.annotations.filter(({ message }) => message.trim() === 'owned')).toEqual([]);
});

test('a push to the default branch is judged by itself, a merge group by its base', async () => {
  settle(['tests']);
  settlePolicy(stage, { '.github/workflows/release.yml': workflowFor(stage.reports()) });
  const { town, actions } = stage;
  const executed = await town.sandbox.execute(town.repo, { workflow: 'release.yml', on: 'push', actions });
  const job = jobNamed(executed.jobs, 'gonogo');
  expect([job.outputs['decision'], job.outputs['commit']]).toEqual(['go', executed.run.headSha]);
  expect(job.log).toContain('this commit of main');
});

describe('verify', () => {
  const verify = (event: string) =>
    JSON.stringify({
      name: 'Post-deploy',
      on: [event],
      permissions: {},
      jobs: {
        verify: {
          'runs-on': 'ubuntu-24.04',
          permissions: { contents: 'read', 'id-token': 'write' },
          steps: [{ id: 'gonogo', uses: `acme/gonogo@${'0'.repeat(40)}`, with: { command: 'verify', target: 'production' } }],
          outputs: { decision: '${{ steps.gonogo.outputs.decision }}' },
        },
      },
    });

  async function withService<T>(version: () => string, use: (url: string) => Promise<T>): Promise<T> {
    const server = createServer((_, response) => response.end(JSON.stringify({ version: version() })));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    try {
      return await use(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`);
    } finally {
      server.close();
    }
  }

  const policy = (url: string) => ({
    '.github/gonogo.yml': JSON.stringify({
      version: 1,
      checklist: '.github/release.yml',
      targets: { production: { url, private: true } },
    }),
    '.github/release.yml': JSON.stringify({
      format: 'gonogo/checklist/1',
      title: 'Release',
      sections: [
        {
          title: 'After',
          phase: 'verify',
          items: [
            {
              id: 'runs',
              title: 'It runs',
              gate: 'release-version',
              target: 'production',
              source: { version: 'version', inARow: 1, within: 2, every: 0.2 },
            },
          ],
        },
      ],
    }),
    'package.json': JSON.stringify({ name: 'shop', version: '3.1.0' }),
  });

  test('a release is well when exactly it runs, and not when another one does', async () => {
    const { town, actions } = stage;
    let running = '3.1.0';
    await withService(
      () => running,
      async (url) => {
        settlePolicy(stage, { ...policy(url), '.github/workflows/verify.yml': verify('release') });
        const made = addRelease(town.world, town.repo, { tag: 'v3.1.0', author: town.person('ada') });
        const run = async () =>
          jobNamed(
            (await town.sandbox.execute(town.repo, { workflow: 'verify.yml', on: 'release', release: made, actions })).jobs,
            'verify',
          );
        const good = await run();
        expect(good.log).toContain('release v3.1.0');
        expect([good.conclusion, good.outputs['decision']]).toEqual(['success', 'go']);
        running = '3.0.9';
        const bad = await run();
        expect([bad.conclusion, bad.outputs['decision']]).toEqual(['failure', 'no-go']);
        expect(bad.summary).toContain('release v3.1.0');
      },
    );
  });

  test('a deployment is verified once it succeeded, at its own commit', async () => {
    const { town, actions } = stage;
    await withService(
      () => '3.1.0',
      async (url) => {
        const sha = settlePolicy(stage, { ...policy(url), '.github/workflows/verify.yml': verify('deployment_status') });
        const creator = town.person('ada');
        const deployment = addDeployment(town.world, town.repo, { sha, ref: 'main', creator });
        const at = async (state: string) => {
          const status = addDeploymentStatus(town.world, deployment, { state, creator });
          const executed = await town.sandbox.execute(town.repo, {
            workflow: 'verify.yml',
            on: 'deployment_status',
            status,
            actions,
          });
          return { job: jobNamed(executed.jobs, 'verify'), evidence: evidenceIn(executed.artifacts) };
        };
        const early = await at('in_progress');
        expect([early.job.conclusion, early.evidence]).toEqual(['failure', []]);
        expect(early.job.log).toContain('is in_progress');
        const done = await at('success');
        expect([done.job.conclusion, done.job.outputs['decision']]).toEqual(['success', 'go']);
        expect(done.evidence[0]?.document.head).toBe(sha);
      },
    );
  });
});
