import { expect, test } from '@jest/globals';
import { html } from '../../../src/sandbox/page/html.ts';
import { errorPage, layout } from '../../../src/sandbox/page/layout.ts';
import { addAccount } from '../../../src/sandbox/state/accounts.ts';
import { town } from '../town.ts';
import { attribute, dangers, elements, viewAs } from './visit.ts';

const { world, repo, person } = town();

test('who one is and may become, with what they may do', () => {
  const page = layout(viewAs(world, 'wil', '/acme/shop?state=open'), { title: 'A', repo, tab: 'code', main: html`<h1>A</h1>` });
  expect(page).toContain('You are <strong>wil</strong>');
  const choices = elements(page).filter((each) => attribute(each, 'name') === 'login');
  expect(choices.map((each) => attribute(each, 'value'))).toEqual(['ada', 'max', 'wil', 'tri', 'rea', '']);
  expect(choices.filter((each) => attribute(each, 'aria-current')).map((each) => attribute(each, 'value'))).toEqual(['wil']);
  expect(page).toContain('<input type="hidden" name="back" value="/acme/shop?state=open">');
});

test('one language, one main part, one heading of the first level, and what is now is said', () => {
  const page = layout(viewAs(world, null), { title: '</title><script>x', repo, tab: 'pulls', main: html`<h1>A</h1>` });
  const tags = elements(page);
  expect(tags.filter(({ tagName }) => tagName === 'html').map((each) => attribute(each, 'lang'))).toEqual(['en']);
  expect(['main', 'h1', 'title'].map((tag) => tags.filter(({ tagName }) => tagName === tag).length)).toEqual([1, 1, 1]);
  expect(page).toContain('href="/acme/shop/pulls" aria-current="page"');
  expect(dangers(page)).toEqual([]);
});

test('a page that sends back whole texts grows old', () => {
  const view = viewAs(world, 'wil');
  const still = (ticks: 'whole' | 'position') =>
    layout({ ...view, visitor: { ...view.visitor, ticks } }, { title: 'A', main: html`<h1>A</h1>` }).includes(' data-still>');
  expect([still('whole'), still('position')]).toEqual([true, false]);
});

test('what is refused is said in words, and names of people are only names', () => {
  addAccount(world, '<img src=x onerror=x>');
  const page = errorPage(viewAs(world, 'rea'), { status: 403, message: '<script>', errors: ['<b>'] });
  expect(page).toContain('GitHub would answer 403.');
  expect(page).toContain('You are rea');
  expect(dangers(page)).toEqual([]);
  expect(person('rea').login).toBe('rea');
});
