import { expect, test } from '@jest/globals';
import { commitPage, commitsOf, filesOf, patchLines } from '../../../src/sandbox/page/changes.ts';
import { show } from '../../../src/sandbox/page/html.ts';
import { town } from '../town.ts';
import { dangers, viewAs } from './visit.ts';

const here = town();
const hostile = '<script>alert(1)</script>';
const pull = here.pull('next', { 'src/a.ts': `one\n${hostile}\n`, [`${hostile}.txt`]: 'x\n', 'b.bin': 'a\0b' });

test('every file with its lines, as text', () => {
  const shown = show(filesOf(pull));
  expect(shown).toContain('3 files changed, 3 lines added, 0 taken out.');
  expect(shown).toContain('<span class="add">+one\n</span>');
  expect(shown).toContain('Nothing to show: no text, or empty.');
  expect(dangers(shown)).toEqual([]);
});

test('commits, and one of them', () => {
  const view = viewAs(here.world, 'rea');
  const list = show(commitsOf(view, pull));
  expect(list).toContain('1 commit, the oldest first.');
  expect(list).toContain(`href="/acme/shop/commit/${pull.pull.headSha}"`);
  const one = show(commitPage(view, here.repo, pull.pull.headSha));
  expect(one).toContain('<h1>add next</h1>');
  expect(one).toContain(`href="/acme/shop/commit/${here.root}"`);
  expect(show(commitPage(view, here.repo, here.root))).toContain('+# Shop');
});

test('a long patch is cut, and says so', () => {
  const shown = show(patchLines('+a\n'.repeat(2000)));
  expect(shown.match(/class="add"/g)).toHaveLength(1500);
  expect(shown).toContain('500 more lines are not shown.');
});
