import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Policy } from '../../../src/checklist/policy.ts';
import { createWorkflows } from '../../../src/reconcile/evidence/workflows.ts';
import { changeOf } from '../../../src/reconcile/pull/facts.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { type Bed, openBed } from '../bed.ts';
import { checklist, ciFile, ciPath, mixedFile } from './ci.ts';

const sha = '0123456789012345678901234567890123456789';
const calling = `on: pull_request
jobs:
  build: { uses: ./.github/workflows/build.yml }
  gonogo: { steps: [{ uses: acme/gonogo@${sha} }] }
`;
const files = {
  [ciPath]: ciFile,
  '.github/workflows/mixed.yml': mixedFile,
  '.github/workflows/calling.yml': calling,
  '.github/workflows/build.yml': 'jobs:\n  x: { steps: [{ uses: ./tools/build }] }\n',
  '.github/workflows/odd.yml': 'jobs: &a {}\nmore: *a\n',
  '.github/workflows/lost.yml': 'jobs:\n  x: { steps: [{ uses: ./not/there }] }\n',
  'tools/build/action.yaml': 'runs: { using: composite, steps: [{ uses: ./tools/deep }] }\n',
  'tools/build/run.sh': 'make\n',
  'tools/deep/action.yml': 'runs: { using: node24, main: index.js }\n',
  'tools/deep/index.js': '1\n',
  'src/app.ts': '1\n',
};

let bed: Bed;
let policy: Policy;
beforeAll(async () => {
  bed = await openBed({ checklist, files });
});
afterAll(() => bed.close());

let serial = 0;
/** How a workflow stands to a pull request that changes these files. */
async function standing(path: string, changes: Readonly<Record<string, string>>) {
  serial += 1;
  const pull = await bed.release(`b${serial}`, changes);
  const snapshot = await bed.platform.pull({ place: bed.place, number: pull.number, boards: [], checks: [] });
  const read = await bed.world.policies.at({ place: bed.place, commit: snapshot?.base.tip?.sha ?? '' });
  if (snapshot === undefined || read.is !== 'read') throw new Error('there is nothing to look at');
  ({ policy } = read);
  const change = await changeOf(bed.platform, snapshot);
  return { of: createWorkflows({ platform: bed.platform, snapshot, policy, change })(path), snapshot };
}

const calls = '.github/workflows/calling.yml';

describe('left alone', () => {
  test.each<[string, string, boolean]>([
    ['its job only brings reports', ciPath, true],
    ['its job does other things besides', '.github/workflows/mixed.yml', false],
    ['it puts others of the repository to use', calls, true],
  ])('%s', async (_what, path, isClean) => {
    const { of } = await standing(path, { 'src/app.ts': '2\n', '.github/workflows/unrelated.yml': 'jobs: {}\n' });
    expect(await of).toEqual({ touched: undefined, isThatOfBase: true, isClean });
  });
});

describe('touched', () => {
  test.each<[string, string, string]>([
    ['itself', ciPath, ciPath],
    ['a workflow that it calls', calls, '.github/workflows/build.yml'],
    ['an action that that one uses', calls, 'tools/build/action.yaml'],
    ['a file beside that action', calls, 'tools/build/run.sh'],
    ['an action that that action uses', calls, 'tools/deep/index.js'],
    ['the configuration', ciPath, '.github/gonogo.yml'],
    ['the checklist', ciPath, '.github/release.yml'],
    ['who owns what', ciPath, '.github/CODEOWNERS'],
    ['who owns what, where it would count from now on', ciPath, 'docs/CODEOWNERS'],
    ['by what others are pinned', ciPath, '.github/workflows/actions.lock'],
  ])('%s', async (_what, path, file) => {
    const { of } = await standing(path, { [file]: `${Reflect.get(files, file) ?? ''}# changed\n` });
    expect(await of).toMatchObject({ touched: `this pull request changes ${file}` });
  });
});

describe('what is not known is touched', () => {
  test.each([['.github/workflows/odd.yml'], ['.github/workflows/lost.yml'], ['.github/workflows/none.yml']])(
    '%s',
    async (path) => {
      const { of } = await standing(path, { 'src/app.ts': '3\n' });
      expect(await of).toEqual({
        touched: `what ${path} puts to use could not be read`,
        isThatOfBase: false,
        isClean: false,
      });
    },
  );

  test('where the change could not be established, or the base is gone', async () => {
    const { snapshot } = await standing(ciPath, { 'src/app.ts': '4\n' });
    const at = { platform: bed.platform, policy };
    const unknown = { touched: 'what this pull request changes could not be established', isClean: false };
    expect(await createWorkflows({ ...at, snapshot, change: null })(ciPath)).toMatchObject(unknown);
    const gone = { ...snapshot, base: { branch: 'main', tip: null, since: null } };
    expect(await createWorkflows({ ...at, snapshot: gone, change: { digest: '', paths: [], files: [] } })(ciPath)).toMatchObject(
      unknown,
    );
  });
});

test('where the base has another one by now, the branch has not that of the base, and what the new one uses counts too', async () => {
  const { snapshot } = await standing(ciPath, { 'src/app.ts': '5\n', 'tools/new/index.js': '1\n' });
  const more = { [ciPath]: `${ciFile}  extra: { steps: [{ uses: ./tools/new }] }\n`, 'tools/new/action.yml': 'runs: {}\n' };
  commitFiles(bed.sandbox.world, bed.repo, { author: bed.person('ada'), message: 'more', branch: 'main', files: more });
  const moved = await bed.platform.pull({ place: bed.place, number: snapshot.number, boards: [], checks: [] });
  if (moved === undefined) throw new Error('it is gone');
  const change = { digest: '', paths: ['src/app.ts', 'tools/new/index.js'] };
  const of = (paths: readonly string[]) =>
    createWorkflows({ platform: bed.platform, snapshot: moved, policy, change: { ...change, paths, files: [] } })(ciPath);
  // The action is not on the branch yet, but nothing of it is asked there.
  expect(await of(['src/app.ts'])).toEqual({ touched: undefined, isThatOfBase: false, isClean: true });
  expect(await of(change.paths)).toMatchObject({ touched: 'this pull request changes tools/new/index.js' });
});

test('an older action of the repository on the branch is not that of the base, though its workflow is', async () => {
  const { snapshot } = await standing(calls, { 'src/app.ts': '6\n' });
  const newer = { 'tools/deep/index.js': '2\n' };
  commitFiles(bed.sandbox.world, bed.repo, { author: bed.person('ada'), message: 'mend', branch: 'main', files: newer });
  const moved = await bed.platform.pull({ place: bed.place, number: snapshot.number, boards: [], checks: [] });
  if (moved === undefined) throw new Error('it is gone');
  const change = await changeOf(bed.platform, moved);
  const of = createWorkflows({ platform: bed.platform, snapshot: moved, policy, change })(calls);
  expect(await of).toMatchObject({ touched: undefined, isThatOfBase: false });
});

test('where the repository is itself the action, all that is changed changes it', async () => {
  const own = { '.github/workflows/own.yml': 'jobs:\n  x: { steps: [{ uses: ./ }] }\n', 'action.yml': 'runs: {}\n' };
  commitFiles(bed.sandbox.world, bed.repo, { author: bed.person('ada'), message: 'own', branch: 'main', files: own });
  const { of } = await standing('.github/workflows/own.yml', { 'index.js': '1\n' });
  expect(await of).toMatchObject({ touched: 'this pull request changes index.js' });
});
