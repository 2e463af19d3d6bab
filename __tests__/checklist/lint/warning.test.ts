import { expect, test } from '@jest/globals';
import { aboutConfig, aboutItems, mention } from '../../../src/checklist/lint/warning.ts';
import { reading } from './readings.ts';

const said = { code: 'c', message: 'm', remedy: 'R.' };

test('about items: the first says where, and one alone is not named again', () => {
  const { items } = reading(['{ id: a, title: A }', '{ id: b, title: B }']).policy.checklist;
  expect(aboutItems([], said)).toEqual([]);
  expect(aboutItems(items.slice(0, 1), said)).toMatchObject([{ line: 6, mentions: [] }]);
  expect(aboutItems(items, said)).toMatchObject([{ line: 6, mentions: [{ items: [{ id: 'a' }, { id: 'b' }] }] }]);
  expect(items.map((item) => mention(item, 'why').why)).toEqual(['why', 'why']);
});

test('about the configuration', () => {
  expect(aboutConfig(reading(['{ id: a, title: A }'], 'solo: true\n'), 'solo', said)).toMatchObject({
    file: '.github/gonogo.yml',
    line: 3,
  });
});
