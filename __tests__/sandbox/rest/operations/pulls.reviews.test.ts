import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

test('who was asked for a review is asked no more', async () => {
  const pull = { ...here, pull_number: town.pull('asked').number };
  const heard: unknown[] = [];
  town.world.listeners.push(({ event, action, about }) => heard.push([`${event}.${action}`, about.requested_reviewer?.login]));
  await town.as('wil').rest.pulls.requestReviewers({ ...pull, reviewers: ['max'] });
  const gone = { ...pull, reviewers: ['max', 'ada'] };
  expect((await town.as('wil').rest.pulls.removeRequestedReviewers(gone)).data.requested_reviewers).toEqual([]);
  expect(heard).toEqual([
    ['pull_request.review_requested', 'max'],
    ['pull_request.review_request_removed', 'max'],
  ]);
  expect(await failure(town.as('rea').rest.pulls.removeRequestedReviewers(gone))).toMatchObject({ status: 403 });
});

test('what is pending is seen, changed and taken back by its author alone', async () => {
  const pull = { ...here, pull_number: town.pull('pending').number };
  const made = await town.as('max').rest.pulls.createReview({ ...pull, body: 'so far' });
  const review = { ...pull, review_id: made.data.id };
  expect((await town.as('ada').rest.pulls.listReviews(pull)).data).toEqual([]);
  expect(await failure(town.as('ada').rest.pulls.getReview(review))).toMatchObject({ status: 404 });
  expect((await town.as('max').rest.pulls.updateReview({ ...review, body: 'more' })).data.body).toBe('more');
  await town.as('max').rest.pulls.deletePendingReview(review);
  expect((await town.as('max').rest.pulls.listReviews(pull)).data).toEqual([]);
});

test('what was submitted is told when it is edited, and stays', async () => {
  const pull = { ...here, pull_number: town.pull('said').number };
  const made = await town.as('max').rest.pulls.createReview({ ...pull, event: 'APPROVE', body: 'well' });
  const review = { ...pull, review_id: made.data.id };
  const heard: unknown[] = [];
  town.world.listeners.push(({ event, action, raw }) => heard.push([`${event}.${action}`, raw]));
  expect((await town.as('max').rest.pulls.updateReview({ ...review, body: 'very well' })).data.state).toBe('APPROVED');
  expect(heard).toEqual([['pull_request_review.edited', { changes: { body: { from: 'well' } } }]]);
  expect(await failure(town.as('ada').rest.pulls.updateReview({ ...review, body: 'not' }))).toMatchObject({ status: 403 });
  expect(await failure(town.as('max').rest.pulls.deletePendingReview(review))).toMatchObject({ status: 422 });
});

test('a page of deliveries has a length, whatever is asked for', async () => {
  const list = (query: string) => town.app.request(`GET /app/hook/deliveries?${query}`);
  for (const query of ['per_page=0', 'per_page=many', 'per_page=1000']) expect((await list(query)).status).toBe(200);
  expect(await failure(list('status=odd'))).toMatchObject({ status: 422 });
});
