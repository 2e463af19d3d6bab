import { expect, test } from '@jest/globals';
import { subjectKey } from '../../../src/ledger/statement.ts';
import type { Review } from '../../../src/reconcile/ports/snapshot.ts';
import { hearReviews, withoutReviews } from '../../../src/reconcile/pull/hear-reviews.ts';
import { refusedKey } from '../../../src/reconcile/pull/rights.ts';
import { bySignOff, item, lead, policy, pullRequest, say } from '../../verdict/cases.ts';

const items = [
  item('backups'),
  item('security', { proof: { ...bySignOff, via: 'review' } }),
  item('privacy', { proof: { ...bySignOff, via: 'command' } }),
];
const review = (more: Partial<Review> = {}): Review => ({
  id: 5,
  by: { ...lead, kind: 'human' },
  says: 'approved',
  at: '2026-11-21T11:00:00Z',
  on: { sha: 'aaaa', tree: 'tree-a' },
  url: 'https://github.com/acme/shop/pull/12#pullrequestreview-5',
  ...more,
});
const hear = (reviews: readonly Review[] | null, statements = [] as ReturnType<typeof hearReviews>) =>
  hearReviews({ reviews, policy: policy(items), repoId: 7, subject: subjectKey(pullRequest), statements });

test('one approval is a word on the whole, and signs what reviews sign, on its own commit', () => {
  expect(hear([review()]).map(({ act, item: id, head, tree, via }) => [act, id, head, tree, via])).toEqual([
    ['sign', undefined, 'aaaa', 'tree-a', 'review'],
    ['sign', 'security', 'aaaa', 'tree-a', 'review'],
  ]);
});

test.each(['changes', 'dismissed'] as const)('one that says %s takes back', (says) => {
  expect(hear([review({ says })]).map(({ act, item: id }) => [act, id])).toEqual([
    ['unsign', undefined],
    ['unsign', 'security'],
  ]);
});

test('what was heard is not heard again, and what was refused is not either', () => {
  const said = hear([review()]);
  expect(hear([review()], said)).toEqual([]);
  const [whole] = said;
  if (whole === undefined) throw new Error('nothing was heard');
  expect(hear([review()], [{ ...whole, act: 'refused', key: refusedKey(whole.key) }])).toEqual([]);
  expect(hear([review({ says: 'dismissed' })], said)).toHaveLength(2);
});

test('programs, and accounts that are no more, say nothing', () => {
  expect(hear([review({ by: { ...lead, kind: 'bot' } }), review({ by: null })])).toEqual([]);
  expect(hear(null)).toEqual([]);
});

test('an approval of a commit that is no more is of none that counts', () => {
  expect(hear([review({ on: null })])[0]).toMatchObject({ head: 'unknown', tree: 'unknown' });
});

test('where not all are told, no review signs, and everything else stays', () => {
  const signed = say('sign', items[2], { via: 'command' });
  const back = say('unsign', items[1], { via: 'review' });
  expect(withoutReviews([...hear([review()]), signed, back])).toEqual([signed, back]);
});
