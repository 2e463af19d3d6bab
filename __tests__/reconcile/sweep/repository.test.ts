import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { closePull, retarget } from '../../../src/sandbox/state/pulls.ts';
import { push } from '../../../src/sandbox/state/pushes.ts';
import { renameRepo } from '../../../src/sandbox/state/repositories.ts';
import { type Bed, checklist, config, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed({ config: config.replace('base: [main]', 'base: [main, stable], labels: [release]') });
});

afterEach(() => bed.close());

async function labelled(branch: string) {
  const pull = await bed.release(branch);
  await label(pull);
  return pull;
}

const label = ({ number }: PullRequest) =>
  bed.as('wil').issues.addLabels({ owner: 'acme', repo: 'shop', issue_number: number, labels: ['release'] });

/** Nobody tells us of it. */
async function unheard<T>(act: () => Promise<T> | T): Promise<T> {
  bed.sandbox.webhooks.shake({ drop: 1 });
  const done = await act();
  await bed.sandbox.webhooks.settled();
  bed.sandbox.webhooks.shake({});
  return done;
}

const check = ({ pull }: PullRequest) => bed.check(pull.headSha);

describe('what nobody told us of is found by one look at everything', () => {
  test('a pull request that was opened', async () => {
    const pull = await unheard(() => labelled('next'));
    await bed.sweep();
    expect([check(pull), bed.boards(pull).length]).toEqual(['action_required', 1]);
  });

  test('a push', async () => {
    const pull = await labelled('next');
    await bed.work();
    const before = pull.pull.headSha;
    await unheard(() => bed.sandbox.as('wil').push(bed.repo, 'next', { 'next.txt': 'newer\n' }));
    await bed.sweep();
    expect([bed.check(before), check(pull)]).toEqual(['cancelled', 'action_required']);
  });

  test('boxes', async () => {
    const pull = await labelled('next');
    await bed.work();
    await unheard(async () => {
      await bed.sandbox.as('max').tick(pull, 'backups');
      await bed.sandbox.as('max').tick(pull, 'alerts');
    });
    await bed.sweep();
    expect(bed.states(pull)).toMatchObject({ backups: 'ticked', alerts: 'ticked' });
    await bed.later(30);
    expect(check(pull)).toBe('success');
    await unheard(() => bed.sandbox.as('max').untick(pull, 'backups'));
    await bed.sweep();
    expect(check(pull)).toBe('action_required');
  });

  test('a pull request that was closed', async () => {
    const pull = await labelled('next');
    await bed.work();
    await unheard(() => closePull(bed.sandbox.world, pull, { sender: bed.person('wil') }));
    await bed.sweep();
    expect(check(pull)).toBe('cancelled');
  });

  test('another base', async () => {
    push(bed.sandbox.world, { repo: bed.repo, ref: 'refs/heads/stable', sha: bed.root, sender: bed.person('ada') });
    const pull = await labelled('next');
    await bed.work();
    await unheard(() => retarget(bed.sandbox.world, pull, { base: 'stable', sender: bed.person('wil') }));
    await bed.sweep();
    // There is no configuration.
    expect(check(pull)).toBe('failure');
  });

  test('a label that makes a release of what was none', async () => {
    const pull = await bed.release('next');
    await bed.work();
    await bed.later(300);
    expect(check(pull)).toBe('success');
    await unheard(() => label(pull));
    await bed.sweep();
    expect([check(pull), bed.boards(pull).length]).toEqual(['action_required', 1]);
  });

  test('a policy that asks for more', async () => {
    const pull = await bed.release('next');
    await bed.work();
    await bed.sweep();
    await bed.later(300);
    expect(check(pull)).toBe('success');
    await unheard(() => bed.sandbox.as('ada').push(bed.repo, 'main', { '.github/gonogo.yml': config }));
    await bed.sweep();
    expect(check(pull)).toBe('action_required');
  });

  test('a policy that asks at all', async () => {
    await bed.close();
    bed = await openBed({ config: null });
    const pull = await bed.release('next');
    await bed.work();
    expect(check(pull)).toBe('none');
    await unheard(() =>
      bed.sandbox.as('ada').push(bed.repo, 'main', { '.github/gonogo.yml': config, '.github/release.yml': checklist }),
    );
    await bed.sweep();
    expect(check(pull)).toBe('action_required');
  });

  test('another name', async () => {
    const pull = await labelled('next');
    await bed.work();
    await unheard(() => renameRepo(bed.sandbox.world, bed.repo, { name: 'store', sender: bed.person('ada') }));
    await bed.sandbox.as('max').tick(pull, 'backups');
    await bed.sweep();
    expect((await bed.store.read.place(bed.repo.id))?.name).toBe('store');
    expect(bed.states(pull)).toMatchObject({ backups: 'ticked' });
  });
});

test('what is no release is not looked at again while nothing is done to it', async () => {
  const pull = await bed.release('next');
  await bed.work();
  await bed.later(300);
  await bed.sweep();
  const name = `pull ${bed.repo.id}/${pull.number}`;
  expect(await bed.sweep()).not.toContain(name);
  await bed.sandbox.as('max').say(pull, 'Nice.');
  bed.clock.advance(86_500_000);
  expect(await bed.sweep()).toContain(name);
});

test('of a repository that nobody uses it for, and of one that is not ours any more, nothing is asked', async () => {
  await bed.close();
  bed = await openBed({ config: null });
  await bed.hear();
  const from = bed.sandbox.journal.length;
  await bed.run({ kind: 'repository', key: String(bed.repo.id) });
  const asked = bed.sandbox.journal.slice(from).map(({ operation }) => operation);
  expect(asked.filter((operation) => operation === 'POST /graphql').length).toBeLessThanOrEqual(3);
  await bed.run({ kind: 'repository', key: '999999' });
  expect(bed.reports).toEqual([]);
});

test('a branch that moved is a look at what goes into it, and at everything in a moment', async () => {
  const pull = await labelled('next');
  await bed.work();
  await bed.run({ kind: 'branch', key: `${bed.repo.id}/main` });
  const wanted = bed.store.wanted().map(({ kind, key }) => `${kind} ${key}`);
  expect(wanted).toContain(`pull ${bed.repo.id}/${pull.number}`);
  expect(wanted).toContain(`repository ${bed.repo.id}`);
});
