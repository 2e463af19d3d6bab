import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed();
});

afterEach(() => bed.close());

/** What is asked of GitHub from now on. What it had answered before in the same words costs nothing. */
function counting() {
  const from = bed.sandbox.journal.length;
  return () =>
    bed.sandbox.journal
      .slice(from)
      .filter(({ status }) => status !== 304)
      .map(({ operation }) => operation);
}

const snapshot = 'POST /graphql';
const pulse = 'POST /graphql';
const patch = 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}';
const reread = 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs';
const boardRead = 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}';
const boardWrite = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';

test('a tick costs two calls, and the one that turns green two more; a board is written once for many', async () => {
  const pull = await bed.release('next');
  await bed.work();
  await bed.sandbox.as('max').tick(pull, 'docs');
  await bed.work();
  await bed.later(70);
  let calls = counting();
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.work();
  expect(calls()).toEqual([snapshot, patch]);
  // What people tick needs no writing: the board says it already.
  await bed.later(70);
  expect(calls()).toEqual([snapshot, patch]);
  calls = counting();
  await bed.sandbox.as('max').tick(pull, 'alerts');
  await bed.work();
  expect(calls()).toEqual([snapshot]);
  await bed.later(11);
  // It says GO now: that is for the board, and apart.
  expect(calls().slice(1)).toEqual([snapshot, boardRead, boardWrite]);
  await bed.later(10);
  expect(calls().slice(4)).toEqual([pulse, patch, reread]);
  expect(bed.check(pull.pull.headSha)).toBe('success');
});
