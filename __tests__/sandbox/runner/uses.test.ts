import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { addRelease } from '../../../src/sandbox/state/releases.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { oneJob, openWorkshop } from './workshop.ts';

let shop: Awaited<ReturnType<typeof openWorkshop>>;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(async () => await shop.close());

test('artifacts go from one job to another, and stay', async () => {
  const done = await shop.run(`
on: push
jobs:
  make:
    runs-on: x
    steps:
      - run: mkdir -p out/deep && echo one > out/one.txt && echo two > out/deep/two.txt && echo no > out/.hidden && echo l > out/a.log
      - { id: up, uses: actions/upload-artifact@v4, with: { name: files, path: "out/\\n!out/*.log", retention-days: 1 } }
      - run: test -n "\${{ steps.up.outputs.artifact-digest }}"
      - { uses: actions/upload-artifact@v4, with: { name: one, path: out/one.txt } }
      - { uses: actions/upload-artifact@v4, with: { name: none, path: nothing/** } }
      - { uses: actions/upload-artifact@v4, continue-on-error: true, with: { name: none, path: nothing, if-no-files-found: error } }
      - { uses: actions/upload-artifact@v4, continue-on-error: true, with: { name: one, path: out/one.txt } }
  take:
    needs: make
    runs-on: x
    steps:
      - { uses: actions/download-artifact@v5, with: { name: files, path: got } }
      - { uses: actions/download-artifact@v5, with: { pattern: 'o*', path: all } }
      - run: find . -type f | sort | tr '\\n' ' '
      - { uses: actions/download-artifact@v5, with: { name: missing } }
`);
  expect(done.artifacts.map(({ name }) => name)).toEqual(['files', 'one']);
  const [make, take] = done.jobs;
  expect(make?.annotations.map(({ annotation_level: level, message }) => `${level}: ${message.slice(0, 40)}`)).toEqual([
    'warning: No files were found with the provided pa',
    'failure: No files were found with the provided pa',
    'failure: an artifact with this name already exist',
  ]);
  expect(take?.log).toContain('./all/one/one.txt ./got/deep/two.txt ./got/one.txt');
  expect(take?.log).toContain('Artifact not found for name: missing');
  expect(take?.conclusion).toBe('failure');
});

test('an action in a repository of the sandbox, in the one that is checked out, and one that is nowhere', async () => {
  const { world, acme, person } = shop;
  const tool = addRepo(world, { owner: acme.account, name: 'greet' });
  const files = {
    'action.yml': 'name: Greet\ninputs: { who: { default: you } }\nruns: { using: node24, main: main.mjs }\n',
    'main.mjs': 'console.log(`hello ${process.env.INPUT_WHO} from ${process.env.GITHUB_ACTION_REPOSITORY || "here"}`);',
  };
  const sha = commitFiles(world, tool, { author: person('ada'), message: 'x', branch: 'main', files });
  const yaml = oneJob(`
- uses: acme/greet@${sha}
  with: { who: max, strange: 1 }
- uses: actions/checkout@v5
- uses: ./tools/greet
- uses: ./none
`);
  const own = Object.fromEntries(Object.entries(files).map(([path, text]) => [`tools/greet/${path}`, text]));
  const [job] = (await shop.run(yaml, {}, own)).jobs;
  expect(job?.log).toContain('hello max from acme/greet');
  expect(job?.log).toContain("Unexpected input(s) 'strange', valid inputs are ['who']");
  expect(job?.log).toContain('hello you from here');
  expect(job?.log).toContain('there is no action.yml');
});

test('what the models do not know they say', async () => {
  const log = async (steps: string) => (await shop.run(oneJob(steps))).jobs[0]?.log;
  expect(await log('- uses: actions/checkout@v5\n  with: { submodules: true }')).toContain('does not know "submodules"');
  expect(await log('- uses: actions/setup-node@v4\n  with: { node-version: 18 }')).toContain('Node 24');
  expect(await log('- uses: actions/setup-node@v4\n  with: { node-version: 24.x }\n- run: node --version')).toContain(
    `\n${process.version}`,
  );
  expect(await log('- uses: actions/checkout@v5\n  with: { ref: none }')).toContain("'none' could not be found");
});

test('releases, started by hand with inputs', async () => {
  const { sandbox, repo, world, person } = shop;
  const yaml = (on: string) =>
    oneJob(
      '- run: echo "${{ github.event_name }} ${{ github.ref }} ${{ inputs.level }} ${{ github.event.release.tag_name }}"',
    ).replace('on: push', on);
  shop.write({
    '.github/workflows/r.yml': yaml('on: release'),
    '.github/workflows/d.yml': yaml('on: { workflow_dispatch: { inputs: { level: { default: low } } } }'),
  });
  const release = addRelease(world, repo, { tag: 'v1', author: person('max') });
  const released = await sandbox.execute(repo, { workflow: 'r.yml', on: 'release', release });
  expect(released.jobs[0]?.log).toContain('\nrelease refs/tags/v1  v1');
  const started = await sandbox.execute(repo, {
    workflow: 'd.yml',
    on: 'workflow_dispatch',
    sender: person('wil'),
    inputs: { level: 'high' },
  });
  expect(started.jobs[0]?.log).toContain('\nworkflow_dispatch refs/heads/main high');
  await expect(sandbox.execute(repo, { workflow: 'd.yml', on: 'workflow_dispatch', inputs: { none: 1 } })).rejects.toThrow(
    '"none" is no input',
  );
});
