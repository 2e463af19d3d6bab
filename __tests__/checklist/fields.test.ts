import { describe, expect, test } from '@jest/globals';
import { itemFields, writtenItem } from '../../src/checklist/fields.ts';
import { issuesOf } from '../../src/gates/engine/validate.ts';

const fits = (fields: object) => issuesOf(itemFields, fields).map(({ path }) => path);

describe('what can be said of an item', () => {
  test.each([
    [{}],
    [{ who: { role: 'lead', users: ['a'] } }],
    [{ when: { paths: ['a'], author: ['bot'] } }],
    [{ asked: 'each-release' }],
    [{ asked: { standing: { lasts: 365, voidIfChanged: ['a'], environment: 'p' } } }],
    [{ onPush: { resetIfChanged: ['a'] } }],
    [{ signOff: { role: 'r', count: 2, via: 'box' } }],
    [{ rollUp: ['a', 'b'] }],
    [{ support: [{ gate: 'g', target: 't', source: {}, limits: {} }] }],
  ])('%j', (fields) => {
    expect(fits(fields)).toEqual([]);
  });

  test.each([
    [{ who: {} }, 'who'],
    [{ who: { write: false } }, 'who.write'],
    [{ when: {} }, 'when'],
    [{ when: { paths: [] } }, 'when.paths'],
    [{ when: { title: ['x'] } }, 'when'],
    [{ asked: { standing: { lasts: 366 } } }, 'asked.standing.lasts'],
    [{ asked: { standing: { lasts: 0 } } }, 'asked.standing.lasts'],
    [{ onPush: 'sometimes' }, 'onPush'],
    [{ signOff: { role: 'r', count: 0 } }, 'signOff.count'],
    [{ signOff: {} }, 'signOff'],
    [{ rollUp: [] }, 'rollUp'],
    [{ after: ['Not an id'] }, 'after.0'],
    [{ level: 'maybe' }, 'level'],
    [{ notApplicable: { reason: 'r' } }, 'notApplicable'],
    [{ debt: { until: '2027-01-01' } }, 'debt'],
    [{ origin: 'trust-me' }, 'origin'],
  ])('but not %j', (fields, path) => {
    expect(fits(fields)).toEqual(expect.arrayContaining([expect.stringContaining(path)]));
  });

  test('and in a checklist it has a title of one line’s length', () => {
    const issues = (title: unknown) => issuesOf(writtenItem, title === undefined ? {} : { title }).length;
    expect([issues('x'), issues(undefined), issues(''), issues('x'.repeat(1001))].map((count) => count > 0)).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });
});
