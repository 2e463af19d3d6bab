import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openCommandFiles, pairsIn } from '../../../src/sandbox/runner/command-files.ts';
import { createMasks } from '../../../src/sandbox/runner/masks.ts';
import { listenTo } from '../../../src/sandbox/runner/step-output.ts';

test.each<[string, unknown]>([
  [
    'a=1\nb=x=y\n',
    [
      ['a', '1'],
      ['b', 'x=y'],
    ],
  ],
  [
    'a<<END\none\n\ntwo=2\nEND\nb=\n',
    [
      ['a', 'one\n\ntwo=2'],
      ['b', ''],
    ],
  ],
  ['a=x<<y\n', [['a', 'x<<y']]],
  ['a<<END\nnever', "Invalid value. Matching delimiter not found 'END'"],
  ['nothing', "Invalid format 'nothing'"],
  ['=x', "Invalid format '=x'. Name must not be empty"],
])('%j', (text, pairs) => {
  expect(pairsIn(text)).toEqual(pairs);
});

function read(files: Record<string, string>) {
  const temp = mkdtempSync(join(tmpdir(), 'files-'));
  const opened = openCommandFiles(temp, '1');
  for (const [name, text] of Object.entries(files)) writeFileSync(opened.env[name] ?? '', text);
  const output = listenTo({ masks: createMasks(), lines: [], debug: false, workspace: temp });
  const written = opened.read(output);
  rmSync(temp, { recursive: true, force: true });
  return { ...written, lines: output.lines, outputs: output.outputs };
}

test('what may not be set is not, and it is said', () => {
  const { env, lines, failed } = read({ GITHUB_ENV: 'NODE_OPTIONS=--x\nGITHUB_SHA=1\nFINE=1\n' });
  expect([...env]).toEqual([['FINE', '1']]);
  expect(lines).toEqual(["##[error]Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command."]);
  expect(failed).toBe(false);
});

test('a file that nobody understands fails its step; too long a summary is left out', () => {
  const { failed, lines, summary } = read({ GITHUB_OUTPUT: 'what', GITHUB_STEP_SUMMARY: 'x'.repeat(1024 * 1024 + 1) });
  expect(failed).toBe(true);
  expect(summary).toBe('');
  expect(lines.join('\n')).toContain('supports content up to a size of 1024k, got 1025k');
  expect(read({ GITHUB_PATH: '/a\n/b\n', GITHUB_STEP_SUMMARY: 'short' })).toMatchObject({ path: ['/a', '/b'], summary: 'short' });
});
