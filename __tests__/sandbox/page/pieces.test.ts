import { expect, test } from '@jest/globals';
import { show } from '../../../src/sandbox/page/html.ts';
import {
  addressOfIssue,
  avatar,
  button,
  labelMark,
  pager,
  personLink,
  plural,
  slice,
  stateOf,
  when,
  why,
} from '../../../src/sandbox/page/pieces.ts';
import { addAccount } from '../../../src/sandbox/state/accounts.ts';
import { addLabel } from '../../../src/sandbox/state/repositories.ts';
import { town } from '../town.ts';
import { dangers, elements } from './visit.ts';

const here = town();
const { world, repo } = here;

test('a login, a label and a colour are text, whatever they are', () => {
  const account = addAccount(world, '"><script>x</script>');
  const label = addLabel(world, repo, { name: '<b>', color: 'red" onload="x' });
  const shown = show([personLink(account), avatar(account), labelMark(label)]);
  expect(dangers(shown)).toEqual([]);
  expect(elements(shown).map(({ tagName }) => tagName)).not.toContain('b');
  expect(shown).toContain('fill="#ededed"');
});

test.each([
  [0, 'just now'],
  [60_000, '1 minute ago'],
  [7_200_000, '2 hours ago'],
  [3 * 86_400_000, '3 days ago'],
  [40 * 86_400_000, '2026-01-01'],
])('%i ms ago: %s', (ago, words) => {
  const at = Date.parse('2026-01-01T00:00:00Z');
  world.clock.set(at + ago);
  expect(show(when(world, at))).toBe(`<time datetime="2026-01-01T00:00:00Z" title="2026-01-01T00:00:00Z">${words}</time>`);
});

test('states', () => {
  const pull = here.pull('next');
  expect([stateOf(pull), addressOfIssue(pull)]).toEqual(['open', '/acme/shop/pull/1']);
  pull.pull.draft = true;
  expect(stateOf(pull)).toBe('draft');
  Object.assign(pull, { state: 'closed' });
  expect(stateOf(pull)).toBe('closed');
  pull.pull.mergedAt = 1;
  expect(stateOf(pull)).toBe('merged');
});

test('a button that may not be pressed says why', () => {
  const bar = { why: 'You "may" not.', rule: 'role' } as const;
  expect(show(button({ words: 'Go', name: 'a', value: 'b', bar }))).toBe(
    '<button type="submit" class="btn " name="a" value="b" title="You &quot;may&quot; not." disabled>Go</button>',
  );
  expect(show(why(bar))).toContain('You &quot;may&quot; not.');
  expect([show(button({ words: 'Go', look: 'primary' })), show(why(undefined))]).toEqual([
    '<button type="submit" class="btn primary">Go</button>',
    '',
  ]);
});

test('pages of a list', () => {
  const items = Array.from({ length: 60 }, (_, at) => at);
  const at = (query: string) => slice(new URL(`http://localhost/${query}`), items);
  expect(at('')).toMatchObject({ page: 1, pages: 3, shown: { length: 25 } });
  expect(at('?page=3').shown[0]).toBe(50);
  expect([at('?page=9').page, at('?page=-1').page, at('?page=x').page]).toEqual([3, 1, 1]);
  const url = new URL('http://localhost/?state=closed&page=2');
  expect(show(pager(url, { page: 2, pages: 3 }))).toContain('href="?state=closed&amp;page=3"');
  expect(show(pager(url, { page: 1, pages: 1 }))).toBe('');
});

test('counts', () => {
  expect([plural(1, 'line'), plural(1200, 'line'), plural(0, 'entry', 'entries')]).toEqual([
    '1 line',
    '1,200 lines',
    '0 entries',
  ]);
});
