import { expect, test } from '@jest/globals';
import { readOutline, readOutlines } from '../../src/checklist/read.ts';

const yaml = 'format: gonogo/checklist/1\ntitle: T\nsections:\n  - { title: S, items: [{ title: A }] }\n';

test.each(['a.yml', 'dir/a.yaml', 'A.YML'])('%s is read as YAML', async (file) => {
  expect(await readOutline({ file, text: yaml })).toMatchObject({ file, title: 'T' });
});

test.each(['a.md', 'dir/A.MD', 'a.markdown'])('%s is read as Markdown', async (file) => {
  expect(await readOutline({ file, text: '# T\n\n- [ ] A' })).toMatchObject({ file, title: 'T' });
});

test.each(['a', 'a.json', 'yml', 'md', 'a.md.txt'])('%s is not read, and says what is', async (file) => {
  await expect(readOutline({ file, text: yaml })).rejects.toMatchObject({
    problems: [{ file, remedy: expect.stringContaining('.yml, .yaml or .md') }],
  });
});

test('many are read in their order, with the problems of those that cannot be', async () => {
  const broken = { file: 'b.yml', text: 'format: gonogo/checklist/1\ntitle: T\nitmes: []\n' };
  const { checklists, unreadable } = await readOutlines([
    { file: 'a.md', text: '# M\n\n- [ ] A' },
    broken,
    { file: 'c.yml', text: yaml },
    { file: 'd.txt', text: '' },
  ]);
  expect(checklists.map(({ file }) => file)).toEqual(['a.md', 'c.yml']);
  expect(unreadable.map(({ file, line }) => [file, line])).toEqual([
    ['b.yml', 3],
    ['d.txt', undefined],
  ]);
});
