import { expect, test } from '@jest/globals';
import { show } from '../../../src/sandbox/page/html.ts';
import { runList, runPage } from '../../../src/sandbox/page/runs.ts';
import { uploadArtifact } from '../../../src/sandbox/state/artifacts.ts';
import { finishJob, startJob, startRun } from '../../../src/sandbox/state/runs.ts';
import { town } from '../town.ts';
import { dangers, viewAs } from './visit.ts';

test('a run from its start to its end, with its jobs, steps and artifacts', () => {
  const { world, repo, person } = town();
  expect(show(runList(viewAs(world, 'rea'), repo))).toContain('No workflow has run.');
  const path = '.github/workflows/ci.yml';
  const run = startRun(world, repo, {
    event: 'pull_request',
    actor: person('wil'),
    path,
    title: 'Add <b>',
    jobs: [{ name: 'test' }],
  });
  const [job] = run.attempts[0]?.jobs ?? [];
  if (!job) throw new Error('It has a job.');
  expect(show(runPage(viewAs(world, 'wil'), run))).toContain('Cancel');
  startJob(world, job);
  uploadArtifact(world, run, { name: 'evidence', files: { 'evidence.json': '{}' } });
  finishJob(world, job, { conclusion: 'failure', steps: [{ name: 'npm <test>', conclusion: 'failure' }] });
  const shown = show(runPage(viewAs(world, 'wil'), run));
  for (const words of ['1 job', '1 step', 'npm &lt;test&gt;', '1 artifact', 'evidence', 'Re-run failed jobs', 'Add &lt;b&gt;'])
    expect(shown).toContain(words);
  expect(dangers(shown)).toEqual([]);
  const list = show(runList(viewAs(world, 'rea'), repo));
  expect(list).toContain('pull request on main');
  expect(show(runPage(viewAs(world, 'rea'), run))).toContain('rea has the role read and needs write.');
});
