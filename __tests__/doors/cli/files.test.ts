import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { problemsOf, readText } from '../../../src/doors/cli/files.ts';
import { ProblemError } from '../../../src/ground/problem.ts';
import { folder, removeFolders, write } from '../child.ts';

afterAll(removeFolders);
const root = folder();
write(root, { 'a.txt': 'gr\u00fc\u00dfe\n', 'latin.txt': Uint8Array.of(0x67, 0xfc), 'big.txt': 'x'.repeat(2000), 'dir/a': '' });
symlinkSync('loop', join(root, 'loop'));

async function failure(path: string): Promise<string> {
  const wanted = { name: path, path: join(root, path), maxBytes: 1000, what: 'checklist' };
  const error: unknown = await readText(wanted).then(
    () => 'no problem',
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProblemError)) throw error;
  expect(error.problems[0]?.file).toBe(path);
  expect(error.problems[0]?.remedy).toMatch(/^[A-Z].*\.$/);
  return error.problems[0]?.message ?? '';
}

describe('readText', () => {
  test('the text', async () => {
    expect(await readText({ name: 'a.txt', path: join(root, 'a.txt'), maxBytes: 1000, what: 'checklist' })).toBe(
      'gr\u00fc\u00dfe\n',
    );
  });

  test('a path of Windows is told what parts folders', async () => {
    const name = '.github\\checklist.yml';
    const reading = readText({ name, path: join(root, name), maxBytes: 1000, what: 'checklist' });
    await expect(reading).rejects.toMatchObject({ problems: [{ remedy: expect.stringContaining('Folders are parted by /') }] });
  });

  test.each([
    ['nothing.txt', 'the checklist is not there'],
    ['a.txt/inside', 'the checklist is not there: a part of its path is no folder'],
    ['dir', 'the checklist is a folder'],
    ['loop', 'the checklist is a symbolic link that leads in circles'],
    ['latin.txt', 'the checklist is not UTF-8 text'],
    ['big.txt', 'the file has more than 1000 bytes, which is the most that is read'],
    ['a\u0000b', 'the checklist has a name that no file can have'],
    ['x'.repeat(300), 'the checklist has a name that is too long'],
  ])('%j', async (path, message) => {
    expect(await failure(path)).toBe(message);
  });
});

describe('problemsOf', () => {
  test('none when it is written', async () => {
    const path = join(root, 'new.txt');
    expect(await problemsOf('new.txt', () => writeFile(path, 'x'))).toEqual([]);
    expect(readFileSync(path, 'utf8')).toBe('x');
  });

  test('a missing folder, and a file where a folder should be', async () => {
    writeFileSync(join(root, 'file'), '');
    const [missing] = await problemsOf('no/new.txt', () => writeFile(join(root, 'no/new.txt'), 'x'));
    const [notFolder] = await problemsOf('file/new.txt', () => writeFile(join(root, 'file/new.txt'), 'x'));
    expect(missing?.message).toBe('its folder is not there');
    expect(notFolder?.message).toBe('the file cannot be written (ENOTDIR)');
  });
});
