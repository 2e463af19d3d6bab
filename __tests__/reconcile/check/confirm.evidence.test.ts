import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { rerun } from '../../../src/sandbox/state/reruns.ts';
import { type Bed, openBed } from '../bed.ts';
import { checklist, ciFile, ciPath, end, failing, runCi } from '../evidence/ci.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed({ checklist, files: { [ciPath]: ciFile } });
});

afterEach(() => bed.close());

/** All is proved and said, and it has nearly settled. */
async function nearlyGreen() {
  const pull = await bed.release('next');
  await bed.work();
  bed.clock.advance(60_000);
  const run = await runCi(bed, pull);
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.work();
  await bed.later(15);
  expect(bed.check(pull.pull.headSha)).toBe('action_required');
  return { pull, run };
}

/** Nobody tells us of what happens in it. */
async function unheard(act: () => Promise<unknown>): Promise<void> {
  await act();
  await bed.sandbox.webhooks.settled();
  bed.received.splice(0);
}

test('a run that was made again and is over is seen before it turns green, though nobody told us', async () => {
  const { pull, run } = await nearlyGreen();
  await unheard(async () => {
    bed.clock.advance(2_000);
    rerun(bed.sandbox.world, run, { by: bed.person('wil') });
    bed.clock.advance(2_000);
    await end(bed, run, { leaves: (of) => [failing(of)] });
  });
  await bed.later(10);
  expect(bed.check(pull.pull.headSha)).toBe('failure');
});

test('a run that only began is seen, and what it says is waited for by nobody who has an answer', async () => {
  const { pull } = await nearlyGreen();
  await unheard(async () => runCi(bed, pull, { path: '.github/workflows/other.yml', leaves: (of) => [failing(of)] }));
  await bed.later(10);
  expect(bed.check(pull.pull.headSha)).toBe('failure');
});

test('a group has its members judged by what was taken in for them, without another look at their runs', async () => {
  const { judgeMember } = await import('../../../src/reconcile/group/judge-member.ts');
  const { pull } = await nearlyGreen();
  const policy = await bed.world.policies.at({ place: bed.place, commit: bed.repo.refs.get('refs/heads/main') ?? '' });
  const from = bed.sandbox.journal.length;
  const judged = await judgeMember(bed.world, { place: bed.place, policy, number: pull.number });
  expect(typeof judged === 'string' ? judged : judged.answer.decision).toBe('go');
  expect(bed.sandbox.journal.slice(from).filter(({ operation }) => operation.includes('/actions/'))).toEqual([]);
});
