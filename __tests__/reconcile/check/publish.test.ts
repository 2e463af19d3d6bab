import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { closePull, openPull } from '../../../src/sandbox/state/pulls.ts';
import { push } from '../../../src/sandbox/state/pushes.ts';
import { type Bed, checklist, config, openBed } from '../bed.ts';

let bed: Bed;

const both = config.replace('base: [main]', 'base: [main, stable]');

beforeEach(async () => {
  bed = await openBed({ config: both });
});

afterEach(() => bed.close());

async function tickAll(pull: Awaited<ReturnType<Bed['release']>>) {
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.sandbox.as('max').tick(pull, 'alerts');
}

describe('two pull requests with one head', () => {
  async function two() {
    const first = await bed.release('next');
    push(bed.sandbox.world, { repo: bed.repo, ref: 'refs/heads/stable', sha: bed.root, sender: bed.person('ada') });
    await bed.sandbox.as('ada').push(bed.repo, 'stable', { '.github/gonogo.yml': both, '.github/release.yml': checklist });
    const second = openPull(bed.sandbox.world, bed.repo, {
      title: 'The same for stable',
      author: bed.person('wil'),
      base: 'stable',
      head: { repo: bed.repo, ref: 'next' },
    });
    return { first, second, sha: first.pull.headSha };
  }

  test('are green only together', async () => {
    const { first, second, sha } = await two();
    await bed.work();
    await tickAll(first);
    await bed.work();
    await bed.later(30);
    expect(bed.check(sha)).toBe('action_required');
    expect(bed.runs(sha)).toHaveLength(1);
    await tickAll(second);
    await bed.work();
    await bed.later(30);
    expect(bed.check(sha)).toBe('success');
  });

  test('one that was opened without our hearing of it holds the other', async () => {
    const first = await bed.release('next');
    await bed.work();
    await tickAll(first);
    await bed.work();
    push(bed.sandbox.world, { repo: bed.repo, ref: 'refs/heads/stable', sha: bed.root, sender: bed.person('ada') });
    await bed.sandbox.as('ada').push(bed.repo, 'stable', { '.github/gonogo.yml': config, '.github/release.yml': checklist });
    await bed.work();
    bed.sandbox.webhooks.shake({ drop: 1 });
    openPull(bed.sandbox.world, bed.repo, {
      title: 'The same for stable',
      author: bed.person('wil'),
      base: 'stable',
      head: { repo: bed.repo, ref: 'next' },
    });
    bed.sandbox.webhooks.shake({});
    await bed.later(30);
    expect(bed.check(first.pull.headSha)).not.toBe('success');
    await bed.later(30);
    expect(bed.check(first.pull.headSha)).toBe('action_required');
  });

  test('closing one leaves the check to the other', async () => {
    const { first, second, sha } = await two();
    await bed.work();
    await tickAll(first);
    closePull(bed.sandbox.world, second, { sender: bed.person('wil') });
    await bed.work();
    await bed.later(30);
    expect(bed.check(sha)).toBe('success');
  });
});

describe('a commit that comes back', () => {
  test('does not come back with its old answer', async () => {
    const pull = await bed.release('next');
    await bed.work();
    await tickAll(pull);
    await bed.work();
    await bed.later(30);
    const sha = pull.pull.headSha;
    expect(bed.check(sha)).toBe('success');
    await bed.sandbox.as('wil').push(bed.repo, 'next', { 'next.txt': 'newer\n' });
    await bed.work();
    expect(bed.check(sha)).toBe('cancelled');
    push(bed.sandbox.world, { repo: bed.repo, ref: 'refs/heads/next', sha, sender: bed.person('wil'), force: true });
    expect(bed.check(sha)).toBe('cancelled');
    await bed.work();
    expect(bed.check(sha)).toBe('action_required');
    await bed.later(30);
    expect(bed.check(sha)).toBe('success');
  });

  test('of a pull request that was merged does not vouch for another', async () => {
    const pull = await bed.release('next');
    await bed.work();
    await tickAll(pull);
    await bed.work();
    await bed.later(30);
    await bed.sandbox.as('ada').merge(pull);
    await bed.work();
    expect(bed.check(pull.pull.headSha)).toBe('cancelled');
  });
});

describe('what somebody else might still write', () => {
  test('goes to a run that nobody looks at: who takes over makes a new one', async () => {
    const pull = await bed.release('next');
    await bed.work();
    const sha = pull.pull.headSha;
    expect(bed.runs(sha)).toHaveLength(1);
    await bed.run(bed.checkTask(sha), { tookOver: true });
    expect(bed.runs(sha).map(({ conclusion }) => conclusion)).toEqual(['action_required', 'action_required']);
    await tickAll(pull);
    await bed.work();
    await bed.later(30);
    expect(bed.runs(sha).map(({ conclusion }) => conclusion)).toEqual(['action_required', 'success']);
  });

  test('a run that was made and not noted is found again', async () => {
    const pull = await bed.release('next');
    await bed.hear();
    await bed.run(bed.pullTask(pull));
    const sha = pull.pull.headSha;
    bed.sandbox.faults.add({ does: 'reset-after', on: 'POST /repos/{owner}/{repo}/check-runs', times: 1 });
    await bed.run(bed.checkTask(sha));
    await bed.later(10);
    expect(bed.runs(sha)).toHaveLength(1);
    expect(bed.check(sha)).toBe('action_required');
  });
});
