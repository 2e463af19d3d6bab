import { expect, test } from '@jest/globals';
import type { Provenance } from '../../src/verdict/verdict.ts';
import { provenanceLink, provenanceText } from '../../src/views/provenance.ts';

const run = { id: 12, attempt: 1, path: '.github/workflows/ci.yml' };

test.each<[Provenance, string]>([
  [{ origin: 'app' }, 'collected by Gonogo'],
  [{ origin: 'pinned-workflow', run }, 'pinned workflow: ci.yml'],
  [{ origin: 'unchanged-workflow', run }, 'unchanged workflow: ci.yml'],
  [{ origin: 'unchanged-workflow', run, isMixed: true }, 'CI says: ci.yml'],
  [{ origin: 'changed-workflow', run: { ...run, attempt: 3 }, isMixed: true }, 'changed workflow: ci.yml, attempt 3'],
])('%j is %s', (from, text) => {
  expect(provenanceText(from)).toBe(text);
});

test('leads to its run, and a name in it stays a name', () => {
  const odd = { ...run, path: '.github/workflows/a](b) @all #1.yml' };
  const link = 'https://github.com/acme/shop/actions/runs/12/attempts/1';
  const text = provenanceLink({ origin: 'app', run: odd, link });
  expect(text).toMatch(/^\[collected by Gonogo: .*\]\(https:\/\/github\.com\/acme\/shop\/actions\/runs\/12\/attempts\/1\)$/);
  expect(text.slice(0, text.lastIndexOf(']'))).not.toMatch(/\]|@all|#1/);
  expect(provenanceLink({ origin: 'app', run, link: 'javascript:alert(1)' })).toBe('collected by Gonogo: ci.yml');
});
