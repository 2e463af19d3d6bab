import { expect, test } from '@jest/globals';
import { markerLine, readMarker } from '../../../src/views/board/marker.ts';

const marker = { head: 'ab'.repeat(20), policy: 'c'.repeat(40), revision: 12, part: 2, parts: 3 };

test('what is written is read', () => {
  expect(readMarker(markerLine(marker))).toEqual(marker);
});

test.each([
  ['another version', markerLine(marker).replace('v=1', 'v=2')],
  ['something before it', ` ${markerLine(marker)}`],
  ['something after it', `${markerLine(marker)} x`],
  ['no revision', markerLine(marker).replace(/ rev=\d+/, '')],
  ['a number that is none', markerLine(marker).replace('part=2', 'part=two')],
  ['nothing', ''],
])('%s is no first line of a board', (_, line) => {
  expect(readMarker(line)).toBeUndefined();
});
