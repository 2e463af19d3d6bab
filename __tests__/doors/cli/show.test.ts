import { afterAll, expect, test } from '@jest/globals';
import { checklist, config, covered, folder, notes, project, removeFolders, repository, write } from '../child.ts';
import { ask, askJson } from './ask.ts';

afterAll(removeFolders);

test('a checklist outside of the repository', async () => {
  const [root, other] = [repository({ '.github/gonogo.yml': config }), folder()];
  write(other, { 'a.md': '# R\n\n## Day one\n\n- [ ] One\n- [ ] Two (optional)\n' });
  expect(await askJson(root, 'show', `${other}/a.md`)).toMatchObject({
    code: 0,
    json: {
      format: 'gonogo/checklist-view/1',
      title: 'R',
      counts: { items: 2, groups: 0, other: 0 },
      items: [{ title: 'One', level: 'must', source: { line: 5 } }, { level: 'may' }],
    },
  });
});

test('merged with the configuration, with who said what', async () => {
  const root = repository({
    '.github/gonogo.yml': `${config}items: { notes: { level: should } }\n`,
    '.github/release.yml': checklist(notes),
  });
  const path = '.github/release.yml';
  expect(await askJson(root, 'show', path)).toMatchObject({ json: { items: [{ level: 'must' }] } });
  expect(await askJson(root, 'show', path, '--effective')).toMatchObject({
    json: { items: [{ level: 'should', saidBy: { level: 'items' } }] },
  });
});

test('the work tree itself, and what is not there', async () => {
  const root = project([covered]);
  expect(await ask(root, 'show')).toMatchObject({ code: 0, out: expect.stringMatching(/⚙ Tests cover the code/) });
  expect(await ask(root, 'show', 'nowhere.md')).toMatchObject({ code: 2, out: '' });
  expect(await ask(root, 'show', 'linkflo')).toMatchObject({ code: 2, err: expect.stringMatching(/no bundled profile/) });
});
