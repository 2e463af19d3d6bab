import { describe, expect, test } from '@jest/globals';
import { style } from '../../../src/views/html/style.ts';

const [light = '', dark = ''] = style.split('@media (prefers-color-scheme: dark)');

function colours(rules: string): Map<string, string> {
  return new Map([...rules.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map(([, name = '', value = '']) => [name, value]));
}

function luminance(colour: string): number {
  const long = colour.length === 4 ? colour.replace(/[0-9a-f]/g, '$&$&') : colour;
  const digits = long.slice(1).match(/../g) ?? [];
  const [red = 0, green = 0, blue = 0] = digits
    .map((pair) => Number.parseInt(pair, 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ['light', colours(light)],
  ['dark', colours(dark)],
])('%s', (_, palette) => {
  const of = (name: string) => palette.get(name) ?? '';

  test.each(['ink', 'quiet', 'good', 'bad', 'unsure', 'todo'])(
    '%s can be read on a card, on the page and where it is soft',
    (name) => {
      for (const ground of ['card', 'page', 'soft']) expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(['on-good', 'on-bad', 'on-unsure', 'on-todo'])('white can be read on %s', (name) => {
    expect(contrast('#ffffff', of(name))).toBeGreaterThanOrEqual(4.5);
  });
});

test('both schemes name the same colours', () => {
  expect([...colours(dark).keys()].toSorted()).toEqual([...colours(light).keys()].toSorted());
});

test('what is folded is printed', () => {
  expect(style.slice(style.indexOf('@media print'))).toContain('details::details-content');
});
