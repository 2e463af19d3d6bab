import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Judgement, Result } from '../../../src/gates/engine/contract.ts';
import { judgeClaim, worst } from '../../../src/gates/engine/judge.ts';
import { failing, passing, tideClaim, tideGate } from './gates.ts';

const limits = { least: 2 };

test('what a gate says of good evidence stands', () => {
  expect(judgeClaim(tideGate(), tideClaim(3), limits)).toEqual(passing(3));
  expect(judgeClaim(tideGate(), tideClaim(1), limits)).toEqual(failing(1));
});

describe('it cannot tell', () => {
  const { data: _, ...head } = { ...tideClaim(3), data: null };
  const broken = { ...head, state: 'broken' as const, reason: 'The gauge is dry.' };

  test.each([
    ['of a gate that there is not', undefined, tideClaim(3), limits, 'no gate tide', 'same version'],
    ['of the claim of another gate', tideGate({ id: 'wind' }), tideClaim(3), limits, 'no gate tide', 'same version'],
    ['of a broken claim', tideGate(), broken, limits, 'The gauge is dry.', 'run tide again'],
    [
      'of a broken claim with a remedy',
      tideGate(),
      { ...broken, remedy: 'Add water.' },
      limits,
      'The gauge is dry.',
      'Add water.',
    ],
    ['of other data', tideGate(), { ...tideClaim(3), data: { height: '3' } }, limits, 'height: must be a number', 'again'],
    ['of no data', tideGate(), { ...tideClaim(3), data: null }, limits, 'must be a set of keys', 'again'],
    ['by other limits', tideGate(), tideClaim(3), { lest: 2 }, 'did you mean "least"', 'limits of tide'],
    ['by no limits', tideGate(), tideClaim(3), undefined, 'cannot be used', 'limits of tide'],
  ])('%s', (_name, gate, claim, given, summary, remedy) => {
    const judgement = judgeClaim(gate, claim, given);
    expect(judgement).toMatchObject({ result: 'cannot-tell', measured: [], findings: [] });
    expect(judgement.summary).toContain(summary);
    expect(judgement.remedy).toContain(remedy);
  });

  const crash = () => {
    throw new Error('no moon');
  };
  const height = (value: number) => [{ metric: 'height', value }];

  test.each<[string, () => Judgement, string]>([
    ['crashes', crash, 'no moon'],
    ['passes with nothing measured', () => ({ ...passing(3), measured: [] }), 'nothing measured'],
    ['passes with a limit that is not kept', () => ({ ...failing(1), result: 'pass' }), 'not kept'],
    ['fails without a finding', () => ({ ...failing(1), findings: [] }), 'without a finding'],
    ['measures NaN', () => ({ ...passing(3), measured: height(Number.NaN) }), 'height is NaN'],
    ['measures without end', () => ({ ...failing(1), measured: height(Number.NEGATIVE_INFINITY) }), 'height is -Infinity'],
    ['finds NaN', () => ({ ...failing(1), findings: [{ id: 'low', title: '', value: Number.NaN }] }), 'finding low is NaN'],
    ['finds a thing twice', () => ({ ...failing(1), findings: [...failing(1).findings, ...failing(1).findings] }), 'the id low'],
    ['answers something else', () => JSON.parse('{"result":"green","measured":[],"findings":[]}'), 'green is no result'],
    ['answers nothing', () => JSON.parse('null'), 'crashed'],
    ['forgets a part', () => JSON.parse('{"result":"pass"}'), 'crashed'],
  ])('by a gate that %s', (_name, judge, summary) => {
    const judgement = judgeClaim(tideGate({ judge }), tideClaim(3), limits);
    expect(judgement.result).toBe('cannot-tell');
    expect(judgement.summary).toContain(summary);
    expect(judgement.remedy).toContain('report it');
  });
});

test('whatever the data and the limits are, it answers, and passes only above the limit', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (height, least) => {
      const claim = { ...tideClaim(0), state: 'collected' as const, data: JSON.parse(JSON.stringify({ height }) ?? 'null') };
      const { result } = judgeClaim(tideGate(), claim, { least });
      const isNumbers = Number.isFinite(claim.data.height) && Number.isFinite(least);
      expect(result).toBe(isNumbers ? (claim.data.height >= Number(least) ? 'pass' : 'fail') : 'cannot-tell');
    }),
  );
});

describe('the worst', () => {
  const answer = (result: Result, summary = ''): Judgement => ({ result, summary, measured: [], findings: [] });

  test.each<[Result[], Result]>([
    [['pass'], 'pass'],
    [['pass', 'not-applicable'], 'not-applicable'],
    [['not-applicable', 'cannot-tell', 'pass'], 'cannot-tell'],
    [['cannot-tell', 'fail', 'pass', 'not-applicable'], 'fail'],
    [[], 'cannot-tell'],
  ])('of %j is %s', (results, expected) => {
    expect(worst(results.map((result) => answer(result))).result).toBe(expected);
  });

  test('is the first among equals', () => {
    expect(worst([answer('pass'), answer('fail', 'a'), answer('fail', 'b')]).summary).toBe('a');
  });
});
