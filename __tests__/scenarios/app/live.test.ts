import { expect, test } from '@jest/globals';
import { addApp } from '../../../src/sandbox/state/accounts.ts';
import { addCheckRun, addStatus } from '../../../src/sandbox/state/checks.ts';
import { nothingLent } from '../../reconcile/bed.ts';
import { healthItem, operator, type Shop, withShop } from '../../reconcile/collect/shop.ts';

const told = (bed: Shop['bed'], pull: Parameters<Shop['bed']['memory']>[0], id: string) =>
  bed.memory(pull).verdict?.items.find((each) => each.id === id);

test('a live item is waited for, then it is green with what was found', () =>
  withShop({}, async ({ bed, arrived }) => {
    const pull = await bed.release('next');
    await bed.hear();
    await bed.run(bed.pullTask(pull));
    // What answers an event asks nobody out there.
    expect(arrived).toEqual([]);
    expect(told(bed, pull, 'health')).toMatchObject({ state: 'waiting', because: 'being asked now' });
    await bed.work();
    expect(arrived).toHaveLength(1);
    expect(told(bed, pull, 'health')).toMatchObject({ state: 'passed', because: expect.stringContaining('200, up by actuator') });
    await bed.later(30);
    expect(bed.check(pull.pull.headSha)).toBe('success');
  }));

test('a flaw turns it red with what to do, when somebody wants it asked again, and a mend turns it green', () =>
  withShop({}, async ({ bed, health, arrived }) => {
    const pull = await bed.release('next');
    await bed.work();
    await bed.later(60);
    expect(bed.check(pull.pull.headSha)).toBe('success');
    health.says = '{"status":"UP","components":{"db":{"status":"DOWN"}}}';
    // It is fresh, and nobody asks for it: it is left alone.
    await bed.later(600);
    expect(arrived).toHaveLength(1);
    await bed.sandbox.as('max').say(pull, '/gonogo recheck');
    await bed.work();
    expect(told(bed, pull, 'health')).toMatchObject({ state: 'failed', next: expect.stringContaining('log of the service') });
    expect(bed.check(pull.pull.headSha)).toBe('failure');
    health.says = '{"status":"UP"}';
    const asked = arrived.length;
    await bed.later(60);
    await bed.sandbox.as('max').say(pull, '/gonogo recheck');
    await bed.work();
    expect(arrived).toHaveLength(asked + 1);
    await bed.later(30);
    expect(bed.check(pull.pull.headSha)).toBe('success');
  }));

test('it is asked again before it lapses, as long as the release is open', () =>
  withShop({}, async ({ bed, arrived, health }) => {
    const pull = await bed.release('next');
    await bed.work();
    await bed.later(44 * 60);
    expect(arrived).toHaveLength(1);
    await bed.later(2 * 60);
    expect(arrived).toHaveLength(2);
    await bed.later(20 * 60);
    expect(told(bed, pull, 'health')?.state).toBe('passed');
    expect(bed.check(pull.pull.headSha)).toBe('success');
    // Down by the time that it is asked: found by itself.
    health.status = 503;
    await bed.later(30 * 60);
    expect(told(bed, pull, 'health')?.state).toBe('failed');
    const asked = arrived.length;
    await bed.sandbox.as('wil').push(bed.repo, 'other', { 'x.txt': 'x' });
    const { closePull } = await import('../../../src/sandbox/state/pulls.ts');
    closePull(bed.sandbox.world, pull, { sender: bed.person('wil') });
    await bed.work();
    await bed.later(3 * 3_600);
    expect(arrived).toHaveLength(asked);
  }));

test('two releases that ask the same of the same address share an answer', () =>
  withShop({}, async ({ bed, arrived }) => {
    const one = await bed.release('one');
    const two = await bed.release('two');
    await bed.work();
    expect(arrived).toHaveLength(1);
    expect([told(bed, one, 'health')?.state, told(bed, two, 'health')?.state]).toEqual(['passed', 'passed']);
    // Another commit needs no other answer: the address is the same.
    await bed.sandbox.as('wil').push(bed.repo, 'one', { 'one.txt': 'newer' });
    await bed.work();
    expect(arrived).toHaveLength(1);
    expect(told(bed, one, 'health')?.state).toBe('passed');
  }));

test('a private address that nobody who runs the App listed is not asked, whatever the policy says', () =>
  withShop({ reach: nothingLent }, async ({ bed, arrived }) => {
    const pull = await bed.release('next');
    await bed.work();
    expect(arrived).toEqual([]);
    expect(told(bed, pull, 'health')).toMatchObject({
      state: 'cannot-tell',
      next: 'Let CI collect it, or have whoever runs the App list 127.0.0.1 in GONOGO_PRIVATE_HOSTS, with `private: true` at the target.',
    });
    expect(bed.check(pull.pull.headSha)).toBe('failure');
  }));

test('nor one that the policy does not call private', () =>
  withShop({ target: '' }, async ({ bed, arrived }) => {
    const pull = await bed.release('next');
    await bed.work();
    expect(arrived).toEqual([]);
    expect(told(bed, pull, 'health')).toMatchObject({
      state: 'cannot-tell',
      next: expect.stringContaining('Set `private: true`'),
    });
  }));

const secretItem = healthItem.replace('every: 0.05', 'every: 0.05, secretHeaders: [{ name: x-probe, secret: PROBE }]');

test('who writes the policy gets no secret sent to a host that is not named for it', () =>
  withShop(
    {
      items: secretItem,
      reach: {
        ...operator,
        secret: ({ origin }) => (origin === 'https://api.example.com' ? 'a secret of the operator' : undefined),
      },
    },
    async ({ bed, arrived }) => {
      const pull = await bed.release('next');
      await bed.work();
      expect(arrived).toEqual([]);
      expect(told(bed, pull, 'health')).toMatchObject({
        state: 'cannot-tell',
        because: expect.stringContaining('lends the secret PROBE to nobody'),
        next: expect.stringContaining('GONOGO_LEND_SECRETS'),
      });
    },
  ));

test('a secret that is lent for this very origin is sent there', () =>
  withShop({ items: secretItem, reach: { ...operator, secret: () => 'a secret of the operator' } }, async ({ bed, arrived }) => {
    const pull = await bed.release('next');
    await bed.work();
    expect(arrived).toEqual(['a secret of the operator']);
    expect(told(bed, pull, 'health')?.state).toBe('passed');
    expect(JSON.stringify(bed.store.subjects())).not.toContain('a secret of the operator');
  }));

const checksItem =
  '- { id: ci, title: CI ended well, level: must, gate: checks, source: { required: [{ name: build, app: builder }] } }';

test('a check counts only of its App: one of the same name by another does not, and is told of', () =>
  withShop({ items: checksItem }, async ({ bed }) => {
    const { world } = bed.sandbox;
    const builder = addApp(world, { slug: 'builder', owner: bed.person('ada'), permissions: { checks: 'write' } });
    const evil = addApp(world, { slug: 'evil', owner: bed.person('ada'), permissions: { checks: 'write' } });
    const pull = await bed.release('next');
    const sha = pull.pull.headSha;
    const of = { sha, name: 'build', status: 'completed', conclusion: 'success' } as const;
    addCheckRun(world, bed.repo, { ...of, app: evil });
    addStatus(world, bed.repo, {
      sha,
      state: 'success',
      context: 'build',
      description: null,
      targetUrl: null,
      creator: bed.person('wil'),
      app: null,
    });
    await bed.work();
    await bed.later(60);
    expect(told(bed, pull, 'ci')).toMatchObject({
      state: 'cannot-tell',
      because:
        '0 of 1 ended well; build of builder is not there (the App evil, wil also has one of that name, which does not count)',
    });
    addCheckRun(world, bed.repo, { ...of, app: builder });
    await bed.work();
    await bed.later(30);
    expect(told(bed, pull, 'ci')?.state).toBe('passed');
    await bed.later(30);
    expect(bed.check(sha)).toBe('success');
    // Red by the same App, a moment later.
    addCheckRun(world, bed.repo, { ...of, app: builder, conclusion: 'failure' });
    await bed.work();
    expect(told(bed, pull, 'ci')?.state).toBe('failed');
    expect(bed.check(sha)).toBe('failure');
  }));

test('what the platform shows is asked again right before green', () =>
  withShop({ items: checksItem }, async ({ bed }) => {
    const { world } = bed.sandbox;
    const builder = addApp(world, { slug: 'builder', owner: bed.person('ada'), permissions: { checks: 'write' } });
    const pull = await bed.release('next');
    const sha = pull.pull.headSha;
    const of = { sha, name: 'build', status: 'completed', conclusion: 'success', app: builder } as const;
    addCheckRun(world, bed.repo, of);
    await bed.work();
    await bed.later(6);
    expect(told(bed, pull, 'ci')?.state).toBe('passed');
    addCheckRun(world, bed.repo, { ...of, conclusion: 'failure' });
    // Nobody tells us of it.
    await bed.sandbox.webhooks.settled();
    bed.received.splice(0);
    await bed.later(60);
    expect(bed.check(sha)).not.toBe('success');
    expect(told(bed, pull, 'ci')?.state).toBe('failed');
  }));

const reviewsItem =
  '- { id: seen, title: Somebody approved, level: must, gate: reviews, source: { role: lead }, limits: { named: 1 } }';

test('an approval counts for its commit: after a push it has to be given again', () =>
  withShop({ items: reviewsItem }, async ({ bed }) => {
    const pull = await bed.release('next');
    await bed.work();
    expect(told(bed, pull, 'seen')?.state).toBe('failed');
    await bed.sandbox.as('ada').review(pull, 'APPROVED');
    await bed.work();
    expect(told(bed, pull, 'seen')).toMatchObject({
      state: 'failed',
      because: expect.stringContaining('0 of 1 approvals of those'),
    });
    await bed.sandbox.as('max').review(pull, 'APPROVED');
    await bed.work();
    expect(told(bed, pull, 'seen')?.state).toBe('passed');
    await bed.later(30);
    expect(bed.check(pull.pull.headSha)).toBe('success');
    await bed.sandbox.as('wil').push(bed.repo, 'next', { 'next.txt': 'newer' });
    await bed.work();
    expect(told(bed, pull, 'seen')).toMatchObject({
      state: 'failed',
      because: expect.stringContaining('2 of an earlier commit'),
    });
    expect(bed.check(pull.pull.headSha)).toBe('failure');
  }));
