import { expect, test } from '@jest/globals';
import { type Occasion, plainOutput } from '../../../src/views/check-run/plain.ts';
import { checkRunOutput } from '../../../src/views/check-run.ts';
import { sha, verdict } from '../samples.ts';

const subject = { kind: 'pull-request', repoId: 1, number: 7, sha } as const;
const output = checkRunOutput(verdict({ subject, decision: 'go' }), { now: '2026-11-21T12:00:00Z' });

const occasions: readonly Occasion[] = [
  { is: 'not-a-release', releases: ['a pull request from a branch release/*'] },
  { is: 'settling', output },
  { is: 'trouble', because: 'GitHub could not be asked: 502' },
  { is: 'waiting', because: 'ci.yml is still running' },
  { is: 'closed', because: 'No open pull request has it' },
  { is: 'introduced' },
];

test('only what is no release lets a commit go', () => {
  const conclusions = occasions.map((occasion) => {
    const made = plainOutput('gonogo', occasion);
    return [occasion.is, made.status === 'completed' ? made.conclusion : made.status];
  });
  expect(conclusions).toEqual([
    ['not-a-release', 'success'],
    ['settling', 'action_required'],
    ['trouble', 'failure'],
    ['waiting', 'in_progress'],
    ['closed', 'cancelled'],
    ['introduced', 'cancelled'],
  ]);
});

test('each says what it is', () => {
  expect(occasions.map((occasion) => plainOutput('gonogo', occasion).title)).toEqual([
    'Not a release',
    `${output.title}, in a moment`,
    'CANNOT TELL: GitHub could not be asked: 502',
    'WAITING: ci.yml is still running',
    'Not asked any more',
    'This check is ready to be required',
  ]);
});

test('what settles shows all that it will show', () => {
  const settling = plainOutput('gonogo', { is: 'settling', output });
  expect(settling.summary.endsWith(output.summary)).toBe(true);
  expect(settling.text).toBe(output.text);
});

test('what a release is stands below what is none, and foreign words stay words', () => {
  const { summary } = plainOutput('gonogo', { is: 'not-a-release', releases: ['one labelled <b>@acme/all</b>'] });
  expect(summary).toContain('A release is:');
  expect(summary).not.toContain('<b>');
  expect(summary).not.toContain('@acme/all');
});

test('a reason of any length fits', () => {
  const { title, summary } = plainOutput('gonogo', { is: 'trouble', because: 'x'.repeat(100_000) });
  expect(title.length).toBeLessThanOrEqual(140);
  expect(summary.length).toBeLessThan(1_000);
});
