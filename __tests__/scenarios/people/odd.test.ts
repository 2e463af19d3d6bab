import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { addApp } from '../../../src/sandbox/state/accounts.ts';
import { addComment, editComment } from '../../../src/sandbox/state/issues.ts';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { push } from '../../../src/sandbox/state/pushes.ts';
import { writeFiles } from '../../../src/sandbox/state/repositories.ts';
import { type Cast, openCast, saidOf, saying, settled } from './cast.ts';

let bed: Cast;
let pull: PullRequest;

beforeEach(async () => {
  bed = await openCast();
  pull = await bed.release('next');
  await bed.work();
});

afterEach(() => bed.close());

const tick = async (login: string, item: string) => {
  await bed.sandbox.as(login).tick(pull, item);
  await bed.work();
};
const board = () => {
  const [found] = bed.boards(pull);
  if (found === undefined) throw new Error('there is no board');
  return found;
};

test('another program that ticks is undone, and what people ticked stays', async () => {
  await tick('max', 'backups');
  const robot = addApp(bed.sandbox.world, { slug: 'robot', owner: bed.acme.account, permissions: {} });
  editComment(bed.sandbox.world, board(), { body: board().body.replaceAll('- [ ]', '- [x]'), sender: robot.bot });
  await bed.work();
  expect(bed.states(pull)).toMatchObject({ backups: 'ticked', alerts: 'open' });
  await bed.later(61);
  expect(board().body.match(/- \[x\]/g)).toHaveLength(1);
});

test('a board that was hidden is still the board', async () => {
  const hidden = board();
  hidden.minimized = 'outdated';
  await bed.sweep();
  await bed.sandbox.as('max').edit(hidden, hidden.body.replaceAll('- [ ]', '- [x]'));
  await bed.work();
  expect(bed.states(pull)).toEqual({ backups: 'ticked', alerts: 'ticked' });
});

test('behind more than a hundred comments the board is found, and nothing is posted twice', async () => {
  const { world } = bed.sandbox;
  for (let at = 0; at < 130; at += 1) addComment(world, pull, { body: `word ${at}`, author: bed.person('wil') });
  await bed.sweep();
  await tick('max', 'backups');
  expect(bed.states(pull)).toMatchObject({ backups: 'ticked' });
  expect(bed.boards(pull)).toHaveLength(1);
});

test('ticked and unticked within a second it is open', async () => {
  const ada = bed.sandbox.as('ada');
  await ada.tick(pull, 'backups');
  await ada.untick(pull, 'backups');
  await bed.work();
  expect(bed.states(pull)).toMatchObject({ backups: 'open' });
});

test('a tick after the merge changes nothing of what was merged', async () => {
  await tick('max', 'backups');
  await tick('max', 'alerts');
  expect(await settled(bed, pull)).toBe('success');
  const body = board();
  await bed.sandbox.as('ada').merge(pull);
  await bed.work();
  const before = await saidOf(bed, pull);
  await bed.sandbox.as('max').edit(body, body.body.replaceAll('- [x]', '- [ ]'));
  await bed.work();
  expect(await saidOf(bed, pull)).toEqual(before);
  expect(bed.check(pull.pull.headSha)).toBe('cancelled');
});

test('everything that a waiver, a name or a reason holds is text for who reads it', async () => {
  const { reply } = await saying(bed, pull, 'max', '/gonogo hold @acme/all look at **this** and [that](https://example.com)');
  expect(reply).not.toMatch(/(?<![\w\\&;])@acme/);
  expect(reply).not.toContain('](https://example.com)');
});

test('a rebase that changes nothing of the change keeps what was said of it', async () => {
  await tick('max', 'backups');
  await bed.sandbox.as('ada').push(bed.repo, 'main', { 'elsewhere.txt': '1' });
  await bed.work();
  const { world } = bed.sandbox;
  const [author, tip] = [bed.person('wil'), bed.repo.refs.get('refs/heads/main')];
  const parents = tip === undefined ? [] : [tip];
  const sha = writeFiles(world, bed.repo, { author, message: 'the same', parents, files: { 'next.txt': 'new\n' } });
  push(world, { repo: bed.repo, ref: 'refs/heads/next', sha, sender: author, force: true });
  await bed.work();
  await tick('max', 'alerts');
  expect(bed.states(pull)).toEqual({ backups: 'ticked', alerts: 'ticked' });
  expect(await settled(bed, pull)).toBe('success');
});
