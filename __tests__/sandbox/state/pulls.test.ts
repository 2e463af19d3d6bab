import { describe, expect, test } from '@jest/globals';
import {
  addReview,
  closePull,
  dismissReview,
  labelOfHead,
  openPull,
  reopenPull,
  requestReview,
  retarget,
  setDraft,
  submitReview,
  syncHead,
} from '../../../src/sandbox/state/pulls.ts';
import { commitFiles, push } from '../../../src/sandbox/state/pushes.ts';
import { town } from '../town.ts';

describe('opening', () => {
  test('needs two branches, something between them, and no other that is open', () => {
    const { world, repo, person, pull } = town();
    const issue = pull('next');
    const open = (base: string, ref: string) => () =>
      openPull(world, repo, { title: 't', author: person('wil'), base, head: { repo, ref } });
    for (const [base, ref] of [
      ['main', 'nowhere'],
      ['nowhere', 'next'],
      ['main', 'next'],
      ['main', 'main'],
    ] as const) {
      expect(open(base, ref)).toThrow('Validation Failed');
    }
    expect([repo.refs.get('refs/pull/1/head'), labelOfHead(issue.pull)]).toEqual([issue.pull.headSha, 'acme:next']);
  });
});

test('closes, reopens, and not without its branch', () => {
  const { world, repo, person, pull } = town();
  const issue = pull('next');
  closePull(world, issue, { sender: person('wil') });
  expect([issue.state, repo.open.size]).toEqual(['closed', 0]);
  reopenPull(world, issue, person('wil'));
  expect([issue.state, issue.closedAt]).toEqual(['open', null]);
  push(world, { repo, ref: 'refs/heads/next', sha: null, sender: person('wil') });
  expect(issue.state).toBe('closed');
  expect(() => reopenPull(world, issue, person('wil'))).toThrow('Validation Failed');
});

test('is retargeted, made a draft and made ready, and tells what it was', () => {
  const { world, repo, person, pull, root } = town();
  const issue = pull('next');
  push(world, { repo, ref: 'refs/heads/other', sha: root, sender: person('wil') });
  const heard: unknown[] = [];
  world.listeners.push(({ action, raw }) => heard.push([action, raw]));
  const sender = person('wil');
  retarget(world, issue, { base: 'other', sender });
  expect(() => retarget(world, issue, { base: 'nowhere', sender })).toThrow('Validation Failed');
  setDraft(world, issue, { draft: true, sender });
  setDraft(world, issue, { draft: true, sender });
  setDraft(world, issue, { draft: false, sender });
  syncHead(world, issue, { sha: root, sender });
  expect(heard).toEqual([
    ['edited', { changes: { base: { ref: { from: 'main' }, sha: { from: root } } } }],
    ['converted_to_draft', undefined],
    ['ready_for_review', undefined],
    ['synchronize', { before: expect.any(String), after: root }],
  ]);
});

test('reviews bind to the head they were given for, and nobody approves their own', () => {
  const { world, repo, person, pull } = town();
  const issue = pull('next');
  requestReview(world, issue, { reviewer: person('max'), sender: person('wil') });
  const review = addReview(world, issue, { author: person('max'), state: 'APPROVED' });
  const first = issue.pull.headSha;
  commitFiles(world, repo, { author: person('wil'), message: 'm', branch: 'next', files: { b: '1' } });
  expect([review.commit, issue.pull.headSha === first, issue.pull.requested.size]).toEqual([first, false, 0]);
  dismissReview(world, review, person('ada'));
  expect(review.state).toBe('DISMISSED');
  expect(() => addReview(world, issue, { author: person('wil'), state: 'APPROVED' })).toThrow('Unprocessable Entity');
  const pending = addReview(world, issue, { author: person('rea'), state: 'PENDING' });
  submitReview(world, pending, { state: 'COMMENTED', body: 'hm' });
  expect([pending.state, pending.body, pending.submittedAt === null]).toEqual(['COMMENTED', 'hm', false]);
});
