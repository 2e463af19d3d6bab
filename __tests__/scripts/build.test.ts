import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { filesIn } from '../../scripts/compare.ts';
import { root } from '../house/sources.ts';

function build(...args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, 'scripts/build.ts'), ...args], { encoding: 'utf8' });
  return { stdout, stderr, status };
}

test('builds the same bytes in two places', () => {
  const { stdout, stderr, status } = build('--verify');
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(stdout).toMatch(/The same to the byte when built elsewhere/);
});

test('builds where it is told to', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'gonogo-build-test-'));
  try {
    expect(build('--to', scratch)).toMatchObject({ stderr: '', status: 0 });
    expect(filesIn(scratch)).toEqual(
      expect.arrayContaining(['action/LICENSES.txt', 'action/main.mjs', 'cli/LICENSES.txt', 'cli/gonogo.js', 'cli/main.mjs']),
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});

test.each([[['--verify', 'x']], [['--to']], [['--to', 'a', 'b']], [['x']], [['']]])('refuses %j', (args) => {
  expect(build(...args)).toEqual({ stdout: '', stderr: 'Usage: npm run build [-- --verify | -- --to FOLDER]\n', status: 64 });
});
