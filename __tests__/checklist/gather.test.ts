import { expect, test } from '@jest/globals';
import { readConfig } from '../../src/checklist/config.ts';
import { gatherChecklists } from '../../src/checklist/gather.ts';
import { ProblemError } from '../../src/ground/problem.ts';

const config = (text: string) => readConfig({ file: '.github/gonogo.yml', text: `version: 1\n${text}` });
const list = (title: string) => `# ${title}\n\n- [ ] A\n`;

/** The texts behind names, and which were asked for. */
function texts(known: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const textOf = async (name: string) => {
    asked.push(name);
    const text = known[name];
    if (text === undefined)
      throw new ProblemError({ code: 'policy.no-file', message: 'no such file', remedy: 'Add it.', file: name });
    return { file: name, text };
  };
  return { asked, textOf };
}

const several = config(
  'checklist: [docs/a.md, docs/b.md]\ncomponents: { web: { paths: ["web/**"], checklist: docs/b.md }, api: { paths: ["api/**"], checklist: docs/c.md } }\n',
);

test('each checklist is read once, and stands wherever it is named', async () => {
  const { asked, textOf } = texts({ 'docs/a.md': list('A'), 'docs/b.md': list('B'), 'docs/c.md': list('C') });
  const gathered = await gatherChecklists({ config: several, textOf });
  expect(asked.toSorted()).toEqual(['docs/a.md', 'docs/b.md', 'docs/c.md']);
  expect(gathered.checklists.map(({ title }) => title)).toEqual(['A', 'B']);
  expect(Object.entries(gathered.components).map(([name, own]) => [name, own.map(({ title }) => title)])).toEqual([
    ['web', ['B']],
    ['api', ['C']],
  ]);
  expect(gathered.texts.map(({ file }) => file)).toEqual(['docs/a.md', 'docs/b.md', 'docs/c.md']);
  expect(gathered.unreadable).toEqual([]);
});

test('every problem is handed back, and what can be read with them', async () => {
  const { textOf } = texts({ 'docs/b.md': list('B'), 'docs/c.md': '' });
  const gathered = await gatherChecklists({ config: several, textOf });
  expect(gathered.checklists.map(({ title }) => title)).toEqual(['B']);
  expect(gathered.components['api']).toEqual([]);
  expect(gathered.unreadable.map(({ file }) => file)).toEqual(['docs/a.md', 'docs/c.md']);
});

test('what was not expected to go wrong is thrown', async () => {
  const textOf = async () => {
    throw new TypeError('a mistake of ours');
  };
  await expect(gatherChecklists({ config: several, textOf })).rejects.toThrow('a mistake of ours');
});

test('a component that the baseline has brings its own checklist', async () => {
  const { asked, textOf } = texts({ 'docs/a.md': list('A'), 'docs/b.md': list('B'), 'docs/c.md': list('C') });
  const gathered = await gatherChecklists({ config: several, baseline: { config: several }, textOf });
  expect(asked).toEqual(['docs/a.md', 'docs/b.md']);
  expect(gathered.components).toEqual({});
});
