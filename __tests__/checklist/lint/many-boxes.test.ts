import { expect, test } from '@jest/globals';
import { manyBoxes, mostBoxes } from '../../../src/checklist/lint/many-boxes.ts';
import { boxes, reading } from './readings.ts';

test('forty are enough', () => {
  expect(manyBoxes(reading(boxes(mostBoxes)))).toEqual([]);
  expect(manyBoxes(reading(boxes(mostBoxes + 1)))).toMatchObject([
    { code: 'lint.many-boxes', message: expect.stringMatching(/^41 /) },
  ]);
});

test.each([
  'level: should',
  'asked: { standing: {} }',
  "when: { paths: ['a'] }",
  'phase: rollback',
  'signOff: { role: lead }',
  'notApplicable: { reason: r, until: 2030-01-01 }',
])('not asked each time: %s', (field) => {
  expect(manyBoxes(reading([...boxes(mostBoxes), `{ id: other, title: Other, ${field} }`]))).toEqual([]);
});

test('each candidate stands once, with its reason', () => {
  const items = [
    '{ id: tests, title: Test coverage is documented }',
    '{ id: wall, title: Firewall configured }',
    '{ id: live, title: Firewall configured there too, phase: verify }',
    '{ id: docs, title: Runbooks are there }',
    '{ id: named, title: Covered, gate: coverage, limits: { lines: 80 } }',
  ];
  const [warning] = manyBoxes(reading([...boxes(mostBoxes), ...items]));
  expect(warning?.mentions.map(({ what, items: found }) => [what, found.map(({ id }) => id)])).toEqual([
    ['could be proved by a gate', ['tests', 'named']],
    ['could stand for a while', ['wall']],
    ['could be `should`', ['docs']],
  ]);
  expect(warning?.mentions[0]?.items[0]?.why).toBe('says "test coverage": perhaps the gate coverage');
});
