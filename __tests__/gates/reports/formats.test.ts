import { expect, test } from '@jest/globals';
import { formats } from '../../../src/gates/reports/formats.ts';
import { sketchOf } from '../../../src/gates/reports/sketch.ts';

test('every format has a name of its own', () => {
  expect(new Set(formats.map(({ format }) => format)).size).toBe(formats.length);
});

test.each(['', '{}', '[]', 'null', '{"total": 1}', 'text', '<a/>'])('nothing recognises %j unless it is asked', (text) => {
  expect(formats.filter((each) => each.recognises(sketchOf(text), false))).toEqual([]);
});
