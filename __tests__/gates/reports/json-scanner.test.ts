import { expect, test } from '@jest/globals';
import { JsonScanner } from '../../../src/gates/reports/json-scanner.ts';
import { as } from '../../../src/gates/reports/json-shape.ts';
import { problemsOf } from '../problems.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('any two pieces of a document are the document', () => {
  const text = '{"äbc": [true, null, -1.5e3, "\\u00e9\\"😀", {"x": ""}], "other": {"deep": [[{}]]}}';
  const all = bytes(text);
  for (let cut = 0; cut <= all.length; cut++) {
    const scanner = new JsonScanner({ name: 'a', shape: as.whole });
    scanner.write(all.slice(0, cut));
    scanner.write(all.slice(cut));
    scanner.end();
    expect(scanner.pick.root).toEqual(JSON.parse(text));
  }
});

test('no document that is cut is whole', async () => {
  const all = bytes('{"a": [1, "x"], "b": {}}');
  for (let cut = 0; cut < all.length; cut++) {
    const scanner = new JsonScanner({ name: 'a', shape: as.object({ c: as.whole }) });
    scanner.write(all.slice(0, cut));
    // oxlint-disable-next-line no-await-in-loop
    expect(await problemsOf(() => scanner.end())).toHaveLength(1);
  }
});

test('what is passed over is held against the grammar as well', async () => {
  for (const text of ['{"x": [1,]}', '{"x": {"y"}}', '{"x": [1}]}', '{"x": 01}', '{"x": "\\u12g4"}', '{"x": "\u0001"}']) {
    const scanner = new JsonScanner({ name: 'a', shape: as.object({ c: as.whole }) });
    // oxlint-disable-next-line no-await-in-loop
    expect(await problemsOf(() => scanner.write(bytes(text)))).toMatchObject([{ code: 'json.broken' }]);
  }
});

test('the place of a flaw is counted across pieces', async () => {
  const scanner = new JsonScanner({ name: 'a', shape: as.whole });
  scanner.write(bytes('{\n  "a": 1,\n'));
  expect(await problemsOf(() => scanner.write(bytes('  "b" 2}')))).toMatchObject([{ line: 3, column: 7 }]);
});
