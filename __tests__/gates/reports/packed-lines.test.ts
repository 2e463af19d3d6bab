import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bytesFor, mergeLines, packLines, stateAt } from '../../../src/gates/reports/packed-lines.ts';

const states = fc.array(fc.constantFrom(0, 1, 2), { maxLength: 40 }).map((list) => Uint8Array.from(list));
const all = (packed: ReturnType<typeof packLines>) => Array.from({ length: packed.used }, (_, line) => stateAt(packed, line));

test('what was packed is there as it was, in a quarter of the room', () => {
  fc.assert(
    fc.property(states, (list) => {
      const packed = packLines(list);
      expect(all(packed)).toEqual([...list]);
      expect(packed.bytes).toHaveLength(bytesFor(list.length));
      expect(stateAt(packed, list.length)).toBe(0);
    }),
  );
});

test('put together each line is what the better run says', () => {
  fc.assert(
    fc.property(states, states, (one, two) => {
      const length = Math.max(one.length, two.length);
      const better = Array.from({ length }, (_, line) => Math.max(one[line] ?? 0, two[line] ?? 0));
      const merged = mergeLines(packLines(one), two);
      expect(all(merged)).toEqual(better);
      expect(merged).toMatchObject({
        covered: better.filter((state) => state === 2).length,
        total: better.filter((state) => state > 0).length,
      });
    }),
  );
});
