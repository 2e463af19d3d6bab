import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readJson, readJsonLines } from '../../../src/gates/reports/json.ts';
import { as } from '../../../src/gates/reports/json-shape.ts';
import { ProblemError } from '../../../src/ground/problem.ts';
import { problemsOf } from '../problems.ts';
import { mutantsOf } from './mutate.ts';
import { textSource } from './text-source.ts';

const whole = async (text: string | Uint8Array, pieceBytes = 7) => readJson(textSource(text, pieceBytes), as.whole);

test('it reads what JSON.parse reads, wherever the pieces end', async () => {
  const exact = (value: unknown) => !/\d{16}(?![.\d]*e-)|e\+/.test(JSON.stringify(value));
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }).filter(exact), fc.integer({ min: 1, max: 9 }), async (value, pieceBytes) => {
      const text = JSON.stringify(value, null, pieceBytes % 3);
      expect(await whole(text, pieceBytes)).toEqual(JSON.parse(text) ?? undefined);
    }),
  );
});

test('it refuses what JSON.parse refuses', async () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '"a"',
    '1',
    '-',
    '0',
    '1e-5',
    '.5',
    'true',
    'nul',
    ' ',
    '\\u00e9',
    '\n',
  );
  const parses = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 9 }), fc.integer({ min: 1, max: 5 }), async (parts, pieceBytes) => {
      const text = parts.join('');
      const isRead = async (reading: Promise<unknown>) =>
        reading.then(
          () => true,
          () => false,
        );
      const passedOver = readJson(textSource(`{"a": ${text}}`, pieceBytes), as.object({ b: as.text }));
      const read = [text, await isRead(whole(text, pieceBytes)), await isRead(passedOver)];
      expect(read).toEqual([text, parses(text), parses(`{"a": ${text}}`)]);
    }),
    { numRuns: 2000 },
  );
});

test('a number that is too large to be read exactly is no problem where nobody asks for it', async () => {
  expect(await readJson(textSource('{"a": 9007199254740993, "b": 1}'), as.object({ b: as.number }))).toEqual({ b: 1 });
});

test('only what is asked for comes, and every value of a list as soon as it is complete', async () => {
  const text = '{"a": {"b": [1, {"c": "\\u00e9"}], "d": [[]]}, "list": [{"n": "x", "more": [1, 2]}, {"n": "é\\n"}], "z": 1}';
  const handed: unknown[] = [];
  const item = as.object({ n: as.text });
  const shape = as.object({ list: as.list(as.each(item, (value, key) => handed.push([key, value]))), z: as.number });
  expect(await readJson(textSource(text, 3), shape)).toEqual({ list: [], z: 1 });
  expect(handed).toEqual([
    [0, { n: 'x' }],
    [1, { n: 'é\n' }],
  ]);
});

test('documents that stand one after the other come one by one', async () => {
  const documents: unknown[] = [];
  const shape = as.object({ n: as.number });
  const count = await readJsonLines(textSource('{"n": 1}\n{"n": 2}\r\n\n{}'), shape, (value) => documents.push(value));
  expect([count, documents]).toEqual([3, [{ n: 1 }, { n: 2 }, {}]]);
  expect(await readJsonLines(textSource('{"n": 1}\n'), shape, () => {})).toBe(1);
});

describe('it is a problem', () => {
  const deep = `{"a": ${'['.repeat(200)}`;

  test.each([
    ['that it is cut', '{"a": 1', 'json.cut', 1, undefined],
    ['that it is cut inside a word', '{"a": 1,\n"b": tr', 'json.broken', 2, undefined],
    ['that nothing is in it', ' \n', 'json.cut', 2, undefined],
    ['that something stands before it', 'INFO start\n{"a": 1}', 'json.broken', 1, 1],
    ['that something stands behind it', '{"a": 1}\n{"b": 2}', 'json.broken', 2, 1],
    ['that a word is no word', '{"a": 1,\n\n "b": NaN}', 'json.broken', 3, 7],
    ['that a comma is too many', '{"a": 1,}', 'json.broken', 1, 9],
    ['that a key stands twice', '{"a": {"lines": 1,\n "lines": 2}}', 'json.broken', 2, 2],
    ['that a key stands twice, once in disguise', '{"a": 1,\n "\\u0061": 2}', 'json.broken', 2, 2],
    ['that it is nested without end', deep, 'json.broken', 1, 106],
    ['that a number is too large', '{"a": 1e999}', 'json.broken', 1, 7],
    ['that a whole number is too large', '{"a": 9007199254740993}', 'json.broken', 1, 7],
    ['that a text holds a line break', '{"a": "b\nc"}', 'json.broken', 1, 9],
    ['that an escape is none', '{"a": "\\x"}', 'json.broken', 1, 9],
  ])('%s', async (_name, text, code, line, column) => {
    const [problem] = await problemsOf(() => whole(text, 1000));
    expect(problem).toMatchObject({ code, file: 'report', line });
    if (column !== undefined) expect(problem?.column).toBe(column);
  });

  test('that a text is no UTF-8', async () => {
    expect(await problemsOf(() => whole(new Uint8Array([0x22, 0xff, 0x22])))).toMatchObject([{ code: 'json.broken' }]);
  });

  test('that one value is endless', async () => {
    const reading = () => readJson(textSource(`[${'1,'.repeat(200)}1]`), as.whole, { mostKept: 1000 });
    expect(await problemsOf(reading)).toMatchObject([{ message: expect.stringContaining('too large') }]);
    expect(await problemsOf(() => whole(`"${'x'.repeat(2_000_000)}"`, 100_000))).toMatchObject([{ code: 'json.broken' }]);
  });

  test.each([
    ['{"list": {}}', '$.list is an object, not a list'],
    ['{"list": ["x"]}', '$.list[0] is text, not a number'],
    ['{"list": [1, null]}', '$.list[1] is null, not a number'],
    ['{"map": {"x": null}}', '$.map.x is null, not a number'],
    ['[]', '$ is a list, not an object'],
  ])('that something else stands where a value is asked for: %s', async (text, said) => {
    const shape = as.object({ list: as.list(as.number), map: as.map(as.number) });
    expect(await problemsOf(() => readJson(textSource(text), shape))).toMatchObject([{ message: expect.stringContaining(said) }]);
  });
});

test('nothing is the same as absent where a field may be absent', async () => {
  const shape = as.object({ list: as.list(as.number), text: as.text });
  expect(await readJson(textSource('{"list": null, "text": null}'), shape)).toEqual({});
  expect(await readJson(textSource('null'), shape)).toBeUndefined();
});

test('one key in two objects is no key twice', async () => {
  const text = '{"a": {"x": 1}, "b": {"x": 2, "y": [{"x": 3}, {"x": 4}]}}';
  expect(await whole(text)).toEqual(JSON.parse(text));
});

test('what would change an object from within is a key like any other', async () => {
  const read = await whole('{"__proto__": {"polluted": true}}');
  expect(Object.hasOwn(Object(read), '__proto__')).toBe(true);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

test('what the caller throws is thrown', async () => {
  const shape = as.object({
    a: as.each(as.number, () => {
      throw new Error('mine');
    }),
  });
  await expect(readJson(textSource('{"a": 1}'), shape)).rejects.toThrow('mine');
});

test('no damage makes it hang or crash', async () => {
  const report = JSON.stringify(
    {
      list: [
        { id: 'a', at: 1.5, ok: true, none: null },
        { id: 'é', inner: { deep: [[1, 'x']] } },
      ],
    },
    null,
    1,
  );
  for (const { what, bytes } of mutantsOf(report)) {
    let read: unknown;
    try {
      // oxlint-disable-next-line no-await-in-loop
      read = await whole(bytes, 50);
    } catch (error) {
      expect([what, error]).toEqual([what, expect.any(ProblemError)]);
      continue;
    }
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    expect([what, read]).toEqual([what, JSON.parse(text) ?? undefined]);
  }
});
