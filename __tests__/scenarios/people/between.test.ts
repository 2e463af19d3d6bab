import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addToTeam, removeFromTeam } from '../../../src/sandbox/state/accounts.ts';
import type { CheckRun, PullRequest, Review } from '../../../src/sandbox/state/model.ts';
import { dismissReview } from '../../../src/sandbox/state/pulls.ts';
import { type Cast, items, openCast, policy, saying, settled, withSignOff } from './cast.ts';

let bed: Cast;
let pull: PullRequest;

const open = async (options: Parameters<typeof openCast>[0] = {}) => {
  bed = await openCast(options);
  pull = await bed.release('next');
  await bed.work();
};
const latest = (): CheckRun => bed.runs(pull.pull.headSha).at(-1) as CheckRun;
/** Commits that were ever shown as green, however short. */
const greens = (): string[] => {
  const found: string[] = [];
  bed.sandbox.world.listeners.push(({ event, about: { check_run: run } }) => {
    if (event === 'check_run' && run?.conclusion === 'success') found.push(run.suite.headSha);
  });
  return found;
};

afterEach(() => bed.close());

describe('between the last look and green, where GitHub merges by itself', () => {
  beforeEach(() => open());

  const ready = () => saying(bed, pull, 'max', '/gonogo tick backups, alerts');

  test('a hold by button is in time', async () => {
    await ready();
    const found = greens();
    bed.clock.advance(21_000);
    await bed.sandbox.as('ada').press(latest(), 'hold');
    await bed.work();
    expect(found).toEqual([]);
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
  });

  test('a button that is pressed while it is confirmed is in time', async () => {
    await ready();
    const found = greens();
    bed.clock.advance(21_000);
    const { platform } = bed.world;
    const people: typeof platform.people = async (ask) => {
      if (latest().status === 'completed') await bed.sandbox.as('ada').press(latest(), 'hold');
      await bed.hear();
      return platform.people(ask);
    };
    Object.assign(bed.world, { platform: { ...platform, people } });
    await bed.run(bed.checkTask(pull.pull.headSha));
    expect(found).toEqual([]);
  });

  test('what was taken back on another release of what stands for all is in time', async () => {
    await bed.close();
    const standing = 'restored once, level: must, asked: { standing: { lasts: 90 } }';
    await open({ checklist: items.replace('restored once, level: must', standing) });
    const other = await bed.release('other');
    await bed.work();
    await bed.later(5);
    await ready();
    const found = greens();
    await bed.hear();
    bed.clock.advance(21_000);
    await bed.sandbox.as('wil').say(other, '/gonogo untick backups');
    await bed.hear();
    await bed.run(bed.pullTask(other));
    await bed.run(bed.checkTask(pull.pull.headSha));
    expect(found).toEqual([]);
  });

  test.each([
    ['a freeze begins', `freeze: [{ from: 2026-11-21T12:00:10Z, until: 2026-11-21T13:00:00Z, reason: busy }]\n`, 'tick alerts'],
    ['a waiver ends', '', 'waive alerts until: 2026-11-21T12:00:10Z reason: later'],
  ])('%s: it has to be looked at first, even where GitHub does not let us look', async (_name, more, command) => {
    await bed.close();
    await open({ config: `${policy}${more}` });
    await saying(bed, pull, 'max', '/gonogo tick backups');
    await saying(bed, pull, 'max', `/gonogo ${command}`);
    expect(bed.memory(pull).verdict?.decision).toBe('go');
    const found = greens();
    bed.clock.advance(21_000);
    await bed.run(bed.checkTask(pull.pull.headSha));
    expect(found).toEqual([]);
    await bed.later(60);
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
  });
});

test('what stands for all and is taken back on one release holds up the green ones at once', async () => {
  const standing = 'restored once, level: must, asked: { standing: { lasts: 90 } }';
  await open({ checklist: items.replace('restored once, level: must', standing) });
  await saying(bed, pull, 'max', '/gonogo tick backups, alerts');
  expect(await settled(bed, pull)).toBe('success');
  const other = await bed.release('other');
  await bed.later(5);
  await bed.later(5);
  await saying(bed, other, 'wil', '/gonogo untick backups');
  expect(bed.states(other)['backups']).toBe('open');
  expect(bed.check(pull.pull.headSha)).toBe('action_required');
});

test('an approval that is dismissed while its author may not sign does not come back with their rights', async () => {
  await open({ checklist: withSignOff });
  await saying(bed, pull, 'max', '/gonogo tick backups, alerts');
  await bed.sandbox.as('tri').review(pull, 'APPROVED');
  await bed.work();
  const membership = { member: bed.person('tri'), sender: bed.person('ada') };
  removeFromTeam(bed.sandbox.world, bed.team, membership);
  await bed.work();
  dismissReview(bed.sandbox.world, pull.pull.reviews.at(-1) as Review, bed.person('ada'));
  await bed.work();
  addToTeam(bed.sandbox.world, bed.team, membership);
  await bed.sweep();
  expect(bed.states(pull)).toMatchObject({ security: 'open' });
  expect(await settled(bed, pull)).not.toBe('success');
});
