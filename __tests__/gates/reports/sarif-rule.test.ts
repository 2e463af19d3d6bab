import { describe, expect, test } from '@jest/globals';
import { isLevel, ruleBookOf, ruleFor, scoreOf, severityOf, severityOfScore } from '../../../src/gates/reports/sarif-rule.ts';

const book = ruleBookOf({
  driver: { name: 'scan', rules: [{ id: 'a' }, { id: 'b' }, { name: 'nameless' }] },
  extensions: [{ rules: [{ id: 'x' }, { id: 'a', name: 'another a' }] }],
});

describe('a rule is found', () => {
  test.each<[string, Parameters<typeof ruleFor>[1], object | undefined]>([
    ['by its number', { index: 1 }, { id: 'b' }],
    ['by its name', { id: 'b' }, { id: 'b' }],
    ['by both', { id: 'a', index: 0 }, { id: 'a' }],
    ['in an extension', { id: 'a', index: 1, extension: 0 }, { id: 'a', name: 'another a' }],
    ['by its name alone, from an extension', { id: 'x' }, { id: 'x' }],
    ['by its number, when the name is nobody else’s', { id: 'z', index: 0 }, { id: 'a' }],
    ['by its name, when the number is another rule’s', { id: 'b', index: 0 }, { id: 'b' }],
    ['as the rule that it is a part of', { id: 'a/one/two' }, { id: 'a' }],
    ['without a name of its own', { index: 2 }, { name: 'nameless' }],
    ['nowhere', { id: 'q', index: 9 }, undefined],
    ['nowhere, with a number that says so', { index: -1 }, undefined],
  ])('%s', (_name, wanted, rule) => {
    expect(ruleFor(book, wanted)).toEqual(rule);
  });
});

test.each([
  ['9.8', 'critical'],
  ['9.0', 'critical'],
  ['8.9', 'high'],
  [7, 'high'],
  ['4', 'medium'],
  ['0.1', 'low'],
  ['0.0', 'none'],
])('a score of %s is %s', (stated, severity) => {
  expect(severityOfScore(scoreOf(stated) ?? Number.NaN)).toBe(severity);
});

test.each(['', 'high', '11', '-1', 'NaN', '1e1', undefined])('%j is no score', (stated) => {
  expect(scoreOf(stated)).toBeUndefined();
});

test('a score comes before a level, and a level that is none is not taken lightly', () => {
  expect([severityOf('note', 9.8), severityOf('error', 2), severityOf('error', 0), severityOf('note', undefined)]).toEqual([
    'critical',
    'low',
    'high',
    'low',
  ]);
  expect([severityOf('fatal', undefined), isLevel('fatal'), isLevel('constructor'), isLevel('note')]).toEqual([
    'high',
    false,
    false,
    true,
  ]);
});
