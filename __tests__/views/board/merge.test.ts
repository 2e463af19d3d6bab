import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boxLineOf, readBody } from '../../../src/views/board/body.ts';
import { markerLine } from '../../../src/views/board/marker.ts';
import { mergeBody } from '../../../src/views/board/merge.ts';

function board(ticked: readonly string[], revision = 1, ids = ['a', 'b', 'c']): string {
  const marker = markerLine({ head: 'aaaa', policy: 'abcd', revision, part: 1, parts: 1 });
  return [marker, ...ids.map((id) => boxLineOf({ id, ticked: ticked.includes(id), text: `**${id}** ${revision}` }))].join('\n');
}

test.each<[string, { base: string; current: string; next: string }, string]>([
  ['nobody touched it', { base: board(['a']), current: board(['a']), next: board(['a'], 2) }, board(['a'], 2)],
  [
    'a tick whose word is on its way stays',
    { base: board([]), current: board(['b']), next: board(['a'], 2) },
    board(['a', 'b'], 2),
  ],
  ['an untick stays', { base: board(['a', 'b']), current: board(['a']), next: board(['a', 'b'], 2) }, board(['a'], 2)],
  ['what was heard and refused falls back', { base: board(['b']), current: board(['b']), next: board([], 2) }, board([], 2)],
  ['CRLF is no flip', { base: board([]), current: board([]).replaceAll('\n', '\r\n'), next: board(['c'], 2) }, board(['c'], 2)],
  [
    'an item that is gone is gone',
    { base: board([]), current: board(['c']), next: board([], 2, ['a', 'b']) },
    board([], 2, ['a', 'b']),
  ],
  [
    'a changed text is overwritten',
    { base: board([]), current: board(['b']).replace('**a**', '**z**'), next: board([], 2) },
    board([], 2),
  ],
  ['an older board over it is overwritten', { base: board([], 2), current: board(['b'], 1), next: board([], 3) }, board([], 3)],
  ['no board at all is overwritten', { base: board([]), current: 'gone', next: board(['a'], 2) }, board(['a'], 2)],
])('%s', (_, given, wanted) => {
  expect(mergeBody(given)).toBe(wanted);
});

test('no box is ticked that is ticked in neither, and none is lost that somebody flipped', () => {
  const some = fc.subarray(['a', 'b', 'c', 'd']);
  const revision = fc.integer({ min: 1, max: 2 });
  fc.assert(
    fc.property(some, some, some, revision, (before, now, then, shown) => {
      const ids = ['a', 'b', 'c', 'd'];
      const given = { base: board(before, 1, ids), current: board(now, shown, ids), next: board(then, 3, ids) };
      const merged = readBody(mergeBody(given));
      expect(merged?.skeleton).toBe(readBody(given.next)?.skeleton);
      for (const id of ids) {
        const isFlipped = shown === 1 && before.includes(id) !== now.includes(id);
        expect([id, merged?.boxes.get(id)]).toEqual([id, isFlipped ? now.includes(id) : then.includes(id)]);
      }
    }),
  );
});
