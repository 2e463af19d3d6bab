import { expect, test } from '@jest/globals';
import { plainOutput } from '../../../src/views/check-run/plain.ts';
import { severalOutput } from '../../../src/views/check-run/several.ts';
import { checkRunOutput } from '../../../src/views/check-run.ts';
import { sha, verdict } from '../samples.ts';

const outputFor = (decision: 'go' | 'waiting' | 'no-go', number: number) =>
  checkRunOutput(verdict({ subject: { kind: 'pull-request', repoId: 1, number, sha }, decision }), {
    now: '2026-11-21T12:00:00Z',
  });
const share = (number: number, decision: 'go' | 'waiting' | 'no-go') => ({ number, output: outputFor(decision, number) });

test('one alone says what it says', () => {
  expect(severalOutput([share(7, 'go')])).toEqual(outputFor('go', 7));
  expect(severalOutput([])).toBeUndefined();
});

test.each([
  [['go', 'go'], 'success'],
  [['go', 'waiting'], 'action_required'],
  [['waiting', 'no-go', 'go'], 'failure'],
] as const)('%j together: %s', (decisions, conclusion) => {
  const found = severalOutput(decisions.map((decision, at) => share(at + 1, decision)));
  expect(found).toMatchObject({ status: 'completed', conclusion });
});

test('what is closed or in progress lets nothing go either', () => {
  const closed = { number: 2, output: plainOutput('gonogo', { is: 'closed', because: 'x' }) };
  const running = { number: 3, output: { ...outputFor('waiting', 3), status: 'in_progress' as const } };
  expect(severalOutput([share(1, 'go'), closed])).toMatchObject({ conclusion: 'cancelled' });
  expect(severalOutput([share(1, 'go'), running])).toMatchObject({ status: 'in_progress' });
});

test('it names the worst in its title and all in its summary', () => {
  const found = severalOutput([share(4, 'go'), share(2, 'no-go')]);
  expect(found?.title.startsWith('#2: NO-GO')).toBe(true);
  expect(found?.summary).toMatch(/- #2: .*\n- #4: GO\n/);
});
