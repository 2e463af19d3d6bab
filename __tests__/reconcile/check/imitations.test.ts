import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { imitationsIn } from '../../../src/reconcile/check/imitations.ts';
import { addApp } from '../../../src/sandbox/state/accounts.ts';
import { addCheckRun, addStatus } from '../../../src/sandbox/state/checks.ts';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed();
});

afterEach(() => bed.close());

const status = (sha: string, context: string) =>
  addStatus(bed.sandbox.world, bed.repo, {
    sha,
    state: 'success',
    context,
    description: null,
    targetUrl: null,
    creator: bed.person('wil'),
    app: null,
  });

test('a check of our name by somebody else never counts, is on record, and is told on the board', async () => {
  const evil = addApp(bed.sandbox.world, { slug: 'evil', owner: bed.person('ada'), permissions: { checks: 'write' } });
  const pull = await bed.release('next');
  const sha = pull.pull.headSha;
  await bed.work();
  const of = { app: evil, sha, status: 'completed', conclusion: 'success' } as const;
  addCheckRun(bed.sandbox.world, bed.repo, { ...of, name: 'gonogo' });
  status(sha, 'gonogo observe');
  status(sha, 'build');
  await bed.work();
  await bed.later(70);
  const refused = bed.store.statements().filter(({ act }) => act === 'refused');
  expect(refused.map(({ by, reason, head }) => [by.login, reason, head])).toEqual([
    ['evil[bot]', 'imitation: a check run named gonogo', sha],
    ['wil', 'imitation: a commit status named gonogo observe', sha],
  ]);
  expect(bed.reports.filter(({ event }) => event === 'check.imitated')).toHaveLength(2);
  expect(bed.boards(pull)[0]?.body).toContain('published a check run named gonogo on this commit. It does not count.');
  expect(bed.check(sha)).toBe('action_required');
  // Again and again by the same is told once.
  status(sha, 'gonogo observe');
  await bed.work();
  expect(bed.store.statements().filter(({ act }) => act === 'refused')).toHaveLength(2);
  // On the next commit nothing of it is left to tell.
  expect(imitationsIn(refused, sha)).toHaveLength(2);
  expect(imitationsIn(refused, 'another')).toEqual([]);
});

test('where no release has that commit, nothing is noted', async () => {
  await bed.work();
  status(bed.repo.refs.get('refs/heads/main') ?? '', 'gonogo');
  await bed.work();
  expect(bed.store.statements()).toEqual([]);
  expect(await bed.store.read.facts(bed.repo.id, 0)).toEqual([]);
});
