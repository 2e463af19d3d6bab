import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyCase, boardWith } from './boards.ts';
import { tasksIn } from './gfm.ts';

/** What cmark-gfm 0.29.0.gfm.6 said of each: `x` a ticked box, `o` an open one. */
const recorded: readonly (readonly [body: string, boxes: string])[] = [
  ['- [ ] a\n- [x] b\n- [X] c\n', 'oxx'],
  ['- [ ] a [x] b\n', 'x'],
  ['- [ ] a &#91;x&#93; b\n', 'o'],
  ['* [ ] a\n+ [x] b\n1. [ ] c\n', 'oxo'],
  ['- [] a\n- [  ] b\n- [ ]c\n-[ ] d\n- **[ ]** e\n- \\[ ] f\n', ''],
  ['> - [ ] quoted\n', ''],
  ['```\n- [ ] code\n```\n', ''],
  ['    - [ ] code\n', ''],
  ['<!--\n- [ ] hidden\n-->\n', ''],
  ['<details>\n- [ ] no empty line\n</details>\n', ''],
  ['<details>\n\n- [ ] an empty line\n\n</details>\n', 'o'],
  ['- [ ] a\n  - [x] inside\n', 'ox'],
  ['- [ ]\n- [x]\n', ''],
  ['| a |\n| - |\n| - [ ] cell |\n', ''],
  ['text\n- [x] after text\n', 'x'],
];

const boxesIn = (body: string) =>
  tasksIn(body)
    .map(({ ticked }) => (ticked ? 'x' : 'o'))
    .join('');

test.each(recorded)('in %j there are the boxes %j', (body, boxes) => {
  expect(boxesIn(body)).toBe(boxes);
});

/** The parser itself, where this machine has it. */
function cmark(body: string): string | undefined {
  const flags = ['--unsafe', '--hardbreaks', '-e', 'tasklist', '-e', 'table', '-e', 'strikethrough', '-e', 'autolink'];
  const done = spawnSync('cmark-gfm', flags, { input: body, encoding: 'utf8' });
  if (done.error !== undefined) return undefined;
  return [...done.stdout.matchAll(/<input type="checkbox"( checked="")? disabled="" \/>/g)]
    .map(([, on]) => (on ? 'x' : 'o'))
    .join('');
}

test('cmark-gfm itself agrees, where it is installed', () => {
  for (const [body, boxes] of recorded) expect([boxes, undefined]).toContain(cmark(body));
  fc.assert(
    fc.property(anyCase, ({ items, title, first, obstacle }) => {
      for (const body of boardWith({ items, title, states: first, obstacle }).bodies) {
        expect([boxesIn(body), undefined]).toContain(cmark(body));
      }
    }),
    { numRuns: 40 },
  );
});
