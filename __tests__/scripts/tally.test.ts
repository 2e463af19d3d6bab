import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { root } from '../house/sources.ts';

const scratch = mkdtempSync(join(tmpdir(), 'gonogo-tally-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const good = { numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0, numPendingTests: 2, success: true };

function tally(text: string, exitCode: string): string {
  const file = join(scratch, 'result.json');
  writeFileSync(file, text);
  return spawnSync(process.execPath, [join(root, 'scripts/tally.mjs'), file, exitCode], { encoding: 'utf8' }).stdout;
}

test.each([
  ['skipped tests count as neither', good, '0', '7 0'],
  ['failed tests count', { ...good, numFailedTests: 2, success: false }, '1', '7 2'],
  ['a suite that did not run is a failure', { ...good, numRuntimeErrorTestSuites: 1, success: false }, '1', '7 1'],
  ['both are added', { ...good, numFailedTests: 2, numRuntimeErrorTestSuites: 1, success: false }, '1', '7 3'],
  ['an exit code is a failure although no test failed', good, '134', '7 1'],
  ['a run that calls itself no success is a failure', { ...good, success: false }, '0', '7 1'],
  ['no test proves nothing', { ...good, numPassedTests: 0 }, '0', '0 1'],
  ['numbers that are none are a failure', { ...good, numFailedTests: 'none' }, '0', '0 1'],
  ['nothing is a failure', null, '0', '0 1'],
])('%s', (_, result, exitCode, expected) => {
  expect(tally(JSON.stringify(result), exitCode)).toBe(`${expected}\n`);
});

test.each(['', '{', '[]'])('a result that reads %j is a failure', (text) => {
  expect(tally(text, '0')).toBe('0 1\n');
});

test('a result that is not there is a failure', () => {
  const { stdout } = spawnSync(process.execPath, [join(root, 'scripts/tally.mjs')], { encoding: 'utf8' });
  expect(stdout).toBe('0 1\n');
});
