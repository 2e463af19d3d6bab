import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { replyMarker } from '../../../src/reconcile/pull/replies.ts';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;
let pull: PullRequest;

beforeAll(async () => {
  bed = await openBed();
  pull = await bed.release('next');
  await bed.work();
});

afterAll(() => bed.close());

/** The reply to it, and the reactions that it got. */
async function answered(login: string, words: string) {
  const comment = await bed.sandbox.as(login).say(pull, words);
  await bed.work();
  const reply = bed.ours(pull).find(({ body }) => body.endsWith(replyMarker(comment.id)))?.body;
  return { reply, reactions: comment.reactions.map(({ content }) => content) };
}

test('what was done is answered with a thumb', async () => {
  expect(await answered('max', '/gonogo tick docs')).toEqual({ reply: undefined, reactions: ['+1'] });
});

test.each([
  ['/gonogo status', 'WAITING'],
  ['/gonogo explain backups', 'Backups were restored once'],
  ['/gonogo mine', 'Somebody is on call'],
  ['/gonogo help', '/gonogo untick'],
  ['/gonogo tick backpus', 'backups'],
  ['/gonogo hold the market is closed', 'the market is closed'],
] as const)('%s is answered in words', async (words, expected) => {
  const { reply, reactions } = await answered('max', words);
  expect(reply).toContain(expected);
  expect(reactions).toEqual([]);
});

test('who may not is told so, and nothing comes of it', async () => {
  const { reply } = await answered('rea', '/gonogo tick backups');
  expect(reply).toMatch(/rea|write|may/);
  expect(bed.states(pull)).toMatchObject({ backups: 'open' });
});

test('several commands are answered by one comment', async () => {
  const { reply } = await answered('max', '/gonogo status\n/gonogo explain alerts');
  expect(reply).toContain('What is to do');
  expect(reply).toContain('Somebody is on call');
});

test('what is no command is not answered', async () => {
  expect(await answered('max', 'gonogo is nice')).toEqual({ reply: undefined, reactions: [] });
});
