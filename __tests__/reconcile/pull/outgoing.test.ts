import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PlatformError } from '../../../src/reconcile/ports/faults.ts';
import { isFinal } from '../../../src/reconcile/pull/outgoing.ts';
import { replyMarker } from '../../../src/reconcile/pull/replies.ts';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed();
});

afterEach(() => bed.close());

const posts = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
const fails = (kind: PlatformError['fault']['kind']) => new PlatformError('no', { kind, asked: 'POST' });

test.each([
  ['gone', 0, true],
  ['refused', 0, true],
  ['forbidden', 0, false],
  ['forbidden', 3, true],
  ['limited', 9, false],
  ['unavailable', 9, false],
  ['unclear', 9, false],
] as const)('what is %s after %d failures is given up: %s', (kind, failures, is) => {
  expect(isFinal(fails(kind), { failures })).toBe(is);
});

describe('each comment is answered once', () => {
  test('when the answer is lost on its way back', async () => {
    const pull = await bed.release('next');
    await bed.work();
    bed.sandbox.faults.add({ does: 'reset-after', on: posts, times: 1 });
    const asked = await bed.sandbox.as('max').say(pull, '/gonogo status');
    await bed.work();
    for (const seconds of [5, 10]) await bed.later(seconds);
    expect(bed.ours(pull).filter(({ body }) => body.endsWith(replyMarker(asked.id)))).toHaveLength(1);
    expect(bed.memory(pull).outgoing).toEqual([]);
  });

  test('when many come at once', async () => {
    const pull = await bed.release('next');
    await bed.work();
    const asked = await Promise.all(Array.from({ length: 10 }, () => bed.sandbox.as('max').say(pull, '/gonogo status')));
    await bed.work();
    for (const { id } of asked) expect(bed.ours(pull).filter(({ body }) => body.endsWith(replyMarker(id)))).toHaveLength(1);
    expect(bed.memory(pull).written).toHaveLength(10);
  });

  test('and one that is gone by then is not answered, nor waited for', async () => {
    const pull = await bed.release('next');
    await bed.work();
    const asked = await bed.sandbox.as('max').say(pull, '/gonogo tick backups');
    await bed.as('max').issues.deleteComment({ owner: 'acme', repo: 'shop', comment_id: asked.id });
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ backups: 'ticked' });
    expect(bed.memory(pull).outgoing).toEqual([]);
    expect(bed.store.wanted().filter(({ failures }) => failures > 0)).toEqual([]);
  });
});
