import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed();
});

afterEach(() => bed.close());

/** What is asked of GitHub from now on; an answer that it had given before costs nothing. */
function counting() {
  const from = bed.sandbox.journal.length;
  return () =>
    bed.sandbox.journal
      .slice(from)
      .filter(({ status }) => status !== 304)
      .map(({ operation, status }) => `${operation} ${status}`);
}

test('a settled tick costs three calls at most, and the one that turns green four', async () => {
  const pull = await bed.release('next');
  await bed.work();
  await bed.sandbox.as('max').tick(pull, 'docs');
  await bed.work();
  await bed.later(70);
  let calls = counting();
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.work();
  console.log(calls());
  await bed.later(70);
  calls = counting();
  await bed.sandbox.as('max').tick(pull, 'alerts');
  await bed.work();
  console.log(calls());
  await bed.later(8);
  await bed.later(8);
  await bed.later(5);
  console.log(calls());
});
