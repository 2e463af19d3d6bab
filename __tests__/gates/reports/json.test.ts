import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eachJsonValue } from '../../../src/gates/reports/json.ts';
import { problemsOf } from '../problems.ts';
import { textSource } from './text-source.ts';

async function entriesOf(text: string, { mostTokens = 10_000, pieceBytes = 7 } = {}): Promise<[unknown, unknown][]> {
  const entries: [unknown, unknown][] = [];
  await eachJsonValue(textSource(text, pieceBytes), { paths: ['$.*'], mostTokens }, (value, key) => entries.push([key, value]));
  return entries;
}

test('every value of the outermost object or list comes whole', async () => {
  expect(await entriesOf('{"a": {"b": [1, "x"]}, "c": null}\n')).toEqual([
    ['a', { b: [1, 'x'] }],
    ['c', null],
  ]);
  expect(await entriesOf(' [true, {}] ')).toEqual([
    [0, true],
    [1, {}],
  ]);
});

test('it reads what JSON.parse reads, wherever the pieces end', async () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }));
  await fc.assert(
    fc.asyncProperty(object, fc.integer({ min: 1, max: 9 }), async (value, pieceBytes) => {
      const parsed: object = JSON.parse(JSON.stringify(value));
      const entries = await entriesOf(JSON.stringify(value), { pieceBytes });
      expect(new Map(entries)).toEqual(new Map(Object.entries(parsed)));
    }),
  );
});

describe('it is a problem', () => {
  const deep = `{"a": ${'['.repeat(200)}`;

  test.each([
    ['that it is cut', '{"a": 1', 'json.cut', 1, undefined],
    ['that it is cut inside a word', '{"a": 1,\n"b": tr', 'json.cut', 2, undefined],
    ['that nothing is in it', ' \n', 'json.cut', 2, undefined],
    ['that something stands before it', 'INFO start\n{"a": 1}', 'json.broken', 1, 1],
    ['that something stands behind it', '{"a": 1}\n{"b": 2}', 'json.broken', 2, 1],
    ['that a word is no word', '{"a": 1,\n\n "b": NaN}', 'json.broken', 3, 7],
    ['that a comma is too many', '{"a": 1,}', 'json.broken', 1, 9],
    ['that a key stands twice', '{"a": {"lines": 1,\n "lines": 2}}', 'json.broken', 2, 9],
    ['that a key stands twice outermost', '{"a": 1, "a": 2}', 'json.broken', 1, 13],
    ['that it is nested without end', deep, 'json.broken', 1, 106],
    ['that one value is endless', `{"a": [${'1,'.repeat(200)}1]}`, 'json.broken', 1, 104],
  ])('%s', async (_name, text, code, line, column) => {
    const [problem] = await problemsOf(() => entriesOf(text, { mostTokens: text === deep ? 1000 : 100 }));
    expect(problem).toMatchObject({ code, file: 'report', line });
    expect(problem?.column).toBe(column);
  });
});

test('one key in two objects is no key twice', async () => {
  expect(await entriesOf('{"a": {"x": 1}, "b": {"x": 2, "y": [{"x": 3}, {"x": 4}]}}')).toHaveLength(2);
});

test('what the caller throws is thrown', async () => {
  const reading = eachJsonValue(textSource('{"a": 1}'), { paths: ['$.*'] }, () => {
    throw new Error('mine');
  });
  await expect(reading).rejects.toThrow('mine');
});
