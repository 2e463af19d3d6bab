import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fit } from '../../src/views/budget.ts';

const more = (rows: number) => `(${rows} more)`;

test('what fits comes out whole', () => {
  const parts = [
    { head: 'A\n', rows: ['1\n', '2\n'], tail: 'end\n' },
    { head: 'B\n', rows: [] },
  ];
  expect(fit(parts, { bytes: 1000, more, foot: 'foot' })).toBe('A\n1\n2\nend\nB\nfoot');
});

test('a part is cut between rows and keeps its end', () => {
  const rows = ['r1|', 'r2|', 'r3|', 'r4|'];
  expect(fit([{ head: 'A|', rows, tail: 'end|' }], { bytes: 29, more, foot: 'foot' })).toBe('A|r1|(3 more)end|foot');
});

test('bytes are counted, not characters', () => {
  const text = fit([{ head: '', rows: Array.from({ length: 50 }, () => '\u6f22') }], { bytes: 60, more, foot: '' });
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60);
  expect(text).toMatch(/more/);
});

test('it is never too long, and shown and missing rows make all of them', () => {
  const part = fc.record({
    head: fc.stringMatching(/^#{0,10}$/),
    rows: fc.array(fc.constantFrom('x', 'xx\n', 'xxxxxxxxxxxxxxxx')),
  });
  fc.assert(
    fc.property(fc.array(part), fc.integer({ min: 40, max: 200 }), (parts, bytes) => {
      // A row is marked, so that it can be counted again.
      const marked = parts.map(({ head, rows }) => ({ head, rows: rows.map((row) => `!${row}`) }));
      const text = fit(marked, { bytes, more, foot: 'foot' });
      const missing = [...text.matchAll(/\((\d+) more\)/g)].reduce((sum, [, rows]) => sum + Number(rows), 0);
      expect(text.length).toBeLessThanOrEqual(bytes);
      expect(text.endsWith('foot')).toBe(true);
      expect(text.split('!').length - 1 + missing).toBe(marked.flatMap(({ rows }) => rows).length);
    }),
  );
});
