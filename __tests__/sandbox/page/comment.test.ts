import { expect, test } from '@jest/globals';
import { comment, opening } from '../../../src/sandbox/page/comment.ts';
import { show } from '../../../src/sandbox/page/html.ts';
import { addComment, editComment } from '../../../src/sandbox/state/issues.ts';
import { town } from '../town.ts';
import { attribute, elements, viewAs } from './visit.ts';

const here = town();
const { world, person, gate } = here;
const pull = here.pull('next');
const board = addComment(world, pull, { body: '- [ ] **One**\n- [x] two\n', author: gate.bot, app: gate });

function boxes(login: string | null) {
  const shown = show(comment(viewAs(world, login), board));
  return elements(shown).filter((each) => attribute(each, 'role') === 'checkbox');
}

test('a box is a button of one form, with a name, a state and its place', () => {
  const [first, second] = boxes('wil');
  expect(first?.attrs).toEqual(
    expect.arrayContaining([
      { name: 'form', value: `boxes-issuecomment-${board.id}` },
      { name: 'value', value: '0:on' },
      { name: 'aria-checked', value: 'false' },
      { name: 'aria-label', value: 'One' },
    ]),
  );
  expect([second && attribute(second, 'value'), second && attribute(second, 'aria-checked')]).toEqual(['1:off', 'true']);
  expect(boxes('wil').some((each) => attribute(each, 'disabled') !== undefined)).toBe(false);
});

test('who may not tick sees why', () => {
  expect(boxes('tri').every((each) => attribute(each, 'disabled') !== undefined)).toBe(true);
  expect(show(comment(viewAs(world, 'tri'), board))).toContain('The boxes are read-only for you: tri has the role triage');
  expect(show(comment(viewAs(world, null), board))).toContain('Nobody is signed in');
});

test('an edit is marked, and leads to what was edited', () => {
  editComment(world, board, { body: '- [x] **One**\n- [x] two\n', sender: person('wil') });
  expect(show(comment(viewAs(world, 'rea'), board))).toContain(
    `<a href="/acme/shop/pull/1/history?comment=${board.id}">edited 1 time, last by wil</a>`,
  );
});

test('a hidden one is folded', () => {
  const said = addComment(world, pull, { body: 'old', author: person('rea') });
  said.minimized = 'outdated';
  expect(show(comment(viewAs(world, 'rea'), said))).toMatch(
    /^<details class="minimized"[^>]*><summary>rea’s comment was marked as outdated/,
  );
});

test('the text of a form is what was written, also where it begins with an empty line or ends the form', () => {
  const said = addComment(world, pull, { body: '\n</textarea><script>x</script>', author: person('rea') });
  const shown = elements(show(comment(viewAs(world, 'rea'), said)));
  const [text] = shown.find(({ tagName }) => tagName === 'textarea')?.childNodes ?? [];
  expect(text).toMatchObject({ value: said.body });
  expect(shown.some(({ tagName }) => tagName === 'script')).toBe(false);
});

test('nothing said is said', () => {
  expect(show(opening(viewAs(world, 'wil'), pull))).toContain('No description provided.');
});
