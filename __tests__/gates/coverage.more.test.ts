import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { coverage } from '../../src/gates/coverage.ts';
import { judgeClaim } from '../../src/gates/engine/judge.ts';
import { collectAll } from '../../src/gates/engine/runner.ts';
import type { Static } from '../../src/gates/engine/schema.ts';
import { openWorkspace } from '../../src/gates/engine/workspace.ts';
import type { Json } from '../../src/ground/json.ts';
import { withFolder } from './folder.ts';

const record = (path: string, ...lines: readonly string[]) =>
  `SF:${path}\n${lines.map((line) => `DA:${line}\n`).join('')}end_of_record\n`;

async function judge(root: string, source: { readonly [key: string]: Json }, limits: Static<typeof coverage.limits>) {
  const use = { gate: 'coverage', source, limits: {} };
  const [claim] = await collectAll([use], { gateById: () => coverage, workspace: await openWorkspace(root) });
  return claim === undefined ? undefined : judgeClaim(coverage, claim, limits);
}

describe('source files that no report names', () => {
  const files = {
    'out/lcov.info': record('src/a.ts', '1,1', '2,1'),
    'src/a.ts': 'one\ntwo\n',
    'src/b.ts': 'one\n\n  two\nthree',
    'src/made.ts': 'x\n',
  };
  const source = { files: 'out/*', sources: ['src/**'], ignore: ['src/made.ts'] };

  test('count as not covered, line by line', async () => {
    await withFolder(files, async (root) => {
      expect(await judge(root, source, { lines: 41 })).toMatchObject({
        result: 'fail',
        findings: [{ id: 'lines', value: 40 }],
        remedy: expect.stringContaining('src/b.ts (in no report)'),
      });
      expect(await judge(root, source, { lines: 40 })).toMatchObject({
        result: 'pass',
        measured: expect.arrayContaining([{ metric: 'files in no report', value: 1 }]),
      });
    });
  });

  test('are below what every file must reach, and may be limited', async () => {
    await withFolder(files, async (root) => {
      expect(await judge(root, source, { files: { lines: 10 } })).toMatchObject({
        result: 'fail',
        findings: [{ id: 'absent', value: 1 }],
      });
      expect(await judge(root, source, { absent: 0 })).toMatchObject({ result: 'fail', findings: [{ id: 'absent' }] });
      expect(await judge(root, source, { absent: 1 })).toMatchObject({ result: 'pass' });
      expect(await judge(root, { files: 'out/*' }, { absent: 1 })).toMatchObject({ result: 'cannot-tell' });
    });
  });

  test('have branches that nobody counted', async () => {
    const withBranches = { ...files, 'out/lcov.info': 'SF:src/a.ts\nDA:1,1\nBRDA:1,0,0,1\nend_of_record\n' };
    await withFolder(withBranches, async (root) => {
      expect(await judge(root, source, { branches: 1 })).toMatchObject({
        result: 'cannot-tell',
        summary: expect.stringContaining('1 file in no report'),
      });
    });
  });
});

test('a part is held to its own number, and one that nobody named cannot be told', async () => {
  const files = {
    'lcov.info': record('src/core/a.ts', '1,1', '2,0') + record('src/x.ts', '1,1'),
    'src/core/a.ts': 'a',
    'src/x.ts': 'x',
  };
  await withFolder(files, async (root) => {
    const source = { files: 'lcov.info', groups: { core: ['src/core/**'] } };
    expect(await judge(root, source, { groups: { core: { lines: 51 } } })).toMatchObject({
      result: 'fail',
      findings: [{ id: 'group:core:lines' }],
    });
    expect(await judge(root, source, { groups: { core: { lines: 50 } } })).toMatchObject({ result: 'pass' });
    expect(await judge(root, source, { groups: { cor: { lines: 50 } } })).toMatchObject({ result: 'cannot-tell' });
  });
});

test('a base is compared with, and where there is none it cannot be told', async () => {
  const files = { 'now.info': record('a.ts', '1,1', '2,0'), 'base/was.info': record('a.ts', '1,1', '2,1', '3,0') };
  await withFolder(files, async (root) => {
    const source = { files: 'now.info', base: 'base/*' };
    expect(await judge(root, source, { drop: { lines: 16 } })).toMatchObject({
      result: 'fail',
      findings: [{ id: 'drop:lines' }],
    });
    expect(await judge(root, source, { drop: { lines: 17 } })).toMatchObject({ result: 'pass' });
    expect(await judge(root, source, { drop: { branches: 1 } })).toMatchObject({ result: 'cannot-tell' });
    expect(await judge(root, { files: 'now.info' }, { drop: { lines: 1 } })).toMatchObject({
      result: 'cannot-tell',
      remedy: expect.stringContaining('source.base'),
    });
  });
});

describe('lines that changed', () => {
  const before = { 'src/a.ts': '1\n2\n3\n', 'README.md': 'x\n', 'coverage/.gitignore': '*\n' };

  async function withChange(use: (root: string) => Promise<void>) {
    await withFolder(before, async (root) => {
      const git = (...words: string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false', ...words], { cwd: root });
      git('init', '-q', '-b', 'main');
      git('add', '.');
      git('commit', '-qm', 'before');
      git('checkout', '-qb', 'work');
      writeFileSync(join(root, 'src/a.ts'), '1\nnew\n2\nnewer\n3\n');
      writeFileSync(join(root, 'README.md'), 'y\n');
      git('commit', '-qam', 'after');
      writeFileSync(join(root, 'coverage/lcov.info'), record('src/a.ts', '1,1', '2,1', '3,0', '4,0', '5,0'));
      await use(root);
    });
  }
  const source = { files: 'coverage/lcov.info', since: 'main' };

  test('are counted apart, and named where no test runs them', async () => {
    await withChange(async (root) => {
      expect(await judge(root, source, { changed: { lines: 51 } })).toMatchObject({
        result: 'fail',
        summary: 'changed lines 50.00 % (at least 51 %) in 1 file',
        findings: [
          { id: 'changed', value: 50 },
          { id: 'changed:src/a.ts', file: 'src/a.ts', line: 4 },
        ],
        remedy: expect.stringContaining('src/a.ts: no test runs the changed lines 4'),
      });
      expect(await judge(root, source, { changed: { lines: 50 } })).toMatchObject({
        result: 'pass',
        measured: expect.arrayContaining([{ metric: 'changed files in no report', value: 1 }]),
      });
    });
  });

  test('cannot be told without saying since when, nor where there is no such commit', async () => {
    await withChange(async (root) => {
      expect(await judge(root, { files: 'coverage/lcov.info' }, { changed: { lines: 1 } })).toMatchObject({
        result: 'cannot-tell',
        remedy: expect.stringContaining('source.since'),
      });
      expect(await judge(root, { ...source, since: 'origin/main' }, { changed: { lines: 1 } })).toMatchObject({
        result: 'cannot-tell',
        remedy: expect.stringContaining('fetch-depth: 0'),
      });
    });
  });

  test('cannot be told from a summary', async () => {
    await withChange(async (root) => {
      const lines = { lines: { covered: 1, total: 1, pct: 100 } };
      writeFileSync(join(root, 'coverage/lcov.info'), JSON.stringify({ total: lines, 'src/a.ts': lines }));
      expect(await judge(root, source, { changed: { lines: 1 } })).toMatchObject({
        result: 'cannot-tell',
        summary: expect.stringContaining('a summary says nothing of the lines'),
      });
    });
  });
});
