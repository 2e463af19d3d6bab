import { expect, test } from '@jest/globals';
import { xmlRootOf } from '../../../src/gates/reports/xml-root.ts';

test('the outermost element stands behind whatever may stand before it', () => {
  const text = `\uFEFF<?xml version="1.0"?>\n<!-- <no> -->\n<!DOCTYPE report PUBLIC "-//JACOCO//DTD" "x.dtd">\n<report name='a > b' x="1"><in/>`;
  expect(xmlRootOf(text)).toEqual({
    name: 'report',
    attributes: ` name='a > b' x="1"`,
    inside: '<in/>',
    doctype: '<!DOCTYPE report PUBLIC "-//JACOCO//DTD" "x.dtd"',
  });
});

test.each(['', 'text', '<', '<a', '<!-- a', '{"a": "<b>"}', '<1>'])('%j has none', (text) => {
  expect(xmlRootOf(text)).toBeUndefined();
});

test('a head that is cut in the middle is enough, and nothing in it takes long', () => {
  expect(xmlRootOf('<a b="1"/>')?.name).toBe('a');
  const start = performance.now();
  xmlRootOf(`<!DOCTYPE ${'['.repeat(60_000)}`);
  xmlRootOf('<!--'.repeat(16_000));
  xmlRootOf(`<a ${'b="'.repeat(20_000)}`);
  expect(performance.now() - start).toBeLessThan(2000);
});
