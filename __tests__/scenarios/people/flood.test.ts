import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { addAccount } from '../../../src/sandbox/state/accounts.ts';
import { addComment } from '../../../src/sandbox/state/issues.ts';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { type Cast, openCast, saidOf, saying, settled } from './cast.ts';

let bed: Cast;
let pull: PullRequest;

beforeEach(async () => {
  bed = await openCast();
  bed.repo.private = false;
  pull = await bed.release('next');
  await bed.work();
});

afterEach(() => bed.close());

const calls = () => bed.sandbox.journal.length;

test('a stranger gets one sign a day and no word, and nothing of what they say counts', async () => {
  const first = await saying(bed, pull, 'rea', '/gonogo tick backups');
  const second = await saying(bed, pull, 'rea', '/gonogo untick backups\n/gonogo status');
  expect([first.reply, first.signs, second.reply, second.signs]).toEqual([undefined, ['confused'], undefined, []]);
  expect(await saidOf(bed, pull)).toEqual(['rea refused backups tick: they may not', 'rea refused backups untick: they may not']);
  await bed.later(86_400);
  expect((await saying(bed, pull, 'rea', '/gonogo status')).signs).toEqual(['confused']);
});

test('a stranger opens nothing that somebody ticked', async () => {
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.sandbox.as('max').tick(pull, 'alerts');
  await bed.work();
  expect(await settled(bed, pull)).toBe('success');
  await saying(bed, pull, 'rea', '/gonogo untick backups, alerts\n/gonogo hold no\n/gonogo unsign backups');
  expect(bed.states(pull)).toEqual({ backups: 'ticked', alerts: 'ticked' });
  expect(await settled(bed, pull)).toBe('success');
});

test('a hundred strangers cost one look and as many signs as there are for a day, and then nothing', async () => {
  const { world } = bed.sandbox;
  for (let at = 0; at < 100; at += 1) {
    addComment(world, pull, { body: '/gonogo tick backups', author: addAccount(world, `stranger-${at}`) });
  }
  await bed.work();
  const written = bed.sandbox.journal.filter(({ operation }) => operation.startsWith('POST') && operation.includes('reactions'));
  expect(written.length).toBeLessThanOrEqual(20);
  expect(bed.ours(pull).filter(({ body }) => !body.startsWith('<!-- gonogo-board'))).toEqual([]);
  const before = calls();
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.work();
  // What they said is refused once and for all: nobody is asked about them again.
  expect(calls() - before).toBeLessThan(10);
});
