import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { protect } from '../../../src/sandbox/state/environments.ts';
import { reviewDeployments, waitingIn } from '../../../src/sandbox/state/protection.ts';
import { openPull } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { cancelRun, rerun } from '../../../src/sandbox/state/reruns.ts';
import { ends, oneJob, openWorkshop } from './workshop.ts';

let shop: Awaited<ReturnType<typeof openWorkshop>>;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(async () => await shop.close());

test('a program sees what a runner tells it, and nothing else of this machine', async () => {
  process.env['SECRET_OF_THIS_MACHINE'] = 'yes';
  const done = await shop.run(oneJob('- run: env | cut -d= -f1 | sort | tr "\\n" " "'));
  delete process.env['SECRET_OF_THIS_MACHINE'];
  const names = (done.jobs[0]?.steps[1]?.log.split('\n').at(-1) ?? '').trim().split(' ');
  expect(names).toEqual(
    expect.arrayContaining(
      [
        ...'ACTION ACTIONS ACTOR ACTOR_ID API_URL BASE_REF ENV EVENT_NAME EVENT_PATH GRAPHQL_URL HEAD_REF JOB OUTPUT PATH REF'.split(
          ' ',
        ),
        ...'REF_NAME REF_TYPE REPOSITORY REPOSITORY_ID REPOSITORY_OWNER RUN_ATTEMPT RUN_ID RUN_NUMBER SERVER_URL SHA STATE'.split(
          ' ',
        ),
        ...'STEP_SUMMARY TRIGGERING_ACTOR WORKFLOW WORKFLOW_REF WORKFLOW_SHA WORKSPACE'.split(' '),
      ].map((name) => `GITHUB_${name}`),
    ),
  );
  for (const name of ['CI', 'HOME', 'RUNNER_OS', 'RUNNER_TEMP', 'RUNNER_TOOL_CACHE', 'RUNNER_WORKSPACE'])
    expect(names).toContain(name);
  for (const name of names) expect(name).not.toMatch(/^ACTIONS_|SECRET_OF_THIS_MACHINE|NODE_OPTIONS|JEST/);
});

test('the event is what Apps were told, and its commit is the one that is checked out', async () => {
  const yaml = oneJob(`
- uses: actions/checkout@v5
  with: { fetch-depth: 0, path: code }
- run: |
    cp "$GITHUB_EVENT_PATH" "$RUNNER_TEMP/../../event.json"
    cd code && git fsck --strict && git rev-parse HEAD && git log --oneline | wc -l && git branch --show-current
- run: test "$(git -C code rev-parse HEAD)" = "\${{ github.sha }}" && test "\${{ github.event.after }}" = "\${{ github.sha }}"
`);
  const done = await shop.run(yaml, { keep: true });
  expect(done.conclusion).toBe('success');
  const event = JSON.parse(readFileSync(join(done.folders[0] ?? '', 'event.json'), 'utf8'));
  expect(event).toMatchObject({ ref: 'refs/heads/main', repository: { full_name: 'acme/shop' }, sender: { login: 'wil' } });
  expect(event.installation).toBeUndefined();
  expect(done.jobs[0]?.log).toContain('\nmain');
});

test('secrets are hidden in logs, annotations and summaries, also those that a step names, line by line', async () => {
  const yaml = oneJob(`
- run: |
    echo "it is \${{ secrets.KEY }} and \${{ github.token }}"
    echo "::add-mask::one%0Atwo"
    echo "one then two"
    echo "::error::\${{ secrets.KEY }}"
    echo "\${{ secrets.KEY }}" >> "$GITHUB_STEP_SUMMARY"
- run: echo "k=\${{ secrets.KEY }}" >> "$GITHUB_OUTPUT"
  id: s
`).replace('    runs-on', '    outputs: { k: "${{ steps.s.outputs.k }}", plain: "1" }\n    runs-on');
  const [job] = (await shop.run(yaml, { secrets: { KEY: 'hush-hush' } })).jobs;
  expect(job?.log).toContain('it is *** and ***\n*** then ***\n##[error]***');
  expect(JSON.stringify([job?.log, job?.annotations, job?.summary])).not.toMatch(/hush|ghs_/);
  expect(job?.summary).toBe('***\n');
  expect(job?.outputs).toEqual({ plain: '1' });
});

test('a step that takes too long is ended with all that it started', async () => {
  const before = performance.now();
  const yaml = oneJob(`
- run: (sleep 30; echo late > "$RUNNER_TEMP/late") & sleep 30
  timeout-minutes: 0.003
- if: always()
  run: echo goes on
`);
  const done = await shop.run(yaml);
  expect(performance.now() - before).toBeLessThan(15_000);
  expect(done.jobs[0]?.steps.map(({ conclusion }) => conclusion)).toEqual(['success', 'failure', 'success', 'success']);
  expect(done.jobs[0]?.annotations[0]?.message).toContain('has timed out after 0.003 minutes');
  const whole = await shop.run(oneJob('- run: sleep 30').replace('    runs-on', '    timeout-minutes: 0.003\n    runs-on'));
  expect(ends(whole)).toEqual({ a: 'cancelled' });
  expect(whole.conclusion).toBe('cancelled');
});

test('who cancels a run ends its programs', async () => {
  shop.write({ '.github/workflows/w.yml': oneJob('- run: sleep 60\n- run: echo never') });
  const done = shop.sandbox.execute(shop.repo, { workflow: 'w.yml', on: 'push' });
  await sleep(300);
  const [run] = [...shop.world.suites.values()].slice(-1);
  const { shippedFrom } = await import('../../../src/sandbox/state/shipped.ts');
  const last = [...shippedFrom(shop.repo).workflowRuns.values()].at(-1);
  if (!run || !last) throw new Error('It runs.');
  cancelRun(shop.world, last);
  const executed = await done;
  expect(executed.conclusion).toBe('cancelled');
  expect(executed.jobs[0]?.steps[1]?.conclusion).toBe('cancelled');
  expect(executed.jobs[0]?.log).not.toContain('never\n');
});

test('run again, the failed jobs and what stands on them; what went well is kept', async () => {
  const yaml = `
on: push
jobs:
  good: { runs-on: x, outputs: { v: '\${{ steps.s.outputs.v }}' }, steps: [{ id: s, run: 'echo v=kept >> "$GITHUB_OUTPUT"' }] }
  flaky: { needs: good, runs-on: x, steps: [{ run: 'test "$GITHUB_RUN_ATTEMPT" = 2 && echo "\${{ needs.good.outputs.v }}"' }] }
  after: { needs: flaky, runs-on: x, steps: [{ run: 'true' }] }
`;
  const first = await shop.run(yaml);
  expect(ends(first)).toEqual({ good: 'success', flaky: 'failure', after: 'skipped' });
  rerun(shop.world, first.run, { by: shop.person('max'), jobs: 'failed' });
  const second = await shop.sandbox.workflows.done(first.run);
  expect(ends(second)).toEqual({ good: 'success', flaky: 'success', after: 'success' });
  expect(second.conclusion).toBe('success');
  expect(second.jobs.find(({ name }) => name === 'flaky')?.log).toContain('\nkept');
  expect(second.jobs.find(({ name }) => name === 'good')?.job.attempt).toBe(1);
});

test('a fork reads, sees no secrets and may not say who it is', async () => {
  const { world, repo, person } = shop;
  const fork = addRepo(world, { owner: person('rea'), name: 'shop', parent: repo });
  const yaml = `
on: pull_request
permissions: { contents: write, id-token: write }
jobs:
  a:
    runs-on: x
    steps:
      - run: |
          echo "secret [\${{ secrets.KEY }}] identity [$ACTIONS_ID_TOKEN_REQUEST_URL]"
          curl -s -o /dev/null -w "%{http_code}" -X POST -H "authorization: Bearer \${{ github.token }}" -d '{"tag_name":"v9","target_commitish":"main"}' "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/releases"
`;
  commitFiles(world, fork, { author: person('rea'), message: 'm', branch: 'mine', files: { '.github/workflows/w.yml': yaml } });
  const pull = openPull(world, repo, { title: 'Mine', author: person('rea'), base: 'main', head: { repo: fork, ref: 'mine' } });
  const done = await shop.sandbox.execute(repo, { workflow: 'w.yml', on: 'pull_request', pull, secrets: { KEY: 'k' } });
  expect(done.jobs[0]?.log).toContain('secret [] identity []\n403');
});

test('an environment that is protected lets its job wait for somebody', async () => {
  const { world, repo, person } = shop;
  protect(world, repo, { name: 'live', reviewers: [{ type: 'User', reviewer: person('max') }] });
  shop.write({
    '.github/workflows/w.yml': oneJob('- run: echo live').replace('    runs-on', '    environment: live\n    runs-on'),
  });
  const done = shop.sandbox.execute(repo, { workflow: 'w.yml', on: 'push', sender: person('wil') });
  await sleep(50);
  const [waiting] = waitingIn(world, repo);
  if (!waiting) throw new Error('It waits.');
  reviewDeployments(world, waiting.passage.run, {
    environments: [waiting.passage.environment.id],
    state: 'approved',
    comment: '',
    by: person('max'),
  });
  const executed = await done;
  expect(ends(executed)).toEqual({ a: 'success' });
  expect(executed.jobs[0]?.job.deployment?.statuses.map(({ state }) => state).at(-1)).toBe('success');
});

test('the folder of a job goes with it', async () => {
  const done = await shop.run(oneJob('- run: echo "root $RUNNER_TEMP"'));
  const temp = /^root (?<temp>\/.+)$/m.exec(done.jobs[0]?.log ?? '')?.groups?.['temp'] ?? '';
  expect(temp).not.toBe('');
  expect(existsSync(temp)).toBe(false);
});
