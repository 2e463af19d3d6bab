import { expect, test } from '@jest/globals';
import { cannotVerify, names, unmappedRole, voiceOf } from '../../src/verdict/proof.ts';
import { item, lead, reviewer, say } from './cases.ts';

test('a voice is who, when and what, with reason and end when they were given', () => {
  const a = item('a');
  expect(voiceOf(say('tick', a), 'tick')).toEqual({ by: reviewer, at: '2026-11-21T11:00:00Z', act: 'tick' });
  expect(voiceOf(say('na', a, { reason: 'r', until: 'u' }), 'na')).toMatchObject({ act: 'na', reason: 'r', until: 'u' });
});

test('names are said once each', () => {
  const voice = (by: typeof lead) => voiceOf(say('sign', item('a'), { by }), 'sign');
  expect(names([voice(lead), voice(reviewer), voice(lead)])).toBe('lea, bob');
});

test('what nobody can verify or fill cannot be told, and says what to do', () => {
  expect(unmappedRole('pilot')).toMatchObject({ state: 'cannot-tell', next: expect.stringContaining('people.pilot') });
  expect(cannotVerify(say('tick', item('a')), 'the role pilot')).toMatchObject({
    state: 'cannot-tell',
    because: expect.stringContaining('bob'),
  });
});
