import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { loadToolkit } from '../../../src/doors/action/toolkit.ts';
import { folder, removeFolders } from '../child.ts';

const names = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'] as const;
const before = names.map((name) => process.env[name]);
afterEach(() => {
  for (const [at, name] of names.entries()) {
    if (before[at] === undefined) delete process.env[name];
    else process.env[name] = before[at];
  }
});
afterAll(removeFolders);

function file(name: string): string {
  const path = join(folder(), name);
  writeFileSync(path, 'before\n');
  return path;
}

test('outputs and summary go where the runner reads them, behind what is there', async () => {
  process.env['GITHUB_OUTPUT'] = file('output');
  process.env['GITHUB_STEP_SUMMARY'] = file('summary');
  const { output, summary } = await loadToolkit();
  output('headline', 'NO-GO: 1 failed\nartifact=evil');
  await summary('# NO-GO\n');
  const written = readFileSync(process.env['GITHUB_OUTPUT'], 'utf8');
  const [, mark] = /^before\nheadline<<(ghadelimiter_[\w-]+)\n/.exec(written) ?? [];
  expect(written).toBe(`before\nheadline<<${mark}\nNO-GO: 1 failed\nartifact=evil\n${mark}\n`);
  expect(readFileSync(process.env['GITHUB_STEP_SUMMARY'], 'utf8')).toBe('before\n# NO-GO\n');
});

test('where nobody reads a summary, none is written', async () => {
  process.env['GITHUB_STEP_SUMMARY'] = '';
  await expect((await loadToolkit()).summary('x')).resolves.toBeUndefined();
});
