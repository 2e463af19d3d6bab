import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Source, withSource } from '../../../src/gates/reports/source.ts';
import { eachElement } from '../../../src/gates/reports/xml.ts';
import { withFolder } from '../folder.ts';
import { problemsOf } from '../problems.ts';
import { textSource } from './text-source.ts';
import { xmlLog } from './xml-log.ts';

async function read(source: Source): Promise<string[]> {
  const { handler, log } = xmlLog();
  await eachElement(source, handler);
  return log;
}

const whole =
  `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE r PUBLIC "-//A//DTD > 1.1//EN" "http://127.0.0.1:1/never.dtd">\n` +
  `<!-- a > b & <c> --><r x='1 &lt; 2' y="&#x20AC;&#65;">\n <t>say &amp; <![CDATA[<do> &amp; ]] ]]>more 😀</t><e x=""/>` +
  `<?php echo "<r>" ?><ns:ünder y = '"' ></ns:ünder\n></r>\n<!-- end -->\n`;
const said = [
  '<r x=1 < 2 y=€A>',
  'r<t>',
  'say & <do> &amp; ]] more 😀',
  '</t>',
  'r<e x=>',
  '</e>',
  'r<ns:ünder y=">',
  '</ns:ünder>',
  '</r>',
];

test('a document is the same, in pieces of any size', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 80 }), async (size) => {
      expect(await read(textSource(whole, size))).toEqual(said);
    }),
    { numRuns: 60 },
  );
  expect(await read(textSource(whole))).toEqual(said);
});

test('what ends early is cut, wherever it ends, and never passes for whole', async () => {
  const last = whole.indexOf('</r>') + '</r>'.length;
  for (let length = 1; length < last; length++) {
    // oxlint-disable-next-line no-await-in-loop
    const [problem] = await problemsOf(() => read(textSource(whole.slice(0, length), 7)));
    expect(['xml.cut', 'xml.broken']).toContain(problem?.code);
  }
});

describe('refused, with the line', () => {
  const laughs = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n<r>&b;</r>';
  test.each<[string, string, number, string]>([
    ['a DOCTYPE that defines something', `\n${laughs}`, 2, 'its DOCTYPE defines something'],
    ['a DOCTYPE that comes late', '<r>\n<!DOCTYPE r></r>', 2, 'this declaration cannot stand here'],
    ['an entity that is not defined', '<r>\n\n&b;</r>', 3, '&b; is not defined'],
    ['an entity of many letters', '<r>&abcdefghijklmnop;</r>', 1, 'a & stands alone'],
    ['a character that cannot be', '<r>&#0;</r>', 1, '&#0; is not defined'],
    ['half a pair', '<r>&#xD800;</r>', 1, '&#xD800; is not defined'],
    ['a control character', '<r>\n\u0001</r>', 2, 'the character 1 cannot stand in XML'],
    ['one in a value', '<r x="\u0000"/>', 1, 'the character 0 cannot stand in XML'],
    ['one in a section', '<r><![CDATA[\u001b[31m]]></r>', 1, 'the character 27 cannot stand in XML'],
    ['elements that cross', '<r><a><b></a></b></r>', 1, '</a> closes <b>'],
    ['an end without a beginning', '<r/></r>', 1, '</r> closes nothing'],
    ['a second root', '<r/>\n<r/>', 2, 'there is a second outermost element'],
    ['text behind the root', '<r/>\nok', 2, 'text stands outside of the outermost element'],
    ['text before the root', 'log: <r/>', 1, 'text stands outside of the outermost element'],
    ['nothing', '\n \n', 3, 'it has no element'],
    ['a value twice', '<r x="1" x="2"/>', 1, 'the attribute x stands twice in one tag'],
    ['a value without quotes', '<r x=1/>', 1, 'the value of an attribute has no quotes'],
    ['an attribute without a value', '<r x/>', 1, 'an attribute has no value'],
    ['attributes without a space', '<r x="1"y="2"/>', 1, 'there is no space before an attribute'],
    ['a tag inside a value', '<r x="<a>"/>', 1, 'a < stands inside the value of an attribute'],
    ['a name that is a number', '<r><1/></r>', 1, 'a name cannot begin like this'],
    ['no name', '<r>< a/></r>', 1, 'a name is expected'],
    ['a slash in a tag', '<r /x>', 1, 'a slash stands inside a tag'],
    ['a closing tag with attributes', '<r></r x="1">', 1, 'a closing tag has more in it than its name'],
    ['a definition without a DOCTYPE', '<!ENTITY a "b"><r/>', 1, 'this declaration cannot stand here'],
  ])('%s', async (_name, text, line, message) => {
    const [problem] = await problemsOf(() => read(textSource(text)));
    expect(problem?.message).toContain(message);
    expect(problem).toMatchObject({ line, remedy: expect.stringMatching(/\w/) });
  });

  test('what is too deep, too wide or too long', async () => {
    const deep = '<a>'.repeat(201);
    expect(await problemsOf(() => read(textSource(deep)))).toMatchObject([{ message: expect.stringContaining('200 deep') }]);
    const wide = `<a ${Array.from({ length: 201 }, (_, at) => `a${at}=""`).join(' ')}/>`;
    expect(await problemsOf(() => read(textSource(wide)))).toMatchObject([
      { message: expect.stringContaining('200 attributes') },
    ]);
    const long = `<a x="${'y'.repeat(17 * 1024 * 1024)}`;
    expect(await problemsOf(() => read(textSource(long, 1024 * 1024)))).toMatchObject([
      { message: expect.stringContaining('a tag has no end') },
    ]);
    expect(await problemsOf(() => read(textSource(`<${'n'.repeat(501)}/>`)))).toMatchObject([
      { message: expect.stringContaining('a name is too long') },
    ]);
  });
});

test('text is kept as far as anybody reads, and whole numbers are whole', async () => {
  const numbers: (number | undefined)[] = [];
  let text = '';
  await eachElement(textSource(`<t a="12" b="" c="1.5" d="-1" e="9999999999999999" f="007">${'x'.repeat(9000)}</t>`, 1000), {
    open: (element) => numbers.push(...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => element.whole(name))) > 0,
    close: (_name, content) => {
      text = content;
    },
  });
  expect(numbers).toEqual([12, Number.NaN, Number.NaN, Number.NaN, Number.NaN, 7, undefined]);
  expect(text).toHaveLength(4096);
});

describe('encodings', () => {
  const text = '<t x="ä€">ö</t>';
  const log = ['<t x=ä€>', 'ö', '</t>'];
  const latin = (declared: string) =>
    Buffer.from(`<?xml version="1.0" encoding='${declared}'?>${text.replace('€', '')}`, 'latin1');
  test.each<[string, Uint8Array, string[] | string]>([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), log],
    ['UTF-16', Buffer.from(`\uFEFF<?xml version="1.0" encoding="utf-16"?>${text}`, 'utf16le'), log],
    ['Latin 1', latin('ISO-8859-1'), ['<t x=ä>', 'ö', '</t>']],
    ['Windows', latin('windows-1252'), ['<t x=ä>', 'ö', '</t>']],
    ['Latin 1 that says nothing', latin('utf-8'), 'xml.broken'],
    ['one that nobody knows', latin('x-klingon'), 'xml.encoding'],
    ['a character that is cut', Buffer.from(text).subarray(0, -5), 'xml.cut'],
  ])('%s', async (_name, bytes, expected) => {
    await withFolder({}, async (root) => {
      const path = join(root, 'report.xml');
      writeFileSync(path, bytes);
      if (typeof expected !== 'string') expect(await withSource(path, {}, read)).toEqual(expected);
      else expect(await problemsOf(() => withSource(path, {}, read))).toMatchObject([{ code: expected }]);
    });
  });
});
