import { expect, test } from '@jest/globals';
import { show } from '../../../src/sandbox/page/html.ts';
import { runPage } from '../../../src/sandbox/page/runs.ts';
import { updateCheckRun } from '../../../src/sandbox/state/checks.ts';
import { logOf, noteProblem } from '../../../src/sandbox/state/run-logs.ts';
import { finishJob, startJob, startRun } from '../../../src/sandbox/state/runs.ts';
import { town } from '../town.ts';
import { dangers, viewAs } from './visit.ts';

test('logs, annotations, summaries and what stood in the way are shown, and nothing in them is markup of the page', () => {
  const { world, repo, person } = town();
  const path = '.github/workflows/ci.yml';
  const run = startRun(world, repo, { event: 'push', actor: person('wil'), path, jobs: [{ name: 'test' }] });
  const [job] = run.attempts[0]?.jobs ?? [];
  if (!job) throw new Error('It has a job.');
  startJob(world, job);
  logOf(job).lines.set(1, ['##[group]Run <b>', 'plain <script>', '##[endgroup]', '##[error]bad <i>', '\u001b[31mred\u001b[0m']);
  logOf(job).lines.set(
    2,
    Array.from({ length: 2500 }, (_, at) => `line ${at}`),
  );
  logOf(job).summaries.set(1, '## Coverage\n\n<script>alert(1)</script>');
  const annotations = ['notice', 'failure'].map((level) => ({
    path: level === 'failure' ? 'src/a.ts' : '.github',
    start_line: 7,
    end_line: 7,
    annotation_level: level,
    message: `${level} <u>`,
    title: 'T',
  }));
  updateCheckRun(world, job.check, { app: job.check.suite.app, output: { annotations } });
  const steps = [
    { name: 'one', conclusion: 'failure' },
    { name: 'two', conclusion: 'success' },
    { name: 'three', conclusion: 'skipped' },
  ];
  finishJob(world, job, { conclusion: 'failure', steps });
  noteProblem(run, 'jobs: there is <no> job');
  const shown = show(runPage(viewAs(world, 'wil'), run));
  for (const words of [
    '<span class="group">Run &lt;b&gt;</span>',
    'plain &lt;script&gt;',
    '<span class="bad">Error: bad &lt;i&gt;</span>',
    '\nred\n',
    '500 lines before these',
    'line 2499',
    'mark skipped',
    '2 annotations',
    'src/a.ts:7',
    '<h2>Coverage</h2>',
    'jobs: there is &lt;no&gt; job',
  ])
    expect(shown).toContain(words);
  expect(shown).not.toContain('line 499\n');
  expect(shown).not.toContain('endgroup');
  expect(shown.indexOf('failure &lt;u&gt;')).toBeLessThan(shown.indexOf('notice &lt;u&gt;'));
  expect(dangers(shown)).toEqual([]);
});
