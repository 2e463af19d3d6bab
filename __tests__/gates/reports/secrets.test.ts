import { expect, test } from '@jest/globals';
import { openWorkspace } from '../../../src/gates/engine/workspace.ts';
import { collectSecrets } from '../../../src/gates/reports/secrets.ts';
import { withFolder } from '../folder.ts';

async function collect(tool: string, result: object) {
  const report = JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: tool } }, results: [result] }] });
  return withFolder({ 'a.sarif': report }, async (root) =>
    collectSecrets(
      { files: 'a.sarif', tools: ['detect-secrets'] },
      { workspace: await openWorkspace(root), signal: new AbortController().signal },
    ),
  );
}

test.each([{ level: 'note' }, { level: 'error' }, { level: 'none' }, { kind: 'review' }])(
  'a secret is one, however the scanner takes it: %j',
  async (result) => {
    expect((await collect('Detect Secrets', { ruleId: 'r', ...result })).secrets).toBe(1);
  },
);

test('a tool that nobody named is doubted', async () => {
  expect((await collect('detect_secrets 1.5', { ruleId: 'r' })).doubts).toEqual([]);
  expect((await collect('ESLint', { ruleId: 'r' })).doubts).toEqual([
    'ESLint is not known to look for secrets: name it under tools if it does',
  ]);
});
