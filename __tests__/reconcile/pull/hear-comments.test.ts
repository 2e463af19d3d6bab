import { expect, test } from '@jest/globals';
import { subjectKey } from '../../../src/ledger/statement.ts';
import type { Actor } from '../../../src/reconcile/ports/place.ts';
import { type Comment, hearComments, statementsIn } from '../../../src/reconcile/pull/hear-comments.ts';
import { item, policy, pullRequest } from '../../verdict/cases.ts';

const bob: Actor = { id: 2, login: 'bob', kind: 'human' };
const items = ['backups', 'alerts'].map((id) => item(id, { path: [{ kind: 'section', id: 'db', title: 'Database' }] }));
const heads = [
  { sha: 'old', at: '2026-11-21T09:00:00Z', tree: 'tree-old', changeSet: null },
  { sha: 'new', at: '2026-11-21T11:00:00Z', tree: 'tree-new', changeSet: null },
];
const comment = (body: string, more: Partial<Comment> = {}): Comment => ({
  is: 'created',
  repoId: 7,
  number: 12,
  comment: 5,
  by: bob,
  at: '2026-11-21T11:30:00Z',
  body,
  url: 'https://github.com/acme/shop/pull/12#issuecomment-5',
  ...more,
});

function hear(...comments: readonly Comment[]) {
  const hearing = { comments, policy: policy(items), repoId: 7, subject: subjectKey(pullRequest), verdict: undefined, heads };
  return hearComments({ ...hearing, people: new Map() });
}

test('a command speaks of the commit that was the head when it was written', () => {
  const said = statementsIn(hear(comment('/gonogo tick db-1'), comment('/gonogo tick db-2', { at: '2026-11-21T10:00:00Z' })));
  expect(said.map(({ item: id, head, tree }) => [id, head, tree])).toEqual([
    ['backups', 'new', 'tree-new'],
    ['alerts', 'old', 'tree-old'],
  ]);
});

test('before the first head that is known it speaks of none', () => {
  const [said] = statementsIn(hear(comment('/gonogo tick db-1', { at: '2026-11-21T08:00:00Z' })));
  expect([said?.head, said?.tree]).toEqual(['unknown', 'unknown']);
});

test('programs and people who ask for nothing are passed over', () => {
  expect(hear(comment('/gonogo tick db-1', { by: { ...bob, kind: 'bot' } }), comment('looks good'))).toEqual([]);
});

test('what cannot be done is heard as well, to be answered', () => {
  const [found] = hear(comment('/gonogo tick nothing'));
  expect(found?.heard.map(({ is }) => is)).toEqual(['refused']);
});
