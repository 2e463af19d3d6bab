import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Platform } from '../../../src/reconcile/ports/platform.ts';
import { addCheckRun, updateCheckRun } from '../../../src/sandbox/state/checks.ts';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed();
});

afterEach(() => bed.close());

/** All that is needed is said, and it has settled; nobody has looked again yet. */
async function ripe(): Promise<PullRequest> {
  const pull = await bed.release('next');
  await bed.work();
  await bed.sandbox.as('max').say(pull, '/gonogo tick backups alerts');
  await bed.work();
  await bed.later(19);
  bed.clock.advance(2_000);
  return pull;
}

/** Something happens right after the last look at the platform. */
function whileConfirming(act: () => Promise<unknown>) {
  const { pulse } = bed.world.platform;
  const hooked: Platform['pulse'] = async (ask) => {
    Object.assign(bed.world.platform, { pulse });
    const answer = await pulse(ask);
    await act();
    return answer;
  };
  Object.assign(bed.world.platform, { pulse: hooked });
}

const everGreen = ({ pull }: PullRequest) => {
  const heard: string[] = [];
  bed.sandbox.world.listeners.push(({ event, about }) => {
    if (event === 'check_run' && about.check_run?.suite.headSha === pull.headSha)
      heard.push(about.check_run.conclusion ?? about.check_run.status);
  });
  return () => heard.includes('success');
};

test('without anything new it turns green', async () => {
  const pull = await ripe();
  const wasGreen = everGreen(pull);
  await bed.work();
  expect(wasGreen()).toBe(true);
  expect(bed.check(pull.pull.headSha)).toBe('success');
});

describe('never green, not for a moment, when meanwhile', () => {
  test('a command takes something back, and was heard', async () => {
    const pull = await ripe();
    const wasGreen = everGreen(pull);
    whileConfirming(async () => {
      await bed.sandbox.as('max').say(pull, '/gonogo untick backups');
      await bed.hear();
      await bed.run(bed.pullTask(pull));
    });
    await bed.work();
    expect(wasGreen()).toBe(false);
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
  });

  test('a command takes something back, and is on record only', async () => {
    const pull = await ripe();
    const wasGreen = everGreen(pull);
    whileConfirming(async () => {
      await bed.sandbox.as('max').say(pull, '/gonogo hold not today');
      await bed.hear();
    });
    await bed.work();
    expect(wasGreen()).toBe(false);
  });

  test('a box is cleared before that look', async () => {
    const pull = await ripe();
    bed.sandbox.webhooks.shake({ drop: 1 });
    await bed.sandbox
      .as('max')
      .tick(pull, 'backups')
      .catch(() => undefined);
    await bed.sandbox.as('max').untick(pull, 'backups');
    const wasGreen = everGreen(pull);
    await bed.work();
    expect(wasGreen()).toBe(false);
  });

  test('who ticked has lost the right to', async () => {
    const pull = await ripe();
    bed.sandbox.webhooks.shake({ drop: 1 });
    bed.repo.collaborators.set(bed.person('max').id, 'read');
    const wasGreen = everGreen(pull);
    await bed.work();
    expect(wasGreen()).toBe(false);
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
  });

  test('somebody pushes', async () => {
    const pull = await ripe();
    const { headSha } = pull.pull;
    bed.sandbox.webhooks.shake({ drop: 1 });
    await bed.sandbox.as('wil').push(bed.repo, 'next', { 'next.txt': 'newer\n' });
    await bed.work();
    expect(bed.check(headSha)).not.toBe('success');
    expect(bed.check(pull.pull.headSha)).not.toBe('success');
  });

  test('its own row cannot be read any more', async () => {
    const pull = await ripe();
    const [row] = bed.store.subjects();
    if (row === undefined) throw new Error('there is no row');
    const other = { ...row, key: `${row.key}0`, number: 99, memory: { format: 'gonogo/pull/9' } };
    await bed.store.hold({ kind: 'pull', key: 'x' }).write((writes) => writes.saveSubject(other));
    const wasGreen = everGreen(pull);
    await bed.run(bed.checkTask(pull.pull.headSha));
    expect(wasGreen()).toBe(false);
  });
});

test('what can never be confirmed is asked ever more rarely', async () => {
  const pull = await ripe();
  const { pulse } = bed.world.platform;
  Object.assign(bed.world.platform, {
    pulse: async (ask: Parameters<Platform['pulse']>[0]) => ({ ...(await pulse(ask)), digest: 'another' }),
  });
  let ran = 0;
  for (let round = 0; round < 120; round += 1) ran += (await bed.later(5)).length;
  expect(ran).toBeLessThan(60);
  expect(bed.check(pull.pull.headSha)).toBe('action_required');
});

test('another run of ours that is newer is the one that turns green', async () => {
  const pull = await ripe();
  const run = addCheckRun(bed.sandbox.world, bed.repo, {
    app: bed.gate,
    sha: pull.pull.headSha,
    name: 'gonogo',
    status: 'in_progress',
  });
  updateCheckRun(bed.sandbox.world, run, { app: bed.gate, conclusion: 'failure' });
  await bed.work();
  for (const seconds of [5, 10, 30]) await bed.later(seconds);
  expect(bed.check(pull.pull.headSha)).toBe('success');
  expect(bed.runs(pull.pull.headSha)).toHaveLength(2);
});
