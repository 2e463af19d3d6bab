import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { runStep } from '../../../src/doors/action/run.ts';
import { folder, git, removeFolders, write } from '../child.ts';
import { fakeIo } from '../fake-io.ts';
import { hear } from './hear.ts';
import { type Env, pullEvent, report, shop, told } from './shop.ts';

afterAll(removeFolders);

interface Wish {
  readonly env?: Env;
  readonly signal?: AbortSignal;
  readonly summary?: () => Promise<void>;
}

async function run(env: Env, { signal, summary = async () => {} }: Omit<Wish, 'env'> = {}) {
  const io = fakeIo({ env: { NO_COLOR: '1', ...env }, ...(signal && { signal }) });
  const outputs: { [name: string]: string } = {};
  const code = await runStep(io, async () => ({
    output: (name, value) => {
      outputs[name] = value;
    },
    summary,
  }));
  return { code, out: io.out(), heard: hear(io.out()), outputs };
}

/** A release pull request with a report in which so many of ten lines are covered; 80 % are asked for. */
function job(lines: number | undefined, env: Env = {}): Env & { readonly root: string } {
  const here = shop();
  const event = told(pullEvent(here));
  if (lines !== undefined) report(here.root, lines);
  return { ...event, GITHUB_WORKSPACE: here.root, INPUT_UPLOAD: 'false', ...env, root: here.root };
}

describe('a check of a pull request', () => {
  test('that is well', async () => {
    const { code, out, outputs, heard } = await run(job(9));
    expect(out).toMatch(
      /^::stop-commands::\S+\nGonogo check: pull request #3 at [0-9a-f]{12}\nPolicy: the tip of main \([0-9a-f]{12}\) · 1 gate\n/,
    );
    expect(outputs).toMatchObject({ decision: 'go', required: '1', done: '1', attested: 'false' });
    expect(heard.filter(({ command }) => command === 'error')).toEqual([]);
    expect(code).toBe(0);
  });

  test('whose evidence fails', async () => {
    const { code, outputs, heard } = await run(job(7));
    expect(outputs).toMatchObject({ decision: 'no-go', failed: '1' });
    expect(heard.filter(({ command }) => command === 'error')).toHaveLength(1);
    expect(code).toBe(1);
  });

  test('the runner takes commands again when it is over', async () => {
    const { heard } = await run(job(9));
    const last = heard.findLast(({ command }) => command === 'stop-commands' || command === 'resume');
    expect(last?.command).toBe('resume');
  });
});

describe('what fails the step', () => {
  test.each([
    [7, 'never', 0],
    [undefined, 'cannot-tell', 1],
    [undefined, 'failed', 0],
  ])('%s of ten lines, fail-on: %s', async (lines, failOn, code) => {
    expect((await run(job(lines, { 'INPUT_FAIL-ON': failOn }))).code).toBe(code);
  });

  test.each([
    ['an input that is not known', { INPUT_FAIL_ON: 'never' }, /there is no input fail_on/],
    ['an event that nothing is judged on', { GITHUB_EVENT_NAME: 'pull_request_target' }, /pull_request_target is no event/],
    ['an event that cannot be read', { GITHUB_EVENT_PATH: 'none.json' }, /the event of this run cannot be read/],
    ['no workflow', { GITHUB_RUN_ID: '' }, /GITHUB_RUN_ID is not set/],
    ['no folder', { 'INPUT_WORKING-DIRECTORY': 'none' }, /the working-directory "none" is not there/],
    ['a gate that is not known', { INPUT_GATES: 'covrage' }, /the input gates names "covrage"/],
    ['nothing that was released', { INPUT_COMMAND: 'verify' }, /nothing here says what was released/],
    ['evidence that nobody takes', { INPUT_UPLOAD: 'true' }, /names no service that keeps artifacts/],
  ])('%s, whatever fail-on says', async (_, env, said) => {
    const { code, out, heard } = await run(job(9, { 'INPUT_FAIL-ON': 'never', ...env }));
    expect(out).toMatch(said);
    expect(heard).toContainEqual(expect.objectContaining({ command: 'error', data: expect.stringMatching(said) }));
    expect(code).toBe(1);
  });

  test('a policy that is broken, with all that is wrong with it', async () => {
    const { root, base, head } = shop({
      '.github/gonogo.yml': 'version: 1\nchecklist: .github/release.yml\nsolo: maybe\nx: 1\n',
    });
    const { code, out, heard } = await run({
      ...told(pullEvent({ base, head })),
      GITHUB_WORKSPACE: root,
      'INPUT_FAIL-ON': 'never',
    });
    const errors = heard.filter(({ command }) => command === 'error');
    expect(errors.map(({ properties: { file, line } }) => `${file}:${line}`)).toEqual([
      '.github/gonogo.yml:4',
      '.github/gonogo.yml:3',
    ]);
    expect(out).toContain('CANNOT TELL');
    expect(code).toBe(1);
  });

  test('a runner that takes no outputs', async () => {
    const { code, heard, out } = await run(job(9), { summary: () => Promise.reject(new Error('no room\n::warning::x')) });
    expect(heard.at(-1)).toMatchObject({
      command: 'error',
      data: expect.stringContaining('the runner does not take outputs or summary: no room'),
    });
    expect(out).toContain('GO');
    expect(code).toBe(1);
  });
});

test('a run that is cancelled judges nothing', async () => {
  const stop = new AbortController();
  const running = run(job(9), { signal: stop.signal });
  stop.abort();
  const { code, out, outputs } = await running;
  expect(out).toContain('The run was cancelled: nothing was judged.');
  expect(outputs).toEqual({});
  expect(code).toBe(1);
});

test('what is secret is hidden before anything is said', async () => {
  const { heard } = await run(
    job(9, { INPUT_TOKEN: '', GONOGO_SECRET_API_KEY: 'a secret that is long', GONOGO_SECRET_B: 'short' }),
  );
  expect(heard[0]).toEqual({ command: 'add-mask', properties: {}, data: 'a secret that is long' });
  expect(heard.filter(({ command }) => command === 'add-mask')).toHaveLength(1);
});

test('git that is not there is said, where it matters', async () => {
  const { code, out } = await run(job(9, { PATH: folder() }));
  expect(out).toMatch(/is neither in the checkout \(git is not installed\) nor given by GitHub/);
  expect(code).toBe(1);
});

test('in a folder of the repository, what is found is shown where it is in the repository', async () => {
  const { root, base } = shop({
    '.github/gonogo.yml': 'version: 1\nchecklist: .github/release.yml\n',
    '.github/release.yml':
      'format: gonogo/checklist/1\ntitle: R\nsections:\n  - title: Q\n    items:\n      - { id: tests, title: Tests pass, gate: static-analysis, source: { files: lint.sarif }, limits: { high: 0 } }\n',
    'services/api/a.ts': '1\n',
  });
  const head = git(root, 'rev-parse', 'HEAD');
  const env = told(pullEvent({ head, base }));
  write(root, {
    'services/api/lint.sarif': JSON.stringify({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'Lint', rules: [{ id: 'bad' }] } },
          results: [
            {
              ruleId: 'bad',
              level: 'error',
              message: { text: '\n::error::evil' },
              locations: [{ physicalLocation: { artifactLocation: { uri: 'a.ts' }, region: { startLine: 1 } } }],
            },
          ],
        },
      ],
    }),
  });
  const { heard, outputs } = await run({
    ...env,
    GITHUB_WORKSPACE: root,
    INPUT_UPLOAD: 'false',
    'INPUT_WORKING-DIRECTORY': join('services', 'api'),
  });
  expect(outputs).toMatchObject({ decision: 'no-go' });
  expect(heard.filter(({ command }) => command === 'error')).toMatchObject([
    { properties: { file: 'services/api/a.ts', line: '1' } },
  ]);
});
