import { afterEach, expect, test } from '@jest/globals';
import { problemOf } from '../../../src/sandbox/state/run-logs.ts';
import { attemptOf } from '../../../src/sandbox/state/runs.ts';
import { shippedFrom } from '../../../src/sandbox/state/shipped.ts';
import { oneJob, openWorkshop } from './workshop.ts';

let shop: Awaited<ReturnType<typeof openWorkshop>>;
afterEach(async () => await shop.close());

function runs() {
  return [...shippedFrom(shop.repo).workflowRuns.values()].map(
    (run) => `${run.event} ${run.workflow.path.split('/').at(-1)}: ${attemptOf(run).conclusion}`,
  );
}

test('a push and a pull request start what waits for them, and what a workflow does starts nothing', async () => {
  shop = await openWorkshop({ runWorkflows: { secrets: { KEY: 'k' } } });
  const tag = `curl -s -X POST -H "authorization: Bearer \${{ github.token }}" -d '{"ref":"refs/tags/v1","sha":"'$GITHUB_SHA'"}' "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/git/refs"`;
  shop.write({
    '.github/workflows/push.yml': oneJob(`- run: |\n    ${tag}`, 'permissions: { contents: write }'),
    '.github/workflows/pull.yml': oneJob('- run: test -n "${{ secrets.KEY }}"').replace(
      'on: push',
      'on: { pull_request: { branches: [main] } }',
    ),
    '.github/workflows/release.yml': oneJob('- run: "true"').replace('on: push', 'on: { push: { tags: ["v*"] } }'),
    '.github/workflows/broken.yml': 'on: push\njobs: {}\n',
  });
  await shop.sandbox.workflows.settled();
  expect(runs().toSorted()).toEqual(['push broken.yml: startup_failure', 'push push.yml: success']);
  expect(shop.repo.refs.has('refs/tags/v1')).toBe(true);
  const broken = [...shippedFrom(shop.repo).workflowRuns.values()].find((run) => run.workflow.path.includes('broken'));
  expect(broken && problemOf(broken)).toContain('has no jobs');
  await shop.sandbox.as('wil').push(shop.repo, 'feature', { 'x.txt': 'x\n' });
  await shop.sandbox.as('wil').open(shop.repo, { title: 'X', base: 'main', head: 'feature' });
  await shop.sandbox.workflows.settled();
  expect(runs()).toContain('pull_request pull.yml: success');
});

test('without the option nothing starts by itself', async () => {
  shop = await openWorkshop();
  shop.write({ '.github/workflows/push.yml': oneJob('- run: "true"') });
  await shop.sandbox.workflows.settled();
  expect(runs()).toEqual([]);
});
