import { describe, expect, test } from '@jest/globals';
import * as cases from './cases.ts';

const { byGate, coverage, head, item, lead, policy } = cases;

describe('a policy that cannot be read', () => {
  const problem = { code: 'yaml.syntax', message: 'a colon is missing', remedy: 'Add it.', file: '.github/gonogo.yml', line: 3 };
  test('is cannot-tell with every problem, never go', () => {
    expect(cases.verdictOf({ policy: [problem, { ...problem, line: 9 }] })).toMatchObject({
      decision: 'cannot-tell',
      policy: null,
      obstacles: [
        { kind: 'policy', decision: 'cannot-tell', because: '.github/gonogo.yml:3: a colon is missing', next: 'Add it.' },
        { kind: 'policy' },
      ],
    });
  });

  test('and none at all too', () => {
    expect(cases.verdictOf({ policy: [] })).toMatchObject({ decision: 'cannot-tell', obstacles: [{ kind: 'policy' }] });
  });
});

test('a workspace hears nobody', () => {
  const one = item('a');
  const subject = { kind: 'workspace', repoId: 7, sha: head.sha } as const;
  const statements = [cases.say('tick', one, { scope: { subject: `7/workspace/${head.sha}` } })];
  expect(cases.verdictOf({ items: [one], subject, statements }).decision).toBe('waiting');
});

test('observing judges the same and says so', () => {
  const verdict = cases.verdictOf({ policy: policy([item('a')], { enforcement: 'observe' }) });
  expect(verdict).toMatchObject({ decision: 'waiting', enforcement: 'observe' });
});

test('a roll-up only repeats what its items say, and is not counted again', () => {
  const failing = item('g', { proof: byGate });
  const all = item('all', { proof: { by: 'items', of: 'all-above' } });
  const { counts } = cases.verdictOf({ items: [failing, all], evidence: [coverage(1)] });
  expect(counts).toMatchObject({ required: 2, done: 0, failed: 1 });
});

test('counts are of what applies and decides', () => {
  const until = '2026-12-01T00:00:00Z';
  const known = {
    done: item('done'),
    open: item('open'),
    stale: item('stale', { onPush: 'reset' }),
    waiting: item('waiting', { after: ['open'] }),
    unknown: item('unknown', { proof: { by: 'person', who: { role: 'pilot' }, support: [], couldBe: [] } }),
    failed: item('failed', { proof: byGate }),
    waived: item('waived'),
    na: item('na', { notApplicable: { reason: 'r', until } }),
    off: item('off', { when: { labels: ['no'] } }),
    should: item('should', { level: 'should' }),
    debt: item('debt', { debt: { owner: 'o', until } }),
    later: item('later', { phase: 'verify' }),
  };
  const { counts } = cases.verdictOf({
    items: Object.values(known),
    evidence: [coverage(1)],
    statements: [
      cases.say('tick', known.done),
      cases.say('tick', known.waiting),
      cases.say('tick', known.stale, { head: 'bbbb', tree: 'x' }),
      cases.say('waive', known.waived, { by: lead, reason: 'r', until }),
    ],
  });
  expect(counts).toEqual({ required: 9, done: 3, failed: 1, cannotTell: 1, open: 3, waived: 1, notApplicable: 1, debts: 2 });
});
