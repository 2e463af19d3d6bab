import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { html, show } from '../../../src/sandbox/page/html.ts';
import { markdown, type ShownBox } from '../../../src/sandbox/page/markdown.ts';
import { boxesShown } from '../../../src/sandbox/stories/boxes.ts';
import { town } from '../town.ts';
import { dangers } from './visit.ts';

const { world, repo } = town();

function render(text: string) {
  const seen: ShownBox[] = [];
  const box = (shown: ShownBox) => {
    seen.push(shown);
    return html`<i>${shown.position}</i>`;
  };
  const { body, boxes } = markdown(text, { world, repo, box });
  return { shown: show(body), boxes, seen };
}

test('as GitHub shows comments', () => {
  const { shown } = render('one\ntwo\n\n~~no~~ https://example.com example.com\n\n| a | b |\n| --- | ---: |\n| 1 | 2 |');
  expect(shown).toContain('one<br>\ntwo');
  expect(shown).toContain(
    '<s>no</s> <a href="https://example.com" rel="nofollow noreferrer">https://example.com</a> example.com',
  );
  expect(shown).toContain('<td align="right">2</td>');
});

test('boxes are counted in their order, with the words behind them', () => {
  const { shown, boxes, seen } = render(
    '- [ ] **One** `a` <!-- gonogo:one -->\n  why\n- [x] two\n\n  - [X] three\n\n1. [ ] four\n',
  );
  expect(boxes).toBe(4);
  expect(seen).toEqual([
    { position: 0, checked: false, label: 'One a' },
    { position: 1, checked: true, label: 'two' },
    { position: 2, checked: true, label: 'three' },
    { position: 3, checked: false, label: 'four' },
  ]);
  expect(shown).toContain('<p><i>0</i><strong>One</strong> <code>a</code>');
});

test.each([
  '- []  a',
  '- [ ]',
  '- [ ]a',
  '- a [ ] b',
  '[ ] a',
  '- **[ ]** a',
  '    - [ ] a',
  '```\n- [ ] a\n```',
  '<!--\n- [ ] a\n-->',
  String.raw`- \[ ] a`,
])('no box: %j', (text) => {
  expect(render(text).boxes).toBe(0);
});

test('a box in a fold stands where the server counts it', () => {
  const body = '<details><summary>A</summary>\n\n- [ ] one\n- [x] two\n\n</details>\n\n- [ ] three\n';
  expect(render(body).seen.map(({ checked }) => checked)).toEqual(boxesShown(body).map(({ checked }) => checked));
});

test('without a way to tick it a box is shown and cannot be pressed', () => {
  expect(show(markdown('- [x] a', { world, repo }).body)).toContain(
    '<span class="box" role="checkbox" aria-checked="true" aria-disabled="true" aria-label="a"></span>',
  );
});

test('nothing in it runs', () => {
  const words = fc.constantFrom(
    '[a](',
    'javascript:alert(1)',
    ')',
    '<b onclick=x>',
    '![',
    '](data:text/html,x)',
    '\n',
    '\n\n',
    '- [ ] ',
    '`',
    '<script>',
    '&#106;avascript:',
    '<',
    '>',
    '"',
    '@ada ',
    '#1 ',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 25 }), (parts) => {
      expect(dangers(render(parts.join('')).shown)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
