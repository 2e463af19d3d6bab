import { afterAll, expect, test } from '@jest/globals';
import { covered, notes, project, removeFolders } from '../child.ts';
import { ask, askJson } from './ask.ts';

afterAll(removeFolders);

test('an item, by id', async () => {
  const { code, out } = await ask(project([covered, notes]), 'explain', 'coverage');
  expect(code).toBe(0);
  expect(out).toMatch(/^Tests cover the code\ncoverage · Quality · \.github\/release\.yml:6\n/);
  expect(out).toMatch(/\nProved +by the gate coverage: lines 80\n/);
});

test('one that is not there', async () => {
  const root = project([covered, notes]);
  expect(await ask(root, 'explain', 'coverge')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/Did you mean coverage\?/),
  });
  expect(await askJson(root, 'explain', 'coverge')).toMatchObject({
    code: 2,
    json: { error: { code: 'checklist.no-such-item' } },
  });
});
