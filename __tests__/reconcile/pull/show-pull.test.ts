import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed();
});

afterEach(() => bed.close());

const posts = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
const edits = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';

async function green(): Promise<PullRequest> {
  const pull = await bed.release('next');
  await bed.work();
  await bed.sandbox.as('max').say(pull, '/gonogo tick backups alerts');
  await bed.work();
  await bed.later(21);
  expect(bed.check(pull.pull.headSha)).toBe('success');
  return pull;
}

describe('a conversation that takes nothing more', () => {
  test('without a board: the check is told, blocks, and says why', async () => {
    bed.sandbox.faults.add({ does: 'invalid', on: posts });
    const pull = await bed.release('next');
    await bed.work();
    await bed.later(1);
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
    expect(bed.runs(pull.pull.headSha).at(-1)?.output?.summary).toContain('GitHub does not let the checklist be written here');
    expect(bed.reports.map(({ event }) => event)).toContain('board.not-written');
  });

  test('a board that cannot be written holds up no answer, in either direction', async () => {
    const pull = await bed.release('next');
    await bed.work();
    bed.sandbox.faults.add({ does: 'invalid', on: edits });
    bed.sandbox.faults.add({ does: 'invalid', on: posts });
    await bed.sandbox.as('max').say(pull, '/gonogo tick backups alerts');
    await bed.work();
    for (const seconds of [11, 60, 30]) await bed.later(seconds);
    expect(bed.check(pull.pull.headSha)).toBe('success');
    await bed.sandbox.as('max').say(pull, '/gonogo untick backups');
    await bed.work();
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
  });

  test('it is written as soon as it can be, and the check tells of it no more', async () => {
    const mend = bed.sandbox.faults.add({ does: 'invalid', on: posts });
    const pull = await bed.release('next');
    await bed.work();
    await bed.later(10);
    expect(bed.boards(pull)).toHaveLength(0);
    mend();
    for (const seconds of [601, 5]) await bed.later(seconds);
    expect(bed.boards(pull)).toHaveLength(1);
    expect(bed.runs(pull.pull.headSha).at(-1)?.output?.summary).not.toContain('GitHub does not let');
  });
});

describe('a reply that cannot be said', () => {
  test('for ever is given up, and what was said with it stands', async () => {
    const pull = await green();
    bed.sandbox.faults.add({ does: 'invalid', on: posts });
    await bed.sandbox.as('max').say(pull, '/gonogo hold not today');
    await bed.work();
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
    expect(bed.reports.map(({ event }) => event)).toContain('reply.given-up');
    expect(bed.memory(pull).outgoing).toEqual([]);
  });

  test('now is said later, once', async () => {
    const pull = await bed.release('next');
    await bed.work();
    bed.sandbox.faults.add({ does: 'server-error', status: 502, on: posts, times: 4 });
    const before = bed.ours(pull).length;
    await bed.sandbox.as('max').say(pull, '/gonogo status');
    await bed.work();
    expect(bed.memory(pull).outgoing).toHaveLength(1);
    for (const seconds of [60, 60, 60, 60]) await bed.later(seconds);
    expect(bed.ours(pull)).toHaveLength(before + 1);
    expect(bed.memory(pull).outgoing).toEqual([]);
  });

  test('does not undo what was found out in the same look', async () => {
    const pull = await green();
    const mend = bed.sandbox.faults.add({ does: 'server-error', status: 502, on: posts });
    await bed.sandbox.as('wil').push(bed.repo, 'next', { 'next.txt': 'newer\n' });
    await bed.sandbox.as('max').say(pull, '/gonogo status');
    await bed.work();
    expect(bed.memory(pull).heads.map(({ sha }) => sha)).toContain(pull.pull.headSha);
    expect(bed.memory(pull).pushers.map(({ login }) => login)).toEqual(['wil']);
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
    mend();
    for (const seconds of [60, 60]) await bed.later(seconds);
    expect(bed.ours(pull).filter(({ body }) => body.includes('gonogo-reply'))).toHaveLength(1);
  });
});
