import { describe, expect, test } from '@jest/globals';
import { boxLineOf, normal, readBody, setBoxes } from '../../../src/views/board/body.ts';
import { markerLine } from '../../../src/views/board/marker.ts';

const first = markerLine({ head: 'abc', policy: 'def', revision: 1, part: 1, parts: 1 });
const box = (id: string, ticked = false) => boxLineOf({ id, ticked, text: `**Title of ${id}** · \`x-1\`` });
const body = (...lines: string[]) => [first, '## Title', '', ...lines, ''].join('\n');

test('boxes are read in their order, with their marker', () => {
  const read = readBody(body(box('b', true), '  more', box('a')));
  expect([...(read?.boxes ?? [])]).toEqual([
    ['b', true],
    ['a', false],
  ]);
  expect(read?.marker).toMatchObject({ head: 'abc', policy: 'def' });
});

test('two bodies that differ in ticks only have the same skeleton', () => {
  const [one, other] = [body(box('a', true), box('b')), body(box('a'), box('b', true))].map(readBody);
  expect(one?.skeleton).toBe(other?.skeleton);
  expect(readBody(body(box('b'), box('a')))?.skeleton).not.toBe(one?.skeleton);
});

describe('white space that browsers and GitHub add means nothing', () => {
  test.each<[string, (text: string) => string]>([
    ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['single carriage returns', (text) => text.replaceAll('\n', '\r')],
    ['spaces and tabs at line ends', (text) => text.replaceAll('\n', ' \t\n')],
    ['line breaks at the end', (text) => `${text}\n\n`],
    ['no line break at the end', (text) => text.trimEnd()],
    ['a capital X', (text) => text.replaceAll('[x]', '[X]')],
  ])('%s', (_, change) => {
    const text = body(box('a', true), box('b'));
    expect(readBody(change(text))).toEqual(readBody(text));
    expect(normal(change(text)).toLowerCase()).toBe(normal(text).toLowerCase());
  });
});

test.each([' ', '\t', '\n', '\r', ' \n', '- [ ] ', '<!-- gonogo:a'])('a comment full of %j is read in no time', (piece) => {
  const text = `${first}\n${piece.repeat(65_000 / piece.length)}x`;
  const start = process.cpuUsage().user;
  readBody(text);
  readBody(`${text}${piece.repeat(65_000 / piece.length)}`);
  expect((process.cpuUsage().user - start) / 1000).toBeLessThan(1000);
});

test.each([
  ['another bullet', '* [ ] **T** <!-- gonogo:a -->'],
  ['no space in the box', '- [] **T** <!-- gonogo:a -->'],
  ['two spaces in the box', '- [  ] **T** <!-- gonogo:a -->'],
  ['a tab in the box', '- [\t] **T** <!-- gonogo:a -->'],
  ['an indented box', '  - [ ] **T** <!-- gonogo:a -->'],
  ['a quoted box', '> - [ ] **T** <!-- gonogo:a -->'],
  ['an id that is none', '- [ ] **T** <!-- gonogo:A b -->'],
  ['text after the id', '- [ ] **T** <!-- gonogo:a --> x'],
  ['another sign in the box', '- [✓] **T** <!-- gonogo:a -->'],
])('%s is no box of ours', (_, line) => {
  expect(readBody(body(line))?.boxes.size).toBe(0);
});

test('a board in which a box stands twice, or without its first line, is none', () => {
  expect(readBody(body(box('a', true), box('a')))).toBeUndefined();
  expect(readBody(`x\n${body(box('a'))}`)).toBeUndefined();
  expect(readBody('')).toBeUndefined();
});

test('setting boxes changes these boxes alone', () => {
  const changed = setBoxes(
    body(box('a'), box('b'), box('c', true)),
    new Map([
      ['b', true],
      ['z', true],
    ]),
  );
  expect(changed).toBe(body(box('a'), box('b', true), box('c', true)));
});
