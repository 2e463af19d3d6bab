import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { block, clipped, foreign, type Paint, row } from '../../src/views/sheet.ts';
import { columnsOf } from '../../src/views/width.ts';

const plain: Paint = (_, text) => text;
const tagged: Paint = (tone, text) => `<${tone}>${text}</${tone}>`;
const lead = { text: '✓', tone: 'good' } as const;

describe('foreign', () => {
  test.each([
    ['line breaks', 'a\nb\r\nc', 'a b c'],
    ['terminal escapes', '\u001b[31mred', '⟦U+001B⟧[31mred'],
    ['a workflow command', '::error::boo', ': :error::boo'],
    ['an old workflow command', 'x ##[group]', 'x ## [group]'],
  ])('%s', (_, text, shown) => {
    expect(foreign(text)).toBe(shown);
  });

  test('a megabyte is cut', () => {
    const text = foreign('word '.repeat(200_000));
    expect(text.length).toBeLessThanOrEqual(600);
    expect(text.endsWith('…')).toBe(true);
  });
});

describe('block', () => {
  test('further lines hang under the text', () => {
    expect(block({ indent: 2, lead, text: 'one two three four' }, { width: 13, paint: plain })).toEqual([
      '  ✓ one two',
      '    three',
      '    four',
    ]);
  });

  test('a tone is painted line by line', () => {
    expect(block({ indent: 0, text: 'one two', tone: 'bad' }, { width: 3, paint: tagged })).toEqual([
      '<bad>one</bad>',
      '<bad>two</bad>',
    ]);
  });

  test('a break can make no workflow command', () => {
    const lines = block({ indent: 4, text: 'see ::error::it' }, { width: 10, paint: plain });
    expect(lines.join('\n')).not.toMatch(/^\s*::/m);
  });
});

describe('row', () => {
  const sheet = { width: 40, paint: plain };

  test('a detail stands at its column', () => {
    expect(row({ indent: 2, lead, title: 'TLS', detail: 'passed', column: 20 }, sheet)).toEqual([
      `  ✓ TLS${' '.repeat(13)}passed`,
    ]);
  });

  test('behind a longer title it stands after it', () => {
    expect(row({ indent: 2, lead, title: 'A title of its own', detail: 'passed', column: 10 }, sheet)).toEqual([
      '  ✓ A title of its own  passed',
    ]);
  });

  test('without room it stands below', () => {
    expect(row({ indent: 2, lead, title: 'A title of its own', detail: 'a detail that is longer', column: 10 }, sheet)).toEqual([
      '  ✓ A title of its own',
      '    a detail that is longer',
    ]);
  });

  test('no line is wider than the sheet', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 20 }), (title, detail, column) => {
        const lines = row({ indent: 2, lead, title, detail, column }, sheet);
        // Defusing may add a sign or two after the line was broken.
        expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(sheet.width + 2);
      }),
    );
  });
});

test('clipped, it is one line of a length that people read, with everything as it is written', () => {
  expect(clipped('a\n::error::b')).toBe('a ::error::b');
  expect(clipped('x'.repeat(1_000_000))).toHaveLength(600);
});
