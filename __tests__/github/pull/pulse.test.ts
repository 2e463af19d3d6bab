import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addComment, editComment, removeComment, removeEditContent, setLabels } from '../../../src/sandbox/state/issues.ts';
import type { Comment, PullRequest, Review } from '../../../src/sandbox/state/model.ts';
import { addReview, closePull, dismissReview, reopenPull, retarget, setDraft } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles, push } from '../../../src/sandbox/state/pushes.ts';
import { renameRepo } from '../../../src/sandbox/state/repositories.ts';
import { startRun } from '../../../src/sandbox/state/runs.ts';
import type { WorkflowRun } from '../../../src/sandbox/state/ship.ts';
import { askOf, type Here, openPlatform, wishOf } from '../open.ts';
import { endRun } from './end-run.ts';

let here: Here;
let pull: PullRequest;
let comment: Comment;
let nodeId: string;
let review: Review;
let run: WorkflowRun;

beforeAll(async () => {
  here = await openPlatform({ sandbox: { validate: false } });
  pull = here.pull('topic');
  commitFiles(here.world, here.repo, {
    author: here.person('ada'),
    message: 'm',
    branch: 'next',
    files: { n: 'n' },
    from: here.root,
  });
  const board = await here.platform.createComment({ place: here.place, number: pull.number, body: 'v0' });
  nodeId = board.nodeId;
  comment = here.sandbox.world.comments.get(board.id) as Comment;
});
afterAll(() => here.close());

const act = (what: () => unknown) => what;
const edit = (body: string) => editComment(here.world, comment, { body, sender: here.person('wil') });
const commit = (branch: string, name: string) =>
  commitFiles(here.world, here.repo, { author: here.person('ada'), message: 'm', branch, files: { [name]: name } });
const label = (...labels: string[]) => setLabels(here.world, pull, { labels, sender: here.person('tri') });

/** In this order, each after the one before. */
const changes: Readonly<Record<string, () => unknown>> = {
  'a push': act(() => commit('topic', 'x')),
  'the base moves': act(() => commit('main', 'y')),
  'the config changes': act(() => commit('main', '.github/gonogo.yml')),
  'another base': act(() => retarget(here.world, pull, { base: 'next', sender: here.person('wil') })),
  'the tip of the default branch moves': act(() => commit('main', 'z')),
  'a draft': act(() => setDraft(here.world, pull, { draft: true, sender: here.person('wil') })),
  'no draft': act(() => setDraft(here.world, pull, { draft: false, sender: here.person('wil') })),
  closed: act(() => closePull(here.world, pull, { sender: here.person('wil') })),
  opened: act(() => reopenPull(here.world, pull, here.person('wil'))),
  'a label': act(() => label('release')),
  'a label is gone': act(() => label()),
  'a label that came and went': act(() => {
    label('again');
    label();
  }),
  'a review': act(() => {
    review = addReview(here.world, pull, { author: here.person('max'), state: 'APPROVED', body: '' });
  }),
  'a review is dismissed': act(() => dismissReview(here.world, review, here.person('ada'))),
  'a tick': act(() => edit('v1')),
  'a tick and back': act(() => {
    edit('v2');
    edit('v1');
  }),
  'a hole in the history': act(() =>
    removeEditContent(here.world, comment.edits[1] as Comment['edits'][number], here.person('ada')),
  ),
  'the board is hidden': act(() => here.platform.hideComment({ place: here.place, nodeId })),
  'a comment of ours that is no board': act(() => addComment(here.world, pull, { body: 'x', author: here.gate.bot })),
  'a run': act(() => {
    const of = {
      event: 'pull_request',
      path: '.github/workflows/a.yml',
      sha: pull.pull.headSha,
      branch: 'topic',
      jobs: [{ name: 'build' }],
    };
    run = startRun(here.world, here.repo, { ...of, actor: here.person('wil') });
  }),
  'a run is over': act(() => endRun(here.world, run)),
  'the board is deleted': act(() => removeComment(here.world, comment, here.person('wil'))),
  'another name': act(() => renameRepo(here.world, here.repo, { name: 'store', sender: here.person('ada') })),
  'no head any more': act(() =>
    push(here.world, { repo: here.repo, ref: 'refs/heads/topic', sha: null, sender: here.person('wil') }),
  ),
};

test('each change of what a verdict depends on is another digest, the same one as in the snapshot', async () => {
  const ask = askOf(here, pull, [nodeId]);
  let before = (await here.platform.pulse(ask))?.digest;
  for (const [name, change] of Object.entries(changes)) {
    await change();
    const pulse = (await here.platform.pulse(ask))?.digest;
    expect([name, pulse === before]).toEqual([name, false]);
    expect([name, (await here.platform.pull(ask))?.pulse]).toEqual([name, pulse]);
    before = pulse;
  }
});

test('what a verdict does not depend on', async () => {
  const other = here.pull('quiet');
  const board = await here.platform.createComment({ place: here.place, number: other.number, body: 'v0' });
  const ask = askOf(here, other, [board.nodeId]);
  const before = await here.platform.pulse(ask);
  await here.platform.createCheck({ place: here.place, wish: wishOf(other.pull.headSha) });
  await here.platform.updateComment({ place: here.place, comment: board.id, body: 'v1' });
  addComment(here.world, other, { body: 'Looks good.', author: here.person('rea') });
  expect(await here.platform.pulse(ask)).toEqual(before);
});
