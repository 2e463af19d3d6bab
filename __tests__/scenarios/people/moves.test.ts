import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { PullRequest, Repo } from '../../../src/sandbox/state/model.ts';
import { closePull, openPull } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles, push } from '../../../src/sandbox/state/pushes.ts';
import { addRepo, removeRepo, writeFiles } from '../../../src/sandbox/state/repositories.ts';
import { type Cast, openCast, settled, withSignOff } from './cast.ts';

let bed: Cast;

beforeEach(async () => {
  bed = await openCast({ checklist: withSignOff });
});

afterEach(() => bed.close());

const tickAll = async (pull: PullRequest) => {
  for (const item of ['backups', 'alerts']) await bed.sandbox.as('max').tick(pull, item);
  await bed.work();
};

async function signed(pull: PullRequest) {
  await bed.work();
  await tickAll(pull);
  await bed.sandbox.as('tri').review(pull, 'APPROVED');
  await bed.work();
  return pull;
}

/** Some commits on top of each other, and the branch at the last of them. */
function branchOf(
  branch: string,
  commits: readonly { readonly message: string; readonly files: Readonly<Record<string, string>> }[],
) {
  const { world } = bed.sandbox;
  const author = bed.person('wil');
  let sha = bed.repo.refs.get('refs/heads/main') ?? '';
  for (const each of commits) sha = writeFiles(world, bed.repo, { author, parents: [sha], ...each });
  push(world, { repo: bed.repo, ref: `refs/heads/${branch}`, sha, sender: author });
  return sha;
}

const open = (branch: string) => bed.sandbox.as('wil').open(bed.repo, { title: branch, base: 'main', head: branch });

/** Calls back after the so-manieth answer of the platform. */
function afterAnswer(happens: () => void): (left: number) => void {
  let left = 0;
  const platform = new Proxy(bed.world.platform, {
    get: (of, name) => {
      const own: unknown = Reflect.get(of, name);
      if (typeof own !== 'function') return own;
      return async (...given: unknown[]) => {
        const answer: unknown = await own.apply(of, given);
        left -= 1;
        if (left === 0) happens();
        return answer;
      };
    },
  });
  Object.assign(bed.world, { platform });
  return (count) => {
    left = count;
  };
}

test('a push between any two of our questions: no commit is green that was not judged', async () => {
  const { world } = bed.sandbox;
  const greens: string[] = [];
  const pushed: string[] = [];
  world.listeners.push(({ event, about: { check_run: run } }) => {
    if (event === 'check_run' && run?.conclusion === 'success') greens.push(run.suite.headSha);
  });
  let pull: PullRequest | undefined;
  const set = afterAnswer(() => {
    if (pull === undefined) return;
    const { headSha, head } = pull.pull;
    const author = bed.person('wil');
    const sha = writeFiles(world, bed.repo, { author, message: 'more', parents: [headSha], files: { 'a.txt': head.ref } });
    push(world, { repo: bed.repo, ref: `refs/heads/${head.ref}`, sha, sender: author });
    pushed.push(sha);
  });
  // On the way to green there are about a dozen.
  for (let at = 1; at <= 14; at += 2) {
    pull = await bed.release(`next-${at}`);
    await bed.work();
    for (const item of ['backups', 'alerts']) await bed.sandbox.as('max').tick(pull, item);
    await bed.sandbox.as('tri').review(pull, 'APPROVED');
    set(at);
    await bed.work();
    for (const seconds of [21, 60]) await bed.later(seconds);
    set(0);
    closePull(world, pull, { sender: bed.person('wil') });
    await bed.work();
  }
  expect(pushed.length).toBeGreaterThan(4);
  expect(greens.length).toBeGreaterThan(0);
  expect(pushed.filter((sha) => greens.includes(sha))).toEqual([]);
});

test('a change of four hundred files hides no change of what releases are judged by', async () => {
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`.a/${at}.txt`, `${at}\n`]));
  const pull = await bed.release('next', { ...many, '.github/release.yml': `${withSignOff}# softer\n` });
  await signed(pull);
  expect(bed.states(pull)).toMatchObject({ 'policy-change': 'open' });
  expect(await settled(bed, pull)).not.toBe('success');
});

test('who helped with the first of three hundred commits does not sign the last', async () => {
  const { id, login } = bed.person('tri');
  const helped = `begin\n\nCo-authored-by: ${login} <${id}+${login}@users.noreply.github.com>`;
  const commits = Array.from({ length: 300 }, (_, at) => ({
    message: at === 0 ? helped : `${at}`,
    files: { 'a.txt': `${at}\n` },
  }));
  branchOf('long', commits);
  const pull = await signed(await open('long'));
  expect(bed.states(pull)).toMatchObject({ backups: 'ticked', security: 'open' });
});

test('a change of nothing is asked the same as any other', async () => {
  branchOf('empty', [{ message: 'again', files: {} }]);
  const pull = await open('empty');
  await bed.work();
  expect(bed.check(pull.pull.headSha)).toBe('action_required');
  await signed(pull);
  expect(await settled(bed, pull)).toBe('success');
});

function ofFork(branch: string): { fork: Repo; pull: PullRequest } {
  const { world } = bed.sandbox;
  const author = bed.person('rea');
  const fork = addRepo(world, { owner: author, name: 'shop', parent: bed.repo });
  const from = bed.repo.refs.get('refs/heads/main') ?? '';
  commitFiles(world, fork, { author, message: 'mine', branch, files: { 'mine.txt': '1' }, from });
  const pull = openPull(world, bed.repo, { title: 'Mine', author, base: 'main', head: { repo: fork, ref: branch } });
  return { fork, pull };
}

test('a fork that is deleted takes nothing with it: what was said stands, and is asked on', async () => {
  const { fork, pull } = ofFork('next');
  await bed.work();
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.work();
  removeRepo(bed.sandbox.world, fork, bed.person('rea'));
  await bed.sweep();
  expect(bed.check(pull.pull.headSha)).toBe('action_required');
  await bed.sandbox.as('max').tick(pull, 'alerts');
  await bed.sandbox.as('tri').review(pull, 'APPROVED');
  await bed.work();
  expect(bed.states(pull)).toEqual({ backups: 'ticked', alerts: 'ticked', security: 'signed' });
  expect(await settled(bed, pull)).toBe('success');
  expect(bed.reports.filter(({ level }) => level === 'alarm')).toEqual([]);
});

test('a branch of a fork with the name of one of ours is another one: neither is green by the other', async () => {
  const own = await signed(await bed.release('next'));
  const { pull: other } = ofFork('next');
  await bed.work();
  expect(await settled(bed, own)).toBe('success');
  expect(bed.check(other.pull.headSha)).toBe('action_required');
  await bed.sandbox.as('wil').push(bed.repo, 'next', { 'next.txt': 'newer\n' });
  await bed.work();
  expect(bed.states(other)).toMatchObject({ backups: 'open' });
  expect(bed.check(other.pull.headSha)).toBe('action_required');
});
