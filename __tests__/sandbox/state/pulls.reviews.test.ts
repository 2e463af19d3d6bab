import { expect, test } from '@jest/globals';
import { addReview, dismissReview, requestReview, submitReview } from '../../../src/sandbox/state/pulls.ts';
import { town } from '../town.ts';

test('a refused review leaves nothing behind', () => {
  const { world, person, pull } = town();
  const issue = pull('next');
  const own = addReview(world, issue, { author: person('wil'), state: 'PENDING' });
  expect(() => submitReview(world, own, { state: 'APPROVED' })).toThrow('Unprocessable Entity');
  expect([own.state, own.submittedAt]).toEqual(['PENDING', null]);
});

test('a review is submitted once, and one is pending at a time', () => {
  const { world, person, pull } = town();
  const issue = pull('next');
  const review = addReview(world, issue, { author: person('max'), state: 'PENDING' });
  expect(() => addReview(world, issue, { author: person('max'), state: 'APPROVED' })).toThrow('Unprocessable Entity');
  submitReview(world, review, { state: 'APPROVED' });
  expect(() => submitReview(world, review, { state: 'COMMENTED', body: 'b' })).toThrow('Unprocessable Entity');
  expect(review.state).toBe('APPROVED');
});

test('only a verdict is dismissed', () => {
  const { world, person, pull } = town();
  const issue = pull('next');
  const said = addReview(world, issue, { author: person('max'), state: 'COMMENTED', body: 'b' });
  expect(() => dismissReview(world, said, person('ada'))).toThrow('Unprocessable Entity');
  expect(said.state).toBe('COMMENTED');
});

test('those are asked for a review who may read it, and not its author', () => {
  const { world, person, pull, gate } = town();
  const issue = pull('next');
  for (const reviewer of [person('wil'), gate.bot])
    expect(() => requestReview(world, issue, { reviewer, sender: person('wil') })).toThrow('Unprocessable Entity');
  expect(issue.pull.requested.size).toBe(0);
});
