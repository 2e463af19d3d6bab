import { expect, test } from '@jest/globals';
import { withAlerts } from '../../../src/sandbox/page/alerts.ts';
import { show } from '../../../src/sandbox/page/html.ts';
import { markdown } from '../../../src/sandbox/page/markdown.ts';
import { town } from '../town.ts';
import { attribute, dangers, elements } from './visit.ts';

const { world, repo } = town();
const shown = (text: string) => show(markdown(text, { world, repo }).body);
const quotes = (text: string) =>
  elements(shown(text))
    .filter(({ tagName }) => tagName === 'blockquote')
    .map((each) => attribute(each, 'class'));

test.each([
  ['> [!NOTE]\n> Words.', 'note', 'Note'],
  ['> [!tip]\n> **Words**', 'tip', 'Tip'],
  ['> [!IMPORTANT]\n>\n> Words after a blank line.', 'important', 'Important'],
  ['> [!Warning]  \n> - [ ] a box in it', 'warning', 'Warning'],
  ['> [!CAUTION]\n> two\n> lines', 'caution', 'Caution'],
])('%j', (text, kind, title) => {
  expect(quotes(text)).toEqual([`markdown-alert markdown-alert-${kind}`]);
  expect(shown(text)).toContain(`<p class="markdown-alert-title">${title}</p>`);
  expect(shown(text)).not.toContain('[!');
});

test.each([
  ['> [!NOTE]', 'nothing in it'],
  ['> [!NOTE] words on the same line', 'words beside it'],
  ['> [!ODD]\n> words', 'no kind'],
  ['- > [!NOTE]\n  > inside of a list', 'not at the top'],
  ['> words\n> [!NOTE]', 'not first'],
  ['<blockquote class="markdown-alert markdown-alert-note">x</blockquote>', 'written as HTML'],
])('%j is a quote: %s', (text) => {
  expect(quotes(text)).toEqual([undefined]);
});

test('an alert keeps its place, whatever is in it', () => {
  for (const inside of ['</blockquote></div><b>', '<table><td>', '<details>', '</details></article>']) {
    const page = `<main>${shown(`> [!NOTE]\n> ${inside}\n\nafter`)}</main><p id="end"></p>`;
    expect(dangers(page)).toEqual([]);
    const end = elements(page).find((each) => attribute(each, 'id') === 'end');
    expect(end?.parentNode).toMatchObject({ tagName: 'body' });
  }
});

test('only its own mark is known again', () => {
  expect(withAlerts('<blockquote cite="x-note">', 'secret')).toBe('<blockquote cite="x-note">');
  expect(withAlerts('<blockquote cite="secret-odd">', 'secret')).toBe('<blockquote cite="secret-odd">');
});
