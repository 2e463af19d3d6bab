// What was brought out before, and what waits to be.
import { startDeploy } from '../state/deploy-runs.ts';
import { protect } from '../state/environments.ts';
import type { PullRequest } from '../state/model.ts';
import { addRelease } from '../state/releases.ts';
import { finishJob, startJob, startRun } from '../state/runs.ts';
import type { Account } from '../state/who.ts';
import type { World } from '../state/world.ts';

const notes = '## Fixed\n\n- Tickets for children\n\n> [!NOTE]\n> Needs no migration.\n';

/** An older release, the run of the tests of this one, and a deployment that a reviewer has to let in. */
export function ship(world: World, release: PullRequest, { author, reviewer }: { author: Account; reviewer: Account }): void {
  const { repo, pull } = release;
  addRelease(world, repo, { tag: 'v2.3.0', name: '2.3.0', body: notes, author });
  addRelease(world, repo, { tag: 'v2.4.0', name: '2.4.0', body: 'To come.', draft: true, author });
  const run = startRun(world, repo, {
    event: 'pull_request',
    actor: author,
    path: '.github/workflows/tests.yml',
    name: 'Tests',
    title: release.title,
    sha: pull.headSha,
    branch: pull.head.ref,
    jobs: [{ name: 'lint' }],
  });
  for (const job of run.attempts[0]?.jobs ?? []) {
    startJob(world, job);
    const steps = ['Check out', 'npm ci', 'npm run lint'].map((name) => ({ name, conclusion: 'success' }));
    finishJob(world, job, { conclusion: 'success', steps });
  }
  protect(world, repo, { name: 'production', reviewers: [{ type: 'User', reviewer }], preventSelfReview: true });
  startDeploy(world, repo, { environments: ['staging', 'production'], by: author });
}
