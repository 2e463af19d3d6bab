import { expect, test } from '@jest/globals';
import { openPull } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles, nothing, push } from '../../../src/sandbox/state/pushes.ts';
import { addRepo, branchOf, writeFiles } from '../../../src/sandbox/state/repositories.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { town } from '../town.ts';

function listening() {
  const here = town();
  const heard: string[] = [];
  here.world.listeners.push(({ event, action }) => heard.push(action === undefined ? event : `${event}.${action}`));
  return { ...here, heard };
}

test('a new branch is made, told, and gets a suite of every App with checks', () => {
  const { world, repo, person, root, heard } = listening();
  push(world, { repo, ref: 'refs/heads/next', sha: root, sender: person('wil') });
  push(world, { repo, ref: 'refs/heads/next', sha: root, sender: person('wil') });
  push(world, { repo, ref: 'refs/heads/next', sha: null, sender: person('wil') });
  expect(heard).toEqual(['create', 'push', 'check_suite.requested', 'delete', 'push']);
  expect(nothing).toHaveLength(40);
});

test('a branch goes back only when forced, and its pull request follows, also from a fork', () => {
  const { world, repo, person, root } = listening();
  const fork = addRepo(world, { owner: person('rea'), name: 'shop', parent: repo });
  const first = commitFiles(world, fork, { author: person('rea'), message: '1', branch: 'next', files: { a: '1' } });
  const second = commitFiles(world, fork, { author: person('rea'), message: '2', branch: 'next', files: { a: '2' } });
  const issue = openPull(world, repo, { title: 't', author: person('rea'), base: 'main', head: { repo: fork, ref: 'next' } });
  expect([issue.pull.headSha, repo.refs.get('refs/pull/1/head')]).toEqual([second, second]);
  const back = { repo: fork, ref: 'refs/heads/next', sha: first, sender: person('rea') };
  expect(() => push(world, back)).toThrow('Update is not a fast forward');
  push(world, { ...back, force: true });
  expect([issue.pull.headSha, branchOf(fork, 'next'), branchOf(repo, 'main')]).toEqual([first, first, root]);
});

test('a pull request whose commits reach the base is merged, whoever pushed them', () => {
  const { world, repo, person, pull } = listening();
  const issue = pull('next');
  push(world, { repo, ref: 'refs/heads/main', sha: issue.pull.headSha, sender: person('ada') });
  expect([issue.state, issue.pull.mergedBy?.login, issue.pull.mergeSha]).toEqual(['closed', 'ada', issue.pull.headSha]);
});

test('rules refuse a push, and not the push that a merge makes', () => {
  const { world, repo, person, root } = listening();
  addRuleset(world, repo, { rules: [{ type: 'pull_request' }, { type: 'deletion' }], sender: person('ada') });
  const sha = writeFiles(world, repo, { author: person('wil'), message: 'm', parents: [root], files: { a: '1' } });
  const move = { repo, ref: 'refs/heads/main', sha, sender: person('wil') };
  expect(() => push(world, move)).toThrow('Repository rule violations found\n\nChanges must be made through a pull request.');
  push(world, { ...move, internal: true });
  expect(branchOf(repo, 'main')).toBe(sha);
});
