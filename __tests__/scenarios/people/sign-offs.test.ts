import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { removeFromTeam } from '../../../src/sandbox/state/accounts.ts';
import type { PullRequest, Review } from '../../../src/sandbox/state/model.ts';
import { addReview, dismissReview } from '../../../src/sandbox/state/pulls.ts';
import { type Cast, openCast, policy, pushAs, saidOf, saying, settled, withSignOff } from './cast.ts';

let bed: Cast;
let pull: PullRequest;

beforeEach(async () => {
  bed = await openCast({ checklist: withSignOff });
  pull = await bed.release('next');
  await bed.work();
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.sandbox.as('max').tick(pull, 'alerts');
  await bed.work();
});

afterEach(() => bed.close());

const approve = async (login: string) => {
  await bed.sandbox.as(login).review(pull, 'APPROVED');
  await bed.work();
};
const security = () => bed.states(pull)['security'];
const lastReview = (): Review => pull.pull.reviews.at(-1) as Review;

describe('an approving review', () => {
  test('of somebody in the role signs, also without write access, and lets the release go', async () => {
    expect(await settled(bed, pull)).toBe('action_required');
    await approve('tri');
    expect(security()).toBe('signed');
    expect(await settled(bed, pull)).toBe('success');
  });

  test('of somebody without the role signs nothing, and is a second word all the same', async () => {
    await approve('ada');
    expect(security()).toBe('open');
    expect(await saidOf(bed, pull)).toEqual(expect.arrayContaining(['ada sign the whole']));
    expect(await saidOf(bed, pull)).not.toEqual(expect.arrayContaining(['ada sign security']));
  });

  test('is taken back by one that asks for changes', async () => {
    await approve('tri');
    expect(await settled(bed, pull)).toBe('success');
    bed.clock.advance(1_000);
    await bed.sandbox.as('tri').review(pull, 'CHANGES_REQUESTED', 'not yet');
    await bed.work();
    expect(security()).toBe('open');
    expect(bed.check(pull.pull.headSha)).not.toBe('success');
    bed.clock.advance(1_000);
    await approve('tri');
    expect(security()).toBe('signed');
  });

  test('that is dismissed signs nothing any more', async () => {
    await approve('tri');
    dismissReview(bed.sandbox.world, lastReview(), bed.person('ada'));
    await bed.work();
    expect(security()).toBe('open');
    expect(bed.check(pull.pull.headSha)).not.toBe('success');
  });

  test('falls with a push', async () => {
    await approve('tri');
    await bed.sandbox.as('wil').push(bed.repo, 'next', { 'next.txt': 'newer\n' });
    await bed.work();
    expect(security()).toBe('stale');
  });

  test('of a commit before the head signs nothing', async () => {
    const old = pull.pull.headSha;
    await bed.sandbox.as('wil').push(bed.repo, 'next', { 'next.txt': 'newer\n' });
    addReview(bed.sandbox.world, pull, { author: bed.person('tri'), state: 'APPROVED', commit: old });
    await bed.work();
    expect(security()).toBe('stale');
  });

  test('is not stretched over what the policy asks for later', async () => {
    await approve('tri');
    const more = withSignOff.replace(
      'signOff: { role: security } }',
      'signOff: { role: security } }\n      - { id: privacy, title: Privacy agrees, level: must, signOff: { role: security } }',
    );
    await bed.sandbox.as('ada').push(bed.repo, 'main', { '.github/release.yml': more });
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ security: 'signed', privacy: 'open' });
  });
});

test('the only reviewer is the author’s bot: nobody has signed', async () => {
  addReview(bed.sandbox.world, pull, { author: bed.gate.bot, state: 'APPROVED' });
  await bed.work();
  expect(security()).toBe('open');
  expect(await saidOf(bed, pull)).not.toEqual(expect.arrayContaining([expect.stringContaining('gate')]));
});

test('who pushed to it does not sign it, whatever role they hold', async () => {
  await bed.sandbox.as('max').push(bed.repo, 'next', { 'other.txt': 'by max\n' });
  await bed.work();
  await approve('max');
  expect(security()).toBe('open');
  expect(await settled(bed, pull)).toBe('action_required');
});

test('who is named as co-author in a commit does not sign it either', async () => {
  const { id, login } = bed.person('tri');
  const message = `More\n\nCo-authored-by: ${login} <${id}+${login}@users.noreply.github.com>`;
  pushAs(bed, { author: 'wil', pusher: 'wil', message });
  await bed.work();
  await approve('tri');
  expect(security()).toBe('open');
});

test('a lost webhook of a push does not let its pusher sign', async () => {
  pushAs(bed, { author: 'wil', pusher: 'max' });
  await bed.sandbox.webhooks.settled();
  bed.received.splice(0);
  await bed.sweep();
  await approve('max');
  expect(security()).toBe('open');
});

test.each([1, 2])('a lost webhook between others does not let its pusher sign either: %i of them', async (lost) => {
  for (let at = 0; at < lost; at += 1) pushAs(bed, { author: 'wil', pusher: at === 0 ? 'max' : 'wil' });
  await bed.sandbox.webhooks.settled();
  bed.received.splice(0);
  pushAs(bed, { author: 'wil', pusher: 'wil' });
  await bed.work();
  await approve('max');
  expect(security()).toBe('open');
  await approve('tri');
  expect(security()).toBe('signed');
});

test('where nobody tells who pushed, nobody is known not to have', async () => {
  const off = bed.sandbox.faults.add({ does: 'server-error', on: 'GET /repos/{owner}/{repo}/activity' });
  pushAs(bed, { author: 'wil', pusher: 'max' });
  await bed.sandbox.webhooks.settled();
  bed.received.splice(0);
  await bed.sweep();
  await approve('tri');
  expect(security()).toBe('cannot-tell');
  expect(await settled(bed, pull)).toBe('failure');
  off();
  await bed.later(61);
  expect(security()).toBe('signed');
});

test('who has left the team does not sign any more, and green falls', async () => {
  await approve('tri');
  expect(await settled(bed, pull)).toBe('success');
  removeFromTeam(bed.sandbox.world, bed.team, { member: bed.person('tri'), sender: bed.person('ada') });
  await bed.sweep();
  expect(security()).toBe('open');
  expect(bed.check(pull.pull.headSha)).not.toBe('success');
});

test('a team that cannot be looked up neither signs nor takes back: nobody can tell, and later it is told', async () => {
  const off = bed.sandbox.faults.add({
    does: 'server-error',
    on: 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
  });
  await approve('tri');
  expect(security()).toBe('cannot-tell');
  off();
  await bed.later(61);
  expect(security()).toBe('signed');
});

test('two different people where two are asked for', async () => {
  await bed.close();
  bed = await openCast({
    checklist: withSignOff.replace('{ role: security }', '{ role: security, count: 2 }'),
    config: policy.replace('lead: { users: [max] }', 'lead: { users: [tri] }'),
  });
  pull = await bed.release('next');
  await bed.work();
  await approve('tri');
  bed.clock.advance(1_000);
  await approve('tri');
  expect(security()).toBe('open');
  await approve('max');
  expect(security()).toBe('signed');
});

test('a review is not heard from a stranger twice, and costs no look-up again', async () => {
  await approve('rea');
  expect(await saidOf(bed, pull)).toEqual(expect.arrayContaining(['rea refused the whole sign: they may not']));
  const before = (await saidOf(bed, pull)).length;
  await bed.sweep();
  expect(await saidOf(bed, pull)).toHaveLength(before);
  const { reply } = await saying(bed, pull, 'max', '/gonogo status');
  expect(reply).toContain('WAITING');
});

test('whoever ticks a box that is not theirs reads on the board why it is empty again, until somebody signs', async () => {
  await bed.close();
  bed = await openCast({ checklist: withSignOff.replace('role: security', 'role: security, via: box') });
  pull = await bed.release('next');
  await bed.work();
  const board = async () => {
    await settled(bed, pull);
    return bed
      .boards(pull)
      .map(({ body }) => body)
      .join('\n');
  };
  await bed.sandbox.as('ada').tick(pull, 'security');
  expect(await board()).toMatch(
    /ada changed the box of “Security agrees”, and it was set back: they may not\. May: .*acme\/security/,
  );
  expect(security()).toBe('open');
  await bed.sandbox.as('max').tick(pull, 'security');
  expect(await board()).not.toContain('set back');
  expect(security()).toBe('signed');
});
