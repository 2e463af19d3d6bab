import { afterAll, expect, test } from '@jest/globals';
import { checklist, covered, notes, project, removeFolders, repository } from '../child.ts';
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

test('one of a baseline, whose checklist alone names a control', async () => {
  const root = repository({
    '.github/gonogo.yml': 'version: 1\n_extends: acme/base\nchecklist: own.yml\n',
    'own.yml': checklist(notes),
    'org/.github/gonogo.yml': 'version: 1\nchecklist: all.yml\n',
    'org/all.yml': checklist('{ control: rollback-ready }'),
  });
  const { code, out, err } = await ask(root, 'explain', '--baseline', 'org', 'rollback-ready');
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(out).toMatch(/^The previous version .*\nrollback-ready · Quality · org\/all\.yml:6\n/);
});

test('one of another work tree, or of a checklist alone', async () => {
  const root = repository({
    'theirs/.github/gonogo.yml': 'version: 1\nchecklist: own.yml\n',
    'theirs/own.yml': checklist(notes),
    'list.md': '# Release\n\n- [ ] Watched\n',
  });
  const found = await Promise.all([ask(root, 'explain', 'notes', 'theirs'), ask(root, 'explain', 'Watched', './list.md')]);
  expect(found.map(({ code, out }) => [code, out.split('\n')[1]])).toEqual([
    [0, expect.stringContaining('own.yml:6')],
    [0, expect.stringContaining('list.md:3')],
  ]);
});
