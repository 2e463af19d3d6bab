import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { addComment } from '../../../src/sandbox/state/issues.ts';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed();
});

afterEach(() => bed.close());

const posts = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';

test('a board that was posted and not noted is the board, with what was ticked on it meanwhile', async () => {
  const pull = await bed.release('next');
  bed.sandbox.faults.add({ does: 'reset-after', on: posts, times: 1 });
  await bed.work();
  expect(bed.boards(pull)).toHaveLength(1);
  await bed.sandbox.as('max').tick(pull, 'backups');
  for (const seconds of [5, 10, 10]) await bed.later(seconds);
  expect(bed.boards(pull)).toHaveLength(1);
  expect(bed.states(pull)).toMatchObject({ backups: 'ticked', alerts: 'open' });
});

test('a second one is hidden and told of, and nothing on it counts', async () => {
  const pull = await bed.release('next');
  await bed.work();
  const [board] = bed.boards(pull);
  addComment(bed.sandbox.world, pull, { body: board?.body ?? '', author: bed.gate.bot });
  const [, second] = bed.boards(pull);
  if (second === undefined) throw new Error('there is no second board');
  await bed.sandbox.as('max').edit(second, second.body.replaceAll('- [ ]', '- [x]'));
  await bed.work();
  expect(bed.boards(pull).map(({ id }) => id)).toEqual([board?.id]);
  expect(bed.states(pull)).toMatchObject({ backups: 'open', alerts: 'open' });
  expect(bed.reports.map(({ event }) => event)).toEqual(['board.unknown']);
  const from = bed.sandbox.journal.length;
  await bed.run(bed.pullTask(pull));
  expect(bed.sandbox.journal.slice(from).map(({ operation }) => operation)).toEqual(['POST /graphql']);
});

test('what a stranger wrote with our marker is no board', async () => {
  const pull = await bed.release('next');
  await bed.work();
  const [board] = bed.boards(pull);
  const forged = await bed.sandbox.as('wil').say(pull, (board?.body ?? '').replaceAll('- [ ]', '- [x]'));
  await bed.work();
  await bed.sandbox.as('max').edit(forged, forged.body.replaceAll('- [x]', '- [ ]'));
  await bed.sandbox.as('max').edit(forged, forged.body.replaceAll('- [ ]', '- [x]'));
  await bed.work();
  expect(forged.minimized).toBeNull();
  expect(bed.states(pull)).toMatchObject({ backups: 'open', alerts: 'open' });
  expect(bed.store.statements()).toEqual([]);
});
