import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Item } from '../../src/checklist/model.ts';
import { type Statement, subjectKey } from '../../src/ledger/statement.ts';
import type { PullRequest } from '../../src/sandbox/state/model.ts';
import type { PersonFacts } from '../../src/verdict/facts.ts';
import { actsOf, declareActs } from '../../src/views/board/acts.ts';
import { arrange } from '../../src/views/board/arrangement.ts';
import { boardOf } from '../../src/views/board/board.ts';
import { readBody } from '../../src/views/board/body.ts';
import { type PastBody, readEdit } from '../../src/views/board/edit.ts';
import { mergeBody } from '../../src/views/board/merge.ts';
import { openTown } from '../sandbox/open-town.ts';
import { here } from '../sandbox/town.ts';
import * as cases from '../verdict/cases.ts';

/** The board on a comment of a GitHub: written by an App, edited by people, and read from the comment's own history. */
const items: readonly Item[] = ['backups', 'alerts', 'docs'].map((id) => cases.item(id, { title: `The ${id} are ready` }));
/** The sandbox's clock is this machine's, so everything was said before this. */
const now = '2100-01-01T00:00:00Z';
const scope = { subject: subjectKey(cases.pullRequest) };

interface Edit {
  readonly editedAt: string;
  readonly editor: { readonly login: string; readonly databaseId: number };
  readonly diff: string;
}

const query = `query($owner: String!, $repo: String!, $number: Int!) { repository(owner: $owner, name: $repo) {
  pullRequest(number: $number) { comments(first: 10) { nodes { body userContentEdits(first: 100) { nodes {
    editedAt diff editor { login ... on User { databaseId } ... on Bot { databaseId } } } } } } } } }`;

type Town = Awaited<ReturnType<typeof openTown>>;
let town: Town;
let pull: PullRequest;
let comment: number;
let revision = 0;

beforeEach(async () => {
  town = await openTown({ validate: false });
  pull = town.pull('release');
  revision = 1;
  const { data } = await town.bot.issues.createComment({ ...here, issue_number: pull.number, body: render([]) });
  comment = data.id;
});

afterEach(() => town.close());

let facts = cases.facts;

function render(statements: readonly Statement[]): string {
  const verdict = cases.verdictOf({ items, statements, facts, now });
  return boardOf({ verdict, policy: cases.policy(items), revision }).bodies[0] ?? '';
}

async function edits(): Promise<Edit[]> {
  interface Answer {
    readonly repository: { readonly pullRequest: { readonly comments: { readonly nodes: readonly [Comment] } } };
  }
  interface Comment {
    readonly body: string;
    readonly userContentEdits: { readonly nodes: readonly Edit[] };
  }
  const found = await town.bot.graphql<Answer>(query, { ...here, number: pull.number });
  return found.repository.pullRequest.comments.nodes[0].userContentEdits.nodes.toReversed();
}

/** All that the history of the comment says, and what it was told. */
async function hear(): Promise<{ statements: Statement[]; kinds: string[]; base: string }> {
  const history: PastBody[] = [];
  const statements: Statement[] = [];
  const kinds: string[] = [];
  const arrangement = arrange(cases.policy(items), cases.verdictOf({ items }).phases);
  for (const { diff, editor, editedAt } of await edits()) {
    const isOurs = editor.databaseId === town.gate.bot.id;
    const from = history.at(-1)?.body;
    if (!isOurs && from !== undefined) {
      const edit = readEdit({ from, to: diff, history });
      kinds.push(edit.kind);
      if (edit.kind === 'flips') {
        const by = { id: editor.databaseId, login: editor.login };
        const occasion = { comment, by, at: editedAt, head: edit.marker.head, tree: cases.head.tree, scope };
        statements.push(...declareActs(actsOf(edit, arrangement).acts, { occasion, repoId: 7 }));
      }
    }
    history.push({ body: diff, isOurs });
  }
  return { statements, kinds, base: history.at(-1)?.body ?? render([]) };
}

/** As the App does: read what was said, look up who said it, write what is not so. */
async function settle(): Promise<{ body: string; states: string[]; kinds: string[] }> {
  const { statements, kinds, base } = await hear();
  const known = await Promise.all(statements.map(({ by }) => permission(by.login)));
  const people = Object.fromEntries(statements.map(({ by }, at) => [by.id, known[at] as PersonFacts]));
  facts = { ...cases.facts, people };
  const { data } = await town.bot.issues.getComment({ ...here, comment_id: comment });
  revision += 1;
  const body = mergeBody({ base, current: data.body ?? '', next: render(statements) });
  await town.bot.issues.updateComment({ ...here, comment_id: comment, body });
  const verdict = cases.verdictOf({ items, statements, facts, now });
  return { body, kinds, states: verdict.items.map(({ state }) => state) };
}

async function permission(login: string): Promise<PersonFacts> {
  const { data } = await town.bot.repos.getCollaboratorPermissionLevel({ ...here, username: login });
  return { login, kind: 'human', permission: data.permission as PersonFacts['permission'], teams: {}, codeowner: 'no' };
}

const ticked = (body: string) => [...(readBody(body)?.boxes ?? [])].flatMap(([id, on]) => (on ? [id] : []));

test('two people tick, each at once, and both are on record', async () => {
  await town.sandbox.as('wil').tick(pull, 'backups');
  await town.sandbox.as('max').tick(pull, 'alerts');
  const { body, states, kinds } = await settle();
  expect(kinds).toEqual(['flips', 'flips']);
  expect(ticked(body)).toEqual(['backups', 'alerts']);
  expect(states).toEqual(['ticked', 'ticked', 'open']);
});

test('a page that was open since before sends the whole of what it showed, and no tick is lost', async () => {
  const tab = town.sandbox.as('max').openTab(pull, 'docs');
  await town.sandbox.as('wil').tick(pull, 'backups');
  await tab.tick('docs');
  const { data } = await town.bot.issues.getComment({ ...here, comment_id: comment });
  expect(ticked(data.body ?? '')).toEqual(['docs']);
  const { body, states } = await settle();
  expect(ticked(body)).toEqual(['backups', 'docs']);
  expect(states).toEqual(['ticked', 'open', 'ticked']);
});

test('a page from before the board was written again ticks that one box', async () => {
  const tab = town.sandbox.as('max').openTab(pull, 'docs');
  await town.sandbox.as('wil').tick(pull, 'backups');
  await settle();
  await tab.tick('docs');
  const { body, kinds } = await settle();
  expect(kinds).toEqual(['flips', 'flips']);
  expect(ticked(body)).toEqual(['backups', 'docs']);
});

test('a tick taken back opens the item again', async () => {
  await town.sandbox.as('wil').tick(pull, 'backups');
  await settle();
  await town.sandbox.as('max').untick(pull, 'backups');
  const { body, states } = await settle();
  expect(ticked(body)).toEqual([]);
  expect(states).toEqual(['open', 'open', 'open']);
});

test('a changed title with a tick counts for nothing, and the board is put right', async () => {
  const { data } = await town.bot.issues.getComment({ ...here, comment_id: comment });
  const forged = (data.body ?? '').replace('- [ ] **The backups are ready**', '- [x] **Nothing to see**');
  await town.as('wil').issues.updateComment({ ...here, comment_id: comment, body: forged });
  const { body, states, kinds } = await settle();
  expect(kinds).toEqual(['void']);
  expect(body).toContain('- [ ] **The backups are ready**');
  expect(states).toEqual(['open', 'open', 'open']);
});

test('what is pasted into a comment of one’s own is nobody’s board', async () => {
  const { data } = await town.bot.issues.getComment({ ...here, comment_id: comment });
  const body = (data.body ?? '').replaceAll('- [ ]', '- [x]');
  await town.as('rea').issues.createComment({ ...here, issue_number: pull.number, body });
  expect((await settle()).states).toEqual(['open', 'open', 'open']);
});
