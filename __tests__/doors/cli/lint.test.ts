import { afterAll, expect, test } from '@jest/globals';
import { covered, folder, notes, project, removeFolders, write } from '../child.ts';
import { ask, askJson } from './ask.ts';

afterAll(removeFolders);

test('warnings alone are no error', async () => {
  const { code, out, err } = await ask(project([covered, notes]), 'lint', '--suggest');
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^Release checklist: 2 items, 1 warning\n\n! a required item has no owner/);
  expect(out).toMatch(/No item speaks in words/);
});

test('a mistake is one', async () => {
  const root = project(['{ id: a, title: A, gate: cverage }']);
  expect(await ask(root, 'lint')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/^\.github\/release\.yml:6:.*cverage\n {2}/),
  });
  expect(await askJson(root, 'lint')).toMatchObject({
    code: 2,
    json: { format: 'gonogo/lint/1', problems: [{ line: 6 }], warnings: [] },
  });
});

test('suggestions bind nothing, and say what one would write', async () => {
  const root = folder();
  write(root, { 'a.md': '# R\n\n## S\n\n- [ ] Test coverage above 80 %\n' });
  const { code, out } = await ask(root, 'lint', 'a.md', '--suggest');
  expect(code).toBe(0);
  expect(out).toMatch(/nothing is bound by this/);
  expect(out).toContain('because it says "test coverage"');
  expect(out).toContain('    coverage: { source: { files: coverage/lcov.info } }\n');
  expect(out).toContain('{ gate: coverage, limits: { lines: 80 } }\n');
});
