import { expect, test } from '@jest/globals';
import { calledOf, howToAnswer, wayToAnswer } from '../../../src/views/replies/known.ts';
import { stateOf } from '../../verdict/cases.ts';
import { known } from './knowns.ts';

test.each([
  ['backups', 'tick', '`/gonogo tick db-1`'],
  ['operations', 'sign', '`/gonogo sign sign-2`'],
  ['security', 'review', 'an approving review of this commit'],
  ['coverage', undefined, undefined],
  ['all', undefined, undefined],
])('%s is answered by %s', (id, way, how) => {
  const item = stateOf(known.verdict, id);
  expect([wayToAnswer(item, known), howToAnswer(item, known)]).toEqual([way, how]);
});

test('an item without a handle is called by its id', () => {
  expect(calledOf({ id: 'x.y', title: 't' }, known)).toEqual({ handle: 'x.y', title: 't' });
});
