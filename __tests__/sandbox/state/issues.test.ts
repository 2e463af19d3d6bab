import { describe, expect, test } from '@jest/globals';
import {
  addComment,
  editComment,
  editIssue,
  isPull,
  longestBody,
  openIssue,
  removeComment,
  removeEditContent,
  setIssueState,
  setLabels,
  setLocked,
} from '../../../src/sandbox/state/issues.ts';
import { town } from '../town.ts';

function withIssue() {
  const here = town();
  const heard: unknown[] = [];
  const issue = openIssue(here.world, here.repo, { title: 'One', author: here.person('rea'), labels: ['bug'] });
  here.world.listeners.push(({ event, action, raw }) => heard.push([`${event}.${action}`, raw]));
  return { ...here, issue, heard };
}

describe('the history of a comment', () => {
  test('is empty until the first edit, and then begins with the first text', () => {
    const { world, issue, person, gate, heard } = withIssue();
    world.clock.set('2026-01-01T00:00:00Z');
    const comment = addComment(world, issue, { body: 'a', author: gate.bot, app: gate });
    expect([comment.edits, comment.lastEditedAt]).toEqual([[], null]);
    world.clock.advance(60_000);
    editComment(world, comment, { body: 'b', sender: person('wil') });
    editComment(world, comment, { body: 'b', sender: person('ada') });
    expect(comment.edits.map(({ body, editor }) => [body, editor?.login])).toEqual([
      ['a', 'gate[bot]'],
      ['b', 'wil'],
    ]);
    expect(comment).toMatchObject({ body: 'b', lastEditor: { login: 'wil' }, lastEditedAt: world.clock.now() });
    expect(heard).toEqual([
      ['issue_comment.created', undefined],
      ['issue_comment.edited', { changes: { body: { from: 'a' } } }],
    ]);
  });

  test('keeps who and when where content was taken out', () => {
    const { world, issue, person } = withIssue();
    const comment = addComment(world, issue, { body: 'a', author: person('rea') });
    editComment(world, comment, { body: 'secret', sender: person('wil') });
    const [, edit] = comment.edits;
    if (edit) removeEditContent(world, edit, person('ada'));
    expect(edit).toMatchObject({ body: null, editor: { login: 'wil' }, deletedBy: { login: 'ada' } });
    removeComment(world, comment, person('ada'));
    expect([issue.comments.size, world.comments.size]).toEqual([0, 0]);
  });
});

test('a body has a longest length, in bytes', () => {
  const { world, issue, person } = withIssue();
  const add = (body: string) => addComment(world, issue, { body, author: person('rea') });
  expect(add('é'.repeat(longestBody / 2)).body).toHaveLength(longestBody / 2);
  expect(() => add('é'.repeat(longestBody / 2 + 1))).toThrow('Validation Failed');
  expect(() => openIssue(world, issue.repo, { title: 't', body: 'x'.repeat(longestBody + 1), author: person('rea') })).toThrow(
    'Validation Failed',
  );
});

test('an issue is edited, closed, reopened, locked and labelled, and each is told once', () => {
  const { world, issue, person, heard, repo } = withIssue();
  const sender = person('tri');
  editIssue(world, issue, { title: 'Two', body: 'more', sender });
  editIssue(world, issue, { title: 'Two', sender });
  setIssueState(world, issue, { state: 'closed', reason: 'not_planned', sender });
  expect([issue.stateReason, issue.closedBy?.login, repo.open.size]).toEqual(['not_planned', 'tri', 0]);
  setIssueState(world, issue, { state: 'open', sender });
  setIssueState(world, issue, { state: 'open', sender });
  setLocked(world, issue, { locked: true, sender });
  setLabels(world, issue, { labels: ['ops', 'Bug'], sender });
  setLabels(world, issue, { labels: ['ops'], sender });
  expect(heard).toEqual([
    ['issues.edited', { changes: { title: { from: 'One' }, body: { from: '' } } }],
    ['issues.closed', undefined],
    ['issues.reopened', undefined],
    ['issues.locked', undefined],
    ['issues.labeled', undefined],
    ['issues.unlabeled', undefined],
  ]);
  expect([issue.number, isPull(issue), repo.open.size]).toEqual([1, false, 1]);
});
