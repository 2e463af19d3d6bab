import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../src/checklist/config.ts';
import { isInside, readChecklistFile, readChecklists } from '../../../src/doors/cli/checklist-files.ts';
import { checklist, folder, notes, removeFolders, write } from '../child.ts';

afterAll(removeFolders);

const configOf = (text: string) => readConfig({ file: '.github/gonogo.yml', text: `version: 1\n${text}` });

describe('every checklist that a configuration names', () => {
  const root = folder();
  write(root, { 'all.yml': checklist(notes), 'own.md': '# Own\n\n- [ ] A\n', 'bad.yml': 'format: gonogo/checklist/1\n' });

  test('is read once and stands wherever it is named', async () => {
    const config = configOf(
      'checklist: [./all.yml, own.md]\ncomponents: { api: { paths: [a], checklist: own.md }, web: { paths: [b], checklist: [own.md, all.yml] } }\n',
    );
    const { checklists, components, texts, unreadable } = await readChecklists({ config, root });
    expect(unreadable).toEqual([]);
    expect(texts.map(({ file }) => file)).toEqual(['./all.yml', 'own.md', 'all.yml']);
    expect(checklists.map(({ file }) => file)).toEqual(['./all.yml', 'own.md']);
    expect(components['web']?.map(({ file }) => file)).toEqual(['own.md', 'all.yml']);
    expect(components['api']?.[0]).toBe(checklists[1]);
  });

  test('is known by the name that is asked for', async () => {
    const { checklists } = await readChecklists({
      config: configOf('checklist: ./all.yml\n'),
      root,
      nameOf: (file) => join('org', file),
    });
    expect(checklists.map(({ file }) => file)).toEqual([join('org', 'all.yml')]);
  });

  test('or is a problem, each at its place', async () => {
    const config = configOf(
      'checklist: [./all.yml, ./gone.yml, ./bad.yml]\ncomponents:\n  api: { paths: [a], checklist: [./gone.yml, ../out.yml] }\n',
    );
    const { checklists, unreadable } = await readChecklists({ config, root });
    expect(checklists).toHaveLength(1);
    expect(unreadable.map(({ file, line, path, message }) => [file, line, path, message])).toEqual([
      ['./gone.yml', undefined, undefined, 'the checklist is not there'],
      ['.github/gonogo.yml', 4, 'components.api.checklist', 'the checklist ../out.yml is outside of the repository'],
      ['./bad.yml', 1, undefined, 'the key "title" is missing'],
    ]);
  });
});

test('what is inside is what its links lead to', async () => {
  const [root, outside] = [folder(), folder()];
  write(outside, { 'a.yml': '' });
  symlinkSync(join(outside, 'a.yml'), join(root, 'a.yml'));
  expect(await isInside(root, join(root, 'a.yml'))).toBe(false);
  expect(await isInside(root, join(root, 'b.yml'))).toBe(true);
});

test('Markdown may be in an encoding of its time, YAML is UTF-8', async () => {
  const root = folder();
  const latin = Buffer.from('# Gr\u00fc\u00dfe\n', 'latin1');
  write(root, { 'a.md': latin, 'a.yml': latin });
  expect((await readChecklistFile('a.md', join(root, 'a.md'))).text).toContain('Gr\u00fc\u00dfe');
  await expect(readChecklistFile('a.yml', join(root, 'a.yml'))).rejects.toMatchObject({
    problems: [{ code: 'file.unreadable' }],
  });
});
