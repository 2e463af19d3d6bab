import { describe, expect, test } from '@jest/globals';
import {
  type Declared,
  fill,
  isOf,
  namesIn,
  type Parameter,
  parameter,
  resolve,
  say,
  type Values,
} from '../../src/checklist/parameters.ts';
import { fits } from '../../src/gates/engine/validate.ts';
import type { Json } from '../../src/ground/json.ts';

describe('a value is of a type', () => {
  test.each<[Parameter, Json, boolean]>([
    [{ type: 'number' }, 1.5, true],
    [{ type: 'number' }, '1.5', false],
    [{ type: 'number', minimum: 2 }, 1.5, false],
    [{ type: 'number', maximum: 1 }, 1.5, false],
    [{ type: 'number', minimum: 1.5, maximum: 1.5 }, 1.5, true],
    [{ type: 'integer' }, 2, true],
    [{ type: 'integer' }, 2.5, false],
    [{ type: 'text' }, 'a', true],
    [{ type: 'text' }, '', false],
    [{ type: 'text' }, 1, false],
    [{ type: 'boolean' }, false, true],
    [{ type: 'boolean' }, 'false', false],
    [{ type: 'list' }, ['a'], true],
    [{ type: 'list' }, [], false],
    [{ type: 'list' }, ['a', 1], false],
    [{ type: 'list' }, 'a', false],
    [{ type: 'list' }, ['a', ''], false],
    [{ type: 'number' }, Number.POSITIVE_INFINITY, false],
    [{ type: 'number' }, null, false],
  ])('%j: %j is %j', (rule, value, expected) => {
    expect(isOf(rule, value)).toBe(expected);
  });
});

describe('each declared parameter gets its value', () => {
  const declared: Declared = { lines: { type: 'number', default: 80 }, where: { type: 'text' } };
  const tell = (given: Values) => {
    const faults: string[] = [];
    const values = resolve(declared, given, ({ code, message, remedy }) => faults.push(`${code}: ${message}. ${remedy}`));
    return { values, faults };
  };

  test('its own, or the default', () => {
    expect(tell({ where: 'x' })).toEqual({ values: { lines: 80, where: 'x' }, faults: [] });
    expect(tell({ where: 'x', lines: 0 }).values).toEqual({ lines: 0, where: 'x' });
  });

  test.each<[Values, string[]]>([
    [{}, ['checklist.parameter-missing: the parameter where']],
    [{ where: 'x', line: 1 }, ['checklist.no-such-parameter: the control has no parameter line. Did you mean lines?']],
    [{ where: 'x', lines: '80' }, ['checklist.parameter-type: the parameter lines of the control must be a number']],
    [{ lines: null }, ['checklist.parameter-type', 'checklist.parameter-missing']],
    [{ where: 'x', toString: 1 }, ['checklist.no-such-parameter: the control has no parameter toString']],
  ])('%j: %j', (given, expected) => {
    const { faults } = tell(given);
    expect(faults).toHaveLength(expected.length);
    for (const [index, start] of expected.entries()) expect(faults[index]).toContain(start);
  });

  test.each<[Parameter, string]>([
    [{ type: 'number' }, 'a number'],
    [{ type: 'integer' }, 'a whole number'],
    [{ type: 'text' }, 'a text'],
    [{ type: 'boolean' }, 'true or false'],
    [{ type: 'list' }, 'a list of texts'],
    [{ type: 'integer', minimum: 1 }, 'a whole number, at least 1'],
    [{ type: 'integer', maximum: 9 }, 'a whole number, at most 9'],
    [{ type: 'number', minimum: 0, maximum: 9 }, 'a number, at least 0, at most 9'],
  ])('what is missing is described: %j', (rule, words) => {
    const remedies: string[] = [];
    resolve({ a: rule }, {}, ({ remedy }) => remedies.push(remedy));
    expect(remedies).toEqual([`Give it under \`parameters\`: ${words}.`]);
    expect(fits(parameter, rule)).toBe(true);
  });

  test.each<[Declared, string]>([
    [{}, 'It takes none.'],
    [{ aa: { type: 'text', default: 'x' } }, 'It takes: aa.'],
    [{ aa: { type: 'text', default: 'x' }, bb: { type: 'text', default: 'x' } }, 'It takes: aa, bb.'],
  ])('what there is is named: %j', (given, remedy) => {
    const remedies: string[] = [];
    resolve(given, { nothingLikeIt: 1 }, (fault) => remedies.push(fault.remedy));
    expect(remedies).toEqual([remedy]);
  });
});

describe('values are put in', () => {
  const values = { n: 80, list: ['a', 'b'], yes: true, s: 'x' };

  test.each<[Json, Json]>([
    ['{{n}}', 80],
    [' {{ n }} ', 80],
    ['{{n}} %', '80 %'],
    ['{{n}}{{n}}', '8080'],
    ['{{list}}', ['a', 'b']],
    ['of {{list}}', 'of a, b'],
    ['{{yes}}', true],
    [
      { a: ['{{n}}', { b: '{{s}}' }], c: 1 },
      { a: [80, { b: 'x' }], c: 1 },
    ],
    ['{{other}}', '{{other}}'],
    ['{{toString}}', '{{toString}}'],
    [null, null],
  ])('%j: %j', (value, expected) => {
    expect(fill(value, values)).toEqual(expected);
  });

  test('into a sentence always as text', () => {
    expect(say('{{n}}', values)).toBe('80');
    expect(say('$& {{s}} {{yes}} {{other}}', { ...values, s: '$&' })).toBe('$& $& true {{other}}');
  });
});

test('names are found however deep', () => {
  expect(namesIn({ a: ['{{x}} {{ y }}', { b: '{{z-1}}' }], c: 1, d: null, e: '{x} {{}} {{1}}' })).toEqual(['x', 'y', 'z-1']);
});
