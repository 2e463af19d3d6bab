import { expect, test } from '@jest/globals';
import { flawAtEnd, newScan, scanPiece } from '../../../src/gates/reports/xml-scan.ts';
import { xmlLog } from './xml-log.ts';

test('what is unfinished is left for the next piece, and nothing is said twice', () => {
  const { handler, log } = xmlLog();
  const scan = newScan(handler);
  const encoder = new TextEncoder();
  let rest = '';
  for (const piece of ['<r><t>a', 'b&', 'amp;c</', 't', '><!', '-- x ', '--><e x="1', '"/></r>']) {
    const text = rest + piece;
    const used = scanPiece(scan, encoder.encode(text));
    rest = text.slice(used);
  }
  expect(log).toEqual(['<r>', 'r<t>', 'ab&c', '</t>', 'r<e x=1>', '</e>', '</r>']);
  expect(flawAtEnd(scan, rest.length)).toBeUndefined();
});

test.each([
  ['', 'it has no element'],
  ['<r>', 'it ends inside of the element r'],
  ['<r', 'it ends inside of a tag, comment or section'],
  ['<r/><!-- ', 'it ends inside of a tag, comment or section'],
])('%j cannot be the end: %s', (text, flaw) => {
  const scan = newScan(xmlLog().handler);
  const used = scanPiece(scan, new TextEncoder().encode(text));
  expect(flawAtEnd(scan, text.length - used)).toBe(flaw);
});
