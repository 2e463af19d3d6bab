import { expect, test } from '@jest/globals';
import { withoutFrontMatter } from '../../../src/checklist/markdown/front-matter.ts';

test.each([
  ['a title', "---\ntitle: 'A b'\nlabels: [x]\n---\n# T\n", '\n\n\n\n# T\n', 'A b'],
  ['a name', '---\nname: A\nabout: >\n  text\n# c\nlabels:\n  - x\n\n---\nT', `${'\n'.repeat(9)}T`, 'A'],
  ['an empty title', '---\nname: A\ntitle: ""\n---\nT', '\n\n\n\nT', 'A'],
])('%s', (_, text, rest, title) => {
  expect(withoutFrontMatter(text)).toEqual({ text: rest, title });
});

test.each([
  ['none', '# T'],
  ['a line across', '---\n\n- [ ] a\n\n---\n'],
  ['boxes in it', '---\na: b\n- [ ] c\n---\n'],
  ['no end', '---\na: b\n'],
  ['text before it', 'a\n---\nb: c\n---\n'],
])('%s stays', (_, text) => {
  expect(withoutFrontMatter(text)).toEqual({ text });
});
