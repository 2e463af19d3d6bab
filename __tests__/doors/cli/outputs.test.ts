import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { keepPage, optionFiles, refuseSameFile } from '../../../src/doors/cli/outputs.ts';
import { now, verdict } from '../../views/samples.ts';
import { folder, removeFolders } from '../child.ts';

afterAll(removeFolders);

describe('one file for two things', () => {
  const asked = {
    values: new Map([
      ['summary', './out.md'],
      ['html', 'sub/../out.md'],
      ['record', 'case.json'],
    ]),
  };

  test('is refused, however it is written', () => {
    expect(() => refuseSameFile(optionFiles(asked, ['record', 'summary', 'html']), '/a')).toThrow(
      expect.objectContaining({
        problems: [
          {
            code: 'cli.usage',
            message: '--summary and --html name the same file, ./out.md',
            remedy: 'Give each a file of its own.',
          },
        ],
      }),
    );
  });

  test('two files are fine, and so is none', () => {
    expect(() => refuseSameFile(optionFiles(asked, ['record', 'summary']), '/a')).not.toThrow();
    expect(optionFiles(asked, ['nothing'])).toEqual([]);
  });
});

test('a page is written, over what was there', async () => {
  const cwd = folder();
  const page = { file: 'page.html', now, cwd };
  await keepPage(verdict({ decision: 'no-go' }), page);
  expect(await keepPage(verdict(), page)).toEqual([]);
  expect(readFileSync(join(cwd, 'page.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*GO<\/bdi><\/h1>[\s\S]*<\/html>\n$/);
});

test('one that cannot be written is a problem with its remedy', async () => {
  expect(await keepPage(verdict(), { file: 'no/page.html', now, cwd: folder() })).toEqual([
    {
      code: 'file.unwritable',
      message: 'its folder is not there',
      remedy: 'Make the folder, or name another file.',
      file: 'no/page.html',
    },
  ]);
});
