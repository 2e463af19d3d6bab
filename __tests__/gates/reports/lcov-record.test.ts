import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keyOfName, newRecord, nextRecord } from '../../../src/gates/reports/lcov-record.ts';
import { countOfLines, markLine, stateIn } from '../../../src/gates/reports/line-states.ts';

const record = () => newRecord('src/a.ts', new Uint8Array(4));

test('lines are counted once, and hit once is hit', () => {
  const marks = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.boolean()), { maxLength: 60 });
  fc.assert(
    fc.property(marks, (given) => {
      const { lines } = record();
      for (const [line, isHit] of given) markLine(lines, line, isHit);
      const all = new Set(given.map(([line]) => line));
      const hit = new Set(given.filter(([, isHit]) => isHit).map(([line]) => line));
      expect(countOfLines(lines)).toEqual({ covered: hit.size, total: all.size });
      expect(lines.used).toBe(Math.ceil((Math.max(-1, ...all) + 1) / 4));
      const numbers = Array.from({ length: lines.used * 4 }, (_, line) => line);
      expect(numbers.map((line) => stateIn(lines.bytes, line))).toEqual(
        numbers.map((line) => (hit.has(line) ? 'hit' : all.has(line) ? 'missed' : undefined)),
      );
    }),
  );
});

test('two functions of one name are two, and each has its own count', () => {
  const one = record();
  const keys = ['FN', 'FN', 'FNDA', 'FNDA'].map((kind) => keyOfName(one, kind === 'FN' ? 'FN' : 'FNDA', 'constructor'));
  expect(keys).toEqual(['constructor#0', 'constructor#1', 'constructor#0', 'constructor#1']);
});

test('the next record knows nothing of the one before', () => {
  const one = nextRecord('a', undefined);
  markLine(one.lines, 9, true);
  one.functions.set('f', true);
  one.branches.set('b', true);
  one.declared.set('LF', 1);
  keyOfName(one, 'FN', 'f');
  one.starts.set('0', '3');
  one.aliases.total = 2;
  const next = nextRecord('b', one);
  const fresh = newRecord('b', new Uint8Array(1024));
  expect(next).toEqual(fresh);
});
