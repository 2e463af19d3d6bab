import { expect, test } from '@jest/globals';
import { readOutline } from '../../src/checklist/read.ts';
import { problemsOfCall } from './problems-of-call.ts';

const yaml = 'format: gonogo/checklist/1\ntitle: T\nsections:\n  - { title: S, items: [{ title: A }] }\n';

test.each(['a.yml', 'dir/a.yaml', 'A.YML'])('%s is read as YAML', (file) => {
  expect(readOutline({ file, text: yaml })).toMatchObject({ file, title: 'T' });
});

test.each(['a.md', 'dir/A.MD', 'a.markdown'])('%s is read as Markdown', (file) => {
  expect(readOutline({ file, text: '# T\n\n- [ ] A' })).toMatchObject({ file, title: 'T' });
});

test.each(['a', 'a.json', 'yml', 'md', 'a.md.txt'])('%s is not read, and says what is', (file) => {
  expect(problemsOfCall(() => readOutline({ file, text: yaml }))).toMatchObject([
    { file, remedy: expect.stringContaining('.yml, .yaml or .md') },
  ]);
});
