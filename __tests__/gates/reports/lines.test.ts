import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eachLine } from '../../../src/gates/reports/lines.ts';
import { problemsOf } from '../problems.ts';
import { textSource } from './text-source.ts';

async function linesOf(text: string, pieceBytes?: number): Promise<string[]> {
  const lines: string[] = [];
  const decoder = new TextDecoder();
  await eachLine(textSource(text, pieceBytes), (bytes, from, to) => lines.push(decoder.decode(bytes.subarray(from, to))));
  return lines;
}

test('both line ends end a line, and the last line needs none', async () => {
  expect(await linesOf('a\r\nbc\n\n\r\nd')).toEqual(['a', 'bc', '', '', 'd']);
  expect(await linesOf('a\n')).toEqual(['a']);
  expect(await linesOf('')).toEqual([]);
});

test('it does not matter where the pieces end', async () => {
  const text = fc
    .array(fc.constantFrom('a', 'ä', '😀', '\n', '\r\n', 'DA:12,3'), { maxLength: 40 })
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 20 }), async (written, pieceBytes) => {
      const expected = written.split('\n').map((line) => line.replace(/\r$/, ''));
      if (expected.at(-1) === '' && written.endsWith('\n')) expected.pop();
      expect(await linesOf(written, pieceBytes)).toEqual(written === '' ? [] : expected);
    }),
  );
});

test('a line without end is a problem before it fills the memory', async () => {
  const [problem] = await problemsOf(() => linesOf(`a\n${'x'.repeat(1_200_000)}`, 64 * 1024));
  expect(problem).toMatchObject({ code: 'report.line-too-long', line: 2, file: 'report' });
});

test.each(['a\rb\n', 'a\nb\rc', 'a\r\r\n', '\rDA:1,0\n'])('%j hides a line behind a carriage return', async (text) => {
  for (const pieceBytes of [1, 2, 1_000]) {
    expect(await problemsOf(() => linesOf(text, pieceBytes))).toMatchObject([
      { code: 'report.carriage-return', line: expect.any(Number) },
    ]);
  }
});
