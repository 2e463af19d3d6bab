import { expect, test } from '@jest/globals';
import { inProgress } from '../../../src/reconcile/check/in-progress.ts';
import { plainOutput } from '../../../src/views/check-run/plain.ts';

test('says the same and concludes nothing', () => {
  const output = plainOutput('gonogo', { is: 'trouble', because: 'GitHub is away' });
  const { conclusion, ...rest } = { conclusion: '', ...output };
  expect(conclusion).toBe('failure');
  expect(inProgress(output)).toEqual({ ...rest, status: 'in_progress' });
  expect(inProgress({ ...output, detailsUrl: 'https://example.com/' })).toMatchObject({ detailsUrl: 'https://example.com/' });
});
