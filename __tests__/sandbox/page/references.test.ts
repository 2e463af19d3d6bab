import { expect, test } from '@jest/globals';
import { show } from '../../../src/sandbox/page/html.ts';
import { markdown } from '../../../src/sandbox/page/markdown.ts';
import { openIssue } from '../../../src/sandbox/state/issues.ts';
import { town } from '../town.ts';

const here = town();
here.pull('next');
openIssue(here.world, here.repo, { title: 'Slow', author: here.person('rea') });
const render = (text: string) =>
  show(markdown(text, { world: here.world, repo: here.repo }).body)
    .replaceAll(' rel="nofollow noreferrer"', '')
    .trim();

test.each([
  ['@ada looks', '<p><a href="/ada">@ada</a> looks</p>'],
  ['(@Wil)', '<p>(<a href="/wil">@Wil</a>)</p>'],
  ['#1 and #2', '<p><a href="/acme/shop/pull/1">#1</a> and <a href="/acme/shop/issues/2">#2</a></p>'],
  ['@nobody #99', '<p>@nobody #99</p>'],
  ['`@ada` a@ada.example', '<p><code>@ada</code> a@ada.example</p>'],
  ['[@ada](https://example.com)', '<p><a href="https://example.com">@ada</a></p>'],
  ['x#1 #1x', '<p>x#1 #1x</p>'],
])('%s', (text, shown) => {
  expect(render(text)).toBe(shown);
});
