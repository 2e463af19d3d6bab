import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Workspace } from '../../../src/gates/engine/contract.ts';
import { openWorkspace } from '../../../src/gates/engine/workspace.ts';
import { findReports } from '../../../src/gates/reports/find.ts';
import { withFolder } from '../folder.ts';
import { problemsOf } from '../problems.ts';

const files = { 'a/one.info': 'x', 'b/two.info': 'x' };
const howToMake = 'Run the tests';
const withWorkspace = (use: (workspace: Workspace) => Promise<void>, runStartedAt?: number) =>
  withFolder(files, async (root) => use(await openWorkspace(root, runStartedAt === undefined ? {} : { runStartedAt })));

test('what matches and is of this run is found', async () => {
  await withWorkspace(async (workspace) => {
    expect(await findReports(workspace, { files: ['*/*.info'], howToMake })).toEqual(['a/one.info', 'b/two.info']);
    expect(await findReports(workspace, { files: 'b/*', howToMake })).toEqual(['b/two.info']);
  }, Date.now());
});

test('that nothing matches is a problem with a way out', async () => {
  await withWorkspace(async (workspace) => {
    expect(await problemsOf(() => findReports(workspace, { files: ['c/*', 'd'], howToMake }))).toMatchObject([
      { code: 'report.none', message: 'No file matches c/*, d.', remedy: 'Run the tests, or correct the path.' },
    ]);
  });
});

test('that one of several matches nothing is a problem too: what the others say is not all', async () => {
  await withWorkspace(async (workspace) => {
    expect(await problemsOf(() => findReports(workspace, { files: ['a/*', 'e2e/*.info', '!b/**'], howToMake }))).toMatchObject([
      { code: 'report.none', message: 'No file matches e2e/*.info.' },
    ]);
    expect(await problemsOf(() => findReports(workspace, { files: ['a/*', 'b/*', '!b/**'], howToMake }))).toMatchObject([
      { code: 'report.none', message: 'No file matches b/*.' },
    ]);
    expect(await findReports(workspace, { files: ['./a/*', './b/two.info', '!./c/**'], howToMake })).toHaveLength(2);
  });
});

test('a committed report proves nothing', async () => {
  await withWorkspace(async (workspace) => {
    const committed = { ...workspace, tracked: (paths: readonly string[]) => Promise.resolve(paths.slice(0, 1)) };
    const [problem] = await problemsOf(() => findReports(committed, { files: '**', howToMake }));
    expect(problem).toMatchObject({ code: 'report.tracked', remedy: expect.stringContaining('git rm --cached') });
    expect(problem?.message).toMatch(/^a\/one\.info is committed/);
  });
});

test('a report that is older than the run is somebody else’s', async () => {
  const started = Date.now();
  await withWorkspace(async (workspace) => {
    const yesterday = started / 1000 - 86_400;
    utimesSync(join(workspace.root, 'a/one.info'), yesterday, yesterday);
    expect(await findReports(workspace, { files: 'b/*', howToMake })).toEqual(['b/two.info']);
    expect(await problemsOf(() => findReports(workspace, { files: '**', howToMake }))).toMatchObject([
      { code: 'report.old', message: 'a/one.info is older than this run.', remedy: expect.stringContaining('same workflow run') },
    ]);
    utimesSync(join(workspace.root, 'b/two.info'), yesterday, yesterday);
    const [problem] = await problemsOf(() => findReports(workspace, { files: '**', howToMake }));
    expect(problem?.message).toBe('a/one.info and 1 more are older than this run.');
  }, started);
});

test('where there is no run, age says nothing', async () => {
  await withWorkspace(async (workspace) => {
    utimesSync(join(workspace.root, 'a/one.info'), 1, 1);
    expect(await findReports(workspace, { files: 'a/*', howToMake })).toEqual(['a/one.info']);
  });
});
