import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '../house/sources.ts';

test('shows a recorded release and this repository, and ends well whatever they answer', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, 'scripts/start.mjs')], { encoding: 'utf8' });
  expect({ status, stderr: stderr.includes('    at ') }).toEqual({ status: 0, stderr: false });
  expect(stdout).toMatch(
    /gonogo replay [\s\S]*\n(?:GO|WAITING|NO-GO|CANNOT TELL)\b[\s\S]*gonogo check\n[\s\S]*\n(?:GO|WAITING|NO-GO|CANNOT TELL)\b/,
  );
  expect(stdout).toContain('Next: npm run -s gonogo -- --help');
});
