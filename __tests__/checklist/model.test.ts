import { expect, test } from '@jest/globals';
import { levels, phases } from '../../src/checklist/model.ts';

test('phases stand in the order of a release, and a rollback outside of it', () => {
  expect(phases).toEqual(['merge', 'sign-off', 'deploy', 'verify', 'day', 'week', 'month', 'rollback']);
  expect(levels).toEqual(['must', 'should', 'may']);
});
