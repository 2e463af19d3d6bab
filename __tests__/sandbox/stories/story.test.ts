import { expect, test } from '@jest/globals';
import { addCheckRun } from '../../../src/sandbox/state/checks.ts';
import { addComment } from '../../../src/sandbox/state/issues.ts';
import { cancelRun } from '../../../src/sandbox/state/reruns.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { attemptOf, startRun } from '../../../src/sandbox/state/runs.ts';
import { personIn } from '../../../src/sandbox/stories/story.ts';
import { town } from '../town.ts';

const body = '- [ ] **One** <!-- gonogo:one -->\n- [ ] **Two** <!-- gonogo:two -->';

function onStage() {
  const here = town();
  let settled = 0;
  const as = (login: string) =>
    personIn(
      {
        world: here.world,
        settled: () => {
          settled += 1;
          return Promise.resolve();
        },
      },
      login,
    );
  const pull = here.pull('next');
  const board = addComment(here.world, pull, { body, author: here.gate.bot, app: here.gate });
  return { ...here, as, pull, board, timesSettled: () => settled };
}

test('boxes are ticked by who may write, each on what is there now', async () => {
  const { as, pull, board, timesSettled } = onStage();
  await as('wil').tick(pull, 'one');
  await as('max').tick(pull, 'two');
  await as('ada').untick(pull, 'one');
  expect(board.body).toBe('- [ ] **One** <!-- gonogo:one -->\n- [x] **Two** <!-- gonogo:two -->');
  expect(board.edits.slice(1).map(({ editor }) => editor?.login)).toEqual(['wil', 'max', 'ada']);
  await expect(as('tri').tick(pull, 'one')).rejects.toThrow('Must have admin rights');
  await expect(as('wil').tick(pull, 'three')).rejects.toThrow('No comment of pull request 1 has a box of three.');
  expect(timesSettled()).toBe(3);
});

test('a tab that was open sends back what it showed', async () => {
  const { as, pull, board } = onStage();
  const tab = as('max').openTab(pull, 'two');
  await as('wil').tick(pull, 'one');
  await tab.tick('two');
  expect(board.body).toBe('- [ ] **One** <!-- gonogo:one -->\n- [x] **Two** <!-- gonogo:two -->');
  await tab.untick('one');
  expect(board.body).toBe(body);
});

test('what an App wrote and nobody hid is the board', async () => {
  const { as, world, pull, board, person } = onStage();
  const forged = addComment(world, pull, { body, author: person('rea') });
  await as('wil').tick(pull, 'one');
  expect([forged.body, board.body.startsWith('- [x]')]).toEqual([body, true]);
  board.minimized = 'outdated';
  await as('wil').tick(pull, 'two');
  expect(forged.body).toContain('- [x] **Two**');
});

test('a release from its branch to its merge', async () => {
  const { as, repo, world, gate } = onStage();
  await as('wil').push(repo, 'release', { 'a.txt': '1\n' });
  const pull = await as('wil').open(repo, { title: 'Release', base: 'main', head: 'release' });
  await as('rea').say(pull, '/gonogo status');
  await as('max').review(pull, 'APPROVED');
  await as('max').review(pull, 'COMMENTED', 'fine');
  const run = addCheckRun(world, repo, { app: gate, sha: pull.pull.headSha, name: 'gonogo', conclusion: 'success' });
  const heard: unknown[] = [];
  world.listeners.push(({ action, raw }) => heard.push([action, raw]));
  await as('wil').press(run, 'again');
  expect(heard).toEqual([['requested_action', { requested_action: { identifier: 'again' } }]]);
  await expect(as('rea').merge(pull)).rejects.toThrow('Must have admin rights');
  const sha = await as('max').merge(pull, 'squash');
  expect([pull.pull.mergeSha, pull.pull.mergedBy?.login, pull.pull.reviews.length]).toEqual([sha, 'max', 2]);
});

test('a stranger sees nothing', async () => {
  const { as, repo, pull } = onStage();
  repo.collaborators.clear();
  await expect(as('rea').say(pull, 'hello')).rejects.toThrow('Not Found');
});

test('where a branch has a queue, the button puts into it', async () => {
  const { as, repo, world, pull, person, root, gate } = onStage();
  const required = { type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'ci' }] } };
  addCheckRun(world, repo, { app: gate, sha: pull.pull.headSha, name: 'ci', conclusion: 'success' });
  addRuleset(world, repo, { rules: [required, { type: 'merge_queue' }], sender: person('ada') });
  await expect(as('tri').enqueue(pull)).rejects.toThrow('Must have admin rights');
  expect([await as('wil').merge(pull), repo.queue.length]).toEqual([null, 1]);
  await as('wil').dequeue(pull);
  await as('wil').enqueue(pull);
  expect([repo.groups[0]?.baseSha, pull.state]).toEqual([root, 'open']);
});

test('a run is asked for again', async () => {
  const { as, repo, world, person } = onStage();
  const run = startRun(world, repo, { event: 'push', actor: person('wil'), path: 'ci.yml', jobs: [{ name: 'test' }] });
  cancelRun(world, run);
  await expect(as('rea').rerun(run)).rejects.toThrow('Must have admin rights');
  await as('max').rerun(run, 'failed');
  expect([attemptOf(run).number, attemptOf(run).by.login]).toEqual([2, 'max']);
});
