import { expect, test } from '@jest/globals';
import { showLabel } from '../../../src/sandbox/graphql/conversation.ts';
import { addComment, editComment, openIssue, removeEditContent } from '../../../src/sandbox/state/issues.ts';
import { town } from '../town.ts';
import { asker, inShop, shop } from './ask.ts';

const history = `comments(first: 9) { totalCount nodes {
  databaseId body author { login __typename } lastEditedAt editor { login } includesCreatedEdit isMinimized minimizedReason viewerDidAuthor
  userContentEdits(first: 9) { totalCount nodes { editedAt editor { login } diff deletedAt deletedBy { login } } } } }`;

test('the history of a comment: every body, the newest first, and who saved it', () => {
  const here = town();
  const { world, gate, person } = here;
  world.clock.set('2026-01-01T00:00:00Z');
  const issue = here.pull('next');
  const comment = addComment(world, issue, { body: 'a', author: gate.bot, app: gate });
  const ask = () => shop(asker(here)(inShop(`pullRequest(number: 1) { ${history} }`)));
  expect(ask()).toMatchObject({
    pullRequest: {
      comments: {
        nodes: [
          {
            body: 'a',
            author: { login: 'gate', __typename: 'Bot' },
            lastEditedAt: null,
            editor: null,
            includesCreatedEdit: false,
            userContentEdits: { totalCount: 0 },
          },
        ],
      },
    },
  });
  world.clock.advance(60_000);
  editComment(world, comment, { body: 'b', sender: person('wil') });
  world.clock.advance(60_000);
  editComment(world, comment, { body: 'c', sender: person('max') });
  const [, second] = comment.edits;
  if (second) removeEditContent(world, second, person('ada'));
  const edits = [
    { editedAt: '2026-01-01T00:02:00Z', editor: { login: 'max' }, diff: 'c', deletedAt: null },
    {
      editedAt: '2026-01-01T00:01:00Z',
      editor: { login: 'wil' },
      diff: null,
      deletedAt: '2026-01-01T00:02:00Z',
      deletedBy: { login: 'ada' },
    },
    { editedAt: '2026-01-01T00:00:00Z', editor: { login: 'gate' }, diff: 'a' },
  ];
  expect(ask()).toMatchObject({
    pullRequest: {
      comments: {
        nodes: [
          {
            body: 'c',
            editor: { login: 'max' },
            lastEditedAt: '2026-01-01T00:02:00Z',
            userContentEdits: { totalCount: 3, nodes: edits },
          },
        ],
      },
    },
  });
});

test('an issue, its labels, and the way back', () => {
  const here = town();
  const issue = openIssue(here.world, here.repo, { title: 't', author: here.person('rea'), labels: ['ops'] });
  addComment(here.world, issue, { body: 'a', author: here.person('rea') });
  const fields =
    'title state locked closedAt labels(first: 5) { nodes { name } } comments(first: 1) { nodes { issue { number } pullRequest { number } repository { name } } }';
  expect(shop(asker(here)(inShop(`issue(number: 1) { ${fields} }`)))).toMatchObject({
    issue: {
      title: 't',
      state: 'OPEN',
      labels: { nodes: [{ name: 'ops' }] },
      comments: { nodes: [{ issue: { number: 1 }, pullRequest: null, repository: { name: 'shop' } }] },
    },
  });
  expect([...issue.labels].map(showLabel)).toMatchObject([{ name: 'ops', color: 'ededed' }]);
});
