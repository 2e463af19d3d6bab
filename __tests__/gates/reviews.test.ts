import { describe, expect, test } from '@jest/globals';
import type { ShownReview } from '../../src/gates/engine/platform.ts';
import type { Json } from '../../src/ground/json.ts';
import { askPlatform } from './recorded-platform.ts';

const review = (by: string, more: Partial<ShownReview> = {}): ShownReview => ({
  by,
  says: 'approved',
  isCurrent: true,
  own: 'no',
  write: 'yes',
  named: 'no',
  codeowner: 'no',
  url: 'https://github.com/acme/shop/pull/1',
  ...more,
});
const ask = (reviews: readonly ShownReview[], limits: Json = {}, source: Json = { role: 'lead' }) =>
  askPlatform({ reviews }, { gate: 'reviews', source, limits });

describe('who approves of this commit', () => {
  test.each<[string, readonly ShownReview[], Json, string, string[]]>([
    ['one, as usual', [review('ada')], {}, 'pass', []],
    ['nobody', [], {}, 'fail', ['approvals']],
    ['one of two', [review('ada')], { minimum: 2 }, 'fail', ['approvals']],
    ['of an earlier commit', [review('ada', { isCurrent: false })], {}, 'fail', ['approvals']],
    ['the author', [review('wil', { own: 'yes' })], {}, 'fail', ['approvals']],
    ['perhaps the author', [review('wil', { own: 'unknown' })], {}, 'cannot-tell', []],
    ['a stranger', [review('eve', { write: 'no' })], {}, 'fail', ['approvals']],
    ['perhaps a stranger', [review('eve', { write: 'unknown' })], {}, 'cannot-tell', []],
    ['named without write access', [review('sec', { write: 'no', named: 'yes' })], { named: 1 }, 'pass', []],
    ['none of the named', [review('ada')], { named: 1 }, 'fail', ['named']],
    ['perhaps one of the named', [review('ada', { named: 'unknown' })], { named: 1 }, 'cannot-tell', []],
    [
      'the named one is the author',
      [review('ada'), review('sec', { named: 'yes', own: 'yes' })],
      { named: 1 },
      'fail',
      ['named'],
    ],
    ['an owner', [review('ada', { codeowner: 'yes' })], { codeowners: 1 }, 'pass', []],
    ['no owner', [review('ada')], { codeowners: 1 }, 'fail', ['codeowners']],
    ['perhaps an owner', [review('ada', { codeowner: 'unknown' })], { codeowners: 1 }, 'cannot-tell', []],
    ['somebody asks for changes', [review('ada'), review('max', { says: 'changes' })], {}, 'fail', ['changes:max']],
    ['on an earlier commit', [review('ada'), review('max', { says: 'changes', isCurrent: false })], {}, 'fail', ['changes:max']],
    ['a stranger asks for changes', [review('ada'), review('eve', { says: 'changes', write: 'no' })], {}, 'pass', []],
    ['perhaps a stranger does', [review('ada'), review('eve', { says: 'changes', write: 'unknown' })], {}, 'cannot-tell', []],
    ['somebody twice', [review('ada'), review('ada')], { minimum: 2 }, 'cannot-tell', []],
  ])('%s', async (_, reviews, limits, result, found) => {
    const judgement = await ask(reviews, limits);
    expect([judgement.result, judgement.findings.map(({ id }) => id)]).toEqual([result, found]);
    expect(result === 'pass' || (judgement.remedy ?? '') !== '').toBe(true);
  });

  test('who is named must be said', async () => {
    const judgement = await ask([review('ada', { named: 'yes' })], { named: 1 }, {});
    expect(judgement.result).toBe('cannot-tell');
    expect(judgement.remedy).toBe('Name a role, a team or logins in the source.');
  });

  test('a waiver covers what is missing, and no less', async () => {
    const { findings } = await ask([review('ada')], { minimum: 3 });
    expect(findings).toEqual([{ id: 'approvals', title: '1 of 3 approvals', value: 1, better: 'higher' }]);
  });
});
