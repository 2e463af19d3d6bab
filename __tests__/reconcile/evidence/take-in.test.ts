import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Bed, openBed } from '../bed.ts';
import { checklist, ciFile, ciPath, failing, passing, runCi } from './ci.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed({ checklist, files: { [ciPath]: ciFile } });
});

afterEach(() => bed.close());

test('what a run left behind proves its items, and is asked for once', async () => {
  const pull = await bed.release('next');
  await bed.work();
  expect(bed.states(pull)).toEqual({ backups: 'open', covered: 'waiting' });
  bed.clock.advance(1_000);
  await runCi(bed, pull);
  await bed.work();
  expect(bed.memory(pull).evidence?.because).toBeUndefined();
  expect(bed.states(pull)).toEqual({ backups: 'open', covered: 'passed' });
});
