import { expect, test } from '@jest/globals';
import { addCheckRun } from '../../../src/sandbox/state/checks.ts';
import { addComment, editComment, openIssue } from '../../../src/sandbox/state/issues.ts';
import { branchOf } from '../../../src/sandbox/state/repositories.ts';
import { visiting } from './visit.ts';

const body = '- [ ] one\n- [ ] two\n';

function stage() {
  const browser = visiting();
  const pull = browser.pull('next');
  const board = addComment(browser.world, pull, { body, author: browser.gate.bot, app: browser.gate });
  const heard: string[] = [];
  browser.world.listeners.push(({ event, action = '', sender }) => heard.push(`${event}.${action} ${sender.login}`));
  const at = `/acme/shop/comments/${board.id}`;
  return { ...browser, pull, board, heard, at };
}

test('a tick is an edit of the text as it is now', () => {
  const { as, board, at, heard, world, person } = stage();
  editComment(world, board, { body: '- [x] one\n- [ ] two\n', sender: person('max') });
  expect(as('wil').post(`${at}/box`, { box: '1:on', seen: '0' })).toMatchObject({
    status: 303,
    location: `/acme/shop/pull/1#issuecomment-${board.id}`,
  });
  expect(board.body).toBe('- [x] one\n- [x] two\n');
  expect(heard).toEqual(['issue_comment.edited max', 'issue_comment.edited wil']);
});

test('or it sends back the whole of what the page showed', () => {
  const { as, board, at, world, person } = stage();
  const tab = as('wil', 'whole');
  editComment(world, board, { body: '- [x] one\n- [ ] two\n', sender: person('max') });
  tab.post(`${at}/box`, { box: '1:on', seen: '0' });
  expect(board.body).toBe('- [ ] one\n- [x] two\n');
  tab.post(`${at}/box`, { box: '0:on', seen: '2' });
  expect(board.body).toBe('- [x] one\n- [ ] two\n');
  tab.post(`${at}/box`, { box: '1:on', seen: String(board.edits.length) });
  expect(board.body).toBe('- [x] one\n- [x] two\n');
});

test.each([
  ['box', { box: '0:on' }, 'tri', 403],
  ['box', { box: '0:on' }, null, 401],
  ['box', { box: 'x' }, 'wil', 422],
  ['box', {}, 'wil', 422],
  ['edit', { body: 'mine' }, 'rea', 403],
  ['edit', { body: ' ' }, 'wil', 422],
  ['hide', { reason: 'spam' }, 'tri', 403],
  ['constructor', {}, 'ada', 404],
])('%s %j as %s: %i', (deed, form, login, status) => {
  const { as, board, at, heard, repo } = stage();
  repo.private = login !== null;
  expect(as(login).post(`${at}/${deed}`, form).status).toBe(status);
  expect([board.body, board.minimized, heard]).toEqual([body, null, []]);
});

test('said, edited, hidden, shown and deleted', () => {
  const { as, pull, board, at } = stage();
  const { location } = as('rea').post('/acme/shop/pull/1/comment', { body: '/gonogo status' });
  const said = [...pull.comments.values()].at(-1);
  expect([said?.body, said?.author.login, location]).toEqual([
    '/gonogo status',
    'rea',
    `/acme/shop/pull/1#issuecomment-${said?.id}`,
  ]);
  expect(as('rea').post('/acme/shop/pull/1/comment', { body: '\n' }).status).toBe(422);
  as('wil').post(`${at}/edit`, { body: 'new' });
  as('wil').post(`${at}/hide`, { reason: 'outdated' });
  expect([board.body, board.minimized]).toEqual(['new', 'outdated']);
  as('wil').post(`${at}/hide`, { reason: '' });
  expect(board.minimized).toBeNull();
  as('wil').post(`${at}/hide`, { delete: '1' });
  expect(pull.comments.has(board.id)).toBe(false);
});

test('a locked conversation takes no comment from readers', () => {
  const { as, pull } = stage();
  pull.locked = true;
  expect(as('rea').post('/acme/shop/pull/1/comment', { body: 'x' })).toMatchObject({
    status: 403,
    text: expect.stringContaining('issue is locked'),
  });
});

test('an issue: opened, retitled, its boxes, labels, closed and opened again', () => {
  const { as, repo } = stage();
  expect(as('rea').post('/acme/shop/issues', { title: 'Slow', body: '- [ ] look' }).location).toBe('/acme/shop/issues/2');
  const issue = repo.issues.get(2);
  as('rea').post('/acme/shop/issues/2/title', { title: 'Slower' });
  as('rea').post('/acme/shop/issues/2/box', { box: '0:on', seen: '0' });
  as('rea').post('/acme/shop/issues/2/edit', { body: `${issue?.body} twice` });
  expect([issue?.title, issue?.body]).toEqual(['Slower', '- [x] look twice']);
  expect(as('rea').post('/acme/shop/issues/2/labels', { add: 'bug' }).status).toBe(403);
  as('tri').post('/acme/shop/issues/2/labels', { add: 'bug' });
  as('tri').post('/acme/shop/issues/2/labels', { add: 'late' });
  as('tri').post('/acme/shop/issues/2/labels', { remove: 'bug', add: '' });
  expect([...(issue?.labels ?? [])].map(({ name }) => name)).toEqual(['late']);
  as('rea').post('/acme/shop/issues/2/state', { state: 'closed' });
  expect(issue?.state).toBe('closed');
  as('rea').post('/acme/shop/issues/2/state', { state: 'open' });
  expect(issue?.state).toBe('open');
});

test('a check answers its buttons, and no others', () => {
  const { as, pull, gate, world, repo, heard } = stage();
  const run = addCheckRun(world, repo, {
    app: gate,
    sha: pull.pull.headSha,
    name: 'gonogo',
    conclusion: 'failure',
    actions: [{ label: 'A', description: '', identifier: 'a' }],
  });
  heard.length = 0;
  expect(as('wil').post(`/acme/shop/runs/${run.id}/press`, { action: 'a' }).status).toBe(303);
  expect(as('wil').post(`/acme/shop/runs/${run.id}/press`, { rerun: '1' }).status).toBe(303);
  expect(as('wil').post(`/acme/shop/runs/${run.id}/press`, { action: 'b' }).status).toBe(404);
  expect(as('rea').post(`/acme/shop/runs/${run.id}/press`, { action: 'a' }).status).toBe(403);
  expect(heard).toEqual(['check_run.requested_action wil', 'check_run.rerequested wil']);
});

test('a file is committed, and a pull request opened from it', () => {
  const { as, repo } = stage();
  const sent = { branch: 'fix', path: 'src/a.ts', content: 'a\n', message: '' };
  expect(as('wil').post('/acme/shop/commits', sent).location).toBe(`/acme/shop/commit/${branchOf(repo, 'fix')}`);
  expect(as('rea').post('/acme/shop/commits', sent).status).toBe(403);
  for (const path of ['../a', 'a//b', '/a', '<b>'])
    expect(as('wil').post('/acme/shop/commits', { ...sent, path }).status).toBe(422);
  expect(as('wil').post('/acme/shop/pulls', { title: 'Fix', base: 'main', head: 'fix', draft: '1' }).location).toBe(
    '/acme/shop/pull/2',
  );
  expect(repo.issues.get(2)?.pull?.draft).toBe(true);
  expect(as('wil').post('/acme/shop/pulls', { title: 'Fix', base: 'main', head: 'none' }).status).toBe(422);
});

test('what one save said is taken out of the history', () => {
  const { as, board, world, person, repo } = stage();
  editComment(world, board, { body: 'secret', sender: person('wil') });
  const edit = board.edits[1] ?? { id: 0, body: '', deletedBy: null };
  const form = { issue: '1', comment: String(board.id) };
  expect(as('rea').post(`/acme/shop/edits/${edit.id}/delete`, form).status).toBe(403);
  expect(as('wil').post(`/acme/shop/edits/${edit.id}/delete`, form).location).toBe(
    `/acme/shop/pull/1/history?comment=${board.id}`,
  );
  expect([edit.body, edit.deletedBy?.login]).toEqual([null, 'wil']);
  expect(as('wil').post('/acme/shop/edits/1/delete', form).status).toBe(404);
  openIssue(world, repo, { title: 'x', author: person('rea') });
  expect(as('wil').post(`/acme/shop/edits/${edit.id}/delete`, { issue: '2', comment: '' }).status).toBe(404);
});
