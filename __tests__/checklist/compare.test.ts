import { describe, expect, test } from '@jest/globals';
import { itemLoosenings } from '../../src/checklist/compare.ts';
import type { Item } from '../../src/checklist/model.ts';
import { byGate, byPerson, bySignOff, coverageUse, item } from '../verdict/cases.ts';

const until = (day: string) => `2027-01-${day}T00:00:00Z`;
const debt = (day: string) => ({ debt: { owner: 'ann', until: until(day) } });
const na = (day: string) => ({ notApplicable: { reason: 'r', until: until(day) } });
const limit = { metric: 'p95', value: 200, grade: 'target', text: 'p95 < 200 ms' } as const;
const lines = (least: number): Partial<Item> => ({ proof: { ...byGate, use: { ...coverageUse, limits: { lines: least } } } });

describe('one wording after another', () => {
  test.each<[Partial<Item>, Partial<Item>, string[]]>([
    [{}, {}, []],
    [{ level: 'should' }, { level: 'must' }, []],
    [{ level: 'must' }, { level: 'should' }, ['level']],
    [{ when: { paths: ['a'] } }, {}, []],
    [{}, { when: { paths: ['a'] } }, ['when']],
    [{ phase: 'verify' }, { phase: 'merge' }, []],
    [{ phase: 'merge' }, { phase: 'rollback' }, ['phase']],
    [{ enforceFrom: until('09') }, { enforceFrom: until('03') }, []],
    [{ enforceFrom: until('03') }, { enforceFrom: until('09') }, ['enforceFrom']],
    [{}, { enforceFrom: until('03') }, ['enforceFrom']],
    [debt('09'), debt('03'), []],
    [debt('03'), debt('09'), ['debt']],
    [na('09'), na('03'), []],
    [na('03'), na('09'), ['notApplicable']],
    [lines(80), lines(90), []],
    [lines(80), lines(50), ['limits of coverage']],
    [
      lines(80),
      { proof: { ...byGate, use: { ...coverageUse, limits: { lines: 90 }, source: { files: 'other' } } } },
      ['its proof'],
    ],
    [{ proof: { ...bySignOff, count: 2 } }, { proof: bySignOff }, ['its proof']],
    [{ proof: bySignOff }, { proof: byPerson }, ['its proof']],
    [{ limits: [limit] }, { limits: [{ ...limit, value: 100 }] }, ['limits']],
    [{ parameters: { days: 3 } }, { parameters: { days: 5 } }, ['parameters']],
    [{ onPush: 'reset' }, { onPush: 'keep' }, ['onPush']],
    [{ locked: true }, {}, ['locked']],
    [{ title: 'A' }, { title: 'B' }, ['title']],
  ])('%j, then %j', (before, after, expected) => {
    expect(itemLoosenings(item('a', before), item('a', after))).toEqual(expected);
  });
});
