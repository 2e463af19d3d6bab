import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readChecklist } from '../../../src/checklist/written.ts';
import { bundledFolder, readBundled, readProfile } from '../../../src/doors/cli/bundled.ts';
import { folder, removeFolders, write } from '../child.ts';

afterAll(removeFolders);

test('a profile is read under the name that people see', async () => {
  const source = await readProfile('essentials');
  expect(source.file).toBe('profiles/essentials.yml');
  expect(readChecklist(source).entries.length).toBeGreaterThan(0);
});

test('what is not there is a problem with its name', async () => {
  await expect(readBundled('profiles/nothing.yml', 'profile')).rejects.toMatchObject({
    problems: [{ code: 'file.unreadable', file: 'profiles/nothing.yml' }],
  });
});

test('the folder is found upwards, and is no other that only looks like it', async () => {
  const root = folder();
  write(root, {
    'checklists/catalogue/a.yml': '',
    'checklists/profiles/b.yml': '',
    'dist/cli/x': '',
    'dist/checklists/profiles/c.yml': '',
  });
  expect(await bundledFolder(join(root, 'dist/cli'))).toBe(join(root, 'checklists'));
  await expect(bundledFolder(folder())).rejects.toMatchObject({ problems: [{ code: 'cli.not-whole' }] });
});
