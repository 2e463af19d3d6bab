import { describe, expect, test } from '@jest/globals';
import type { Statement } from '../../src/ledger/statement.ts';
import { author, bot, facts, item, lead, outsider, policy, say, second, stranger, verdictOf } from './cases.ts';

const a = item('a');
const ticked = say('tick', a);
const hold = (more: Partial<Statement> = {}) => say('hold', undefined, { via: 'command', reason: 'wait for legal', ...more });
const lift = (more: Partial<Statement> = {}) =>
  say('release-hold', undefined, { via: 'command', at: '2026-11-21T11:30:00Z', ...more });
const decision = (...statements: Statement[]) => verdictOf({ items: [a], statements: [ticked, ...statements] }).decision;

describe('a hold', () => {
  test.each<[string, Statement[], string]>([
    ['by somebody with write access stops a release that is ready', [hold()], 'waiting'],
    ['by the author stops it too', [hold({ by: author })], 'waiting'],
    ['by somebody without any right does not', [hold({ by: outsider })], 'go'],
    ['by a bot does not', [hold({ by: bot })], 'go'],
    ['by somebody who cannot be verified does', [hold({ by: stranger })], 'waiting'],
    ['is lifted by who set it', [hold(), lift()], 'go'],
    ['is lifted by the release role', [hold(), lift({ by: lead })], 'go'],
    ['is not lifted by somebody else', [hold(), lift({ by: second })], 'waiting'],
    ['is not lifted by somebody who cannot be verified', [hold(), lift({ by: stranger })], 'waiting'],
    ['is not lifted before it was set', [hold(), lift({ at: '2026-11-21T10:00:00Z' })], 'waiting'],
    ['is not lifted in the same second', [hold(), lift({ at: '2026-11-21T11:00:00Z' })], 'waiting'],
    ['stands beside another that was lifted', [hold(), lift(), hold({ by: second })], 'waiting'],
    ['set again stands again', [hold(), lift(), hold({ at: '2026-11-21T11:45:00Z' })], 'waiting'],
    ['that was refused does not', [{ ...hold(), act: 'refused' }], 'go'],
  ])('%s', (_, statements, expected) => {
    expect(decision(...statements)).toBe(expected);
  });

  test('says who, why, and who lifts it', () => {
    expect(verdictOf({ items: [a], statements: [ticked, hold()] }).obstacles).toEqual([
      {
        kind: 'hold',
        decision: 'waiting',
        because: 'held by bob: wait for legal',
        next: expect.stringContaining('release-hold'),
      },
    ]);
  });
});

describe('a freeze', () => {
  const frozen = (from: string, until: string, subject?: Parameters<typeof verdictOf>[0]['subject']) =>
    verdictOf({
      policy: policy([a], { freeze: [{ from, until, reason: 'holidays' }] }),
      statements: [ticked],
      ...(subject && { subject }),
    });

  test.each([
    ['2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z', 'waiting'],
    ['2026-11-21T12:00:00Z', '2026-11-22T00:00:00Z', 'waiting'],
    ['2026-11-21T00:00:00Z', '2026-11-21T12:00:00Z', 'go'],
    ['2026-11-22T00:00:00Z', '2026-11-23T00:00:00Z', 'go'],
    ['2026-11-21T00:00:00Z', 'who knows', 'waiting'],
    ['who knows', '2026-11-22T00:00:00Z', 'waiting'],
  ])('from %s until %s: %s', (from, until, expected) => {
    expect(frozen(from, until).decision).toBe(expected);
  });

  test('says until when, and when it begins the verdict is due again', () => {
    expect(frozen('2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z').obstacles[0]?.because).toContain(
      '2026-11-22T00:00:00Z: holidays',
    );
    expect(frozen('2026-11-22T00:00:00Z', '2026-11-23T00:00:00Z').changesAt).toBe('2026-11-22T00:00:00.000Z');
  });

  test('does not stop the verification of what is out already', () => {
    const subject = { kind: 'release', repoId: 7, tag: 'v1', sha: facts.head.sha } as const;
    expect(frozen('2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z', subject).obstacles.map(({ kind }) => kind)).not.toContain(
      'freeze',
    );
  });
});

test('what an emergency left behind blocks the next ordinary release', () => {
  const debts = [{ item: 'backup', due: '2026-11-22T00:00:00Z', link: 'https://example.com/issues/9' }];
  const verdict = verdictOf({ items: [a], statements: [ticked], facts: { ...facts, debts } });
  expect(verdict).toMatchObject({
    decision: 'waiting',
    obstacles: [{ kind: 'debt', next: expect.stringContaining('issues/9') }],
  });
});

describe('what belongs to another subject', () => {
  const debts = [{ item: 'backup', due: '2026-11-22T00:00:00Z' }];
  const subjects = {
    pullRequest: { kind: 'pull-request', repoId: 7, number: 12, sha: facts.head.sha },
    mergeGroup: { kind: 'merge-group', repoId: 7, sha: facts.head.sha },
    deployment: { kind: 'deployment', repoId: 7, environment: 'p', sha: facts.head.sha },
    release: { kind: 'release', repoId: 7, tag: 'v1', sha: facts.head.sha },
    workspace: { kind: 'workspace', repoId: 7, sha: facts.head.sha },
  } as const;
  const kinds = (subject: keyof typeof subjects, more: Partial<typeof facts>) =>
    verdictOf({ policy: policy([a], { solo: true }), subject: subjects[subject], facts: { ...facts, ...more } }).obstacles.map(
      ({ kind }) => kind,
    );

  test('old debts block the next merge, and nothing that is out already', () => {
    expect(kinds('pullRequest', { debts })).toContain('debt');
    expect(kinds('mergeGroup', { debts })).toContain('debt');
    for (const subject of ['deployment', 'release', 'workspace'] as const)
      expect(kinds(subject, { debts })).not.toContain('debt');
  });

  test('the merge of a commit is asked for its deployment alone', () => {
    expect(kinds('deployment', { merge: 'no-go' })).toContain('merge');
    expect(kinds('deployment', { merge: 'go' })).not.toContain('merge');
    for (const subject of ['pullRequest', 'mergeGroup', 'release', 'workspace'] as const) {
      expect(kinds(subject, { merge: 'no-go' })).not.toContain('merge');
    }
  });

  test('what is not known of it is said so', () => {
    const because = (merge: null | 'no-go') =>
      verdictOf({ items: [a], subject: subjects.deployment, facts: { ...facts, merge } }).obstacles.find(
        ({ kind }) => kind === 'merge',
      )?.because;
    expect(because(null)).toContain('not known');
    expect(because('no-go')).toContain('no-go');
  });
});
