import { describe, expect, test } from '@jest/globals';
import { commitOf } from '../../../src/sandbox/git/store.ts';
import { addCheckRun } from '../../../src/sandbox/state/checks.ts';
import { mergeability, mergePull, updateBranch } from '../../../src/sandbox/state/merging.ts';
import { setDraft } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { branchOf } from '../../../src/sandbox/state/repositories.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { town } from '../town.ts';

const required = (more: object = {}) => ({
  type: 'required_status_checks',
  parameters: { required_status_checks: [{ context: 'gonogo' }], ...more },
});

describe('the state that the button shows', () => {
  test('goes from clean over unstable and blocked to draft and dirty', () => {
    const { world, repo, person, gate, pull } = town();
    const issue = pull('next', { 'README.md': '# Mine\n' });
    const state = () => mergeability(world, issue).state;
    expect(state()).toBe('clean');
    addCheckRun(world, repo, { app: gate, sha: issue.pull.headSha, name: 'lint', conclusion: 'failure' });
    expect(state()).toBe('unstable');
    addRuleset(world, repo, { rules: [required()], sender: person('ada') });
    expect(state()).toBe('blocked');
    setDraft(world, issue, { draft: true, sender: person('wil') });
    expect(state()).toBe('draft');
    addRuleset(world, repo, { rules: [], sender: person('ada') });
    repo.rulesets.clear();
    commitFiles(world, repo, { author: person('ada'), message: 'm', branch: 'main', files: { 'README.md': '# Theirs\n' } });
    expect(mergeability(world, issue)).toMatchObject({ state: 'dirty', mergeable: false });
    expect(() => mergePull(world, issue, { sender: person('wil'), method: 'merge' })).toThrow('still a draft');
    setDraft(world, issue, { draft: false, sender: person('wil') });
    expect(() => mergePull(world, issue, { sender: person('wil'), method: 'merge' })).toThrow('not mergeable');
  });

  test('is behind where the branch must be up to date, until it is', () => {
    const { world, repo, person, pull, gate } = town();
    const issue = pull('next');
    addRuleset(world, repo, {
      rules: [required({ strict_required_status_checks_policy: true })],
      sender: person('ada'),
      bypass: [{ actor_id: person('ada').id, actor_type: 'User', bypass_mode: 'always' }],
    });
    commitFiles(world, repo, { author: person('ada'), message: 'm', branch: 'main', files: { other: '1' } });
    addCheckRun(world, repo, { app: gate, sha: issue.pull.headSha, name: 'gonogo', conclusion: 'success' });
    expect(mergeability(world, issue).state).toBe('behind');
    expect(() => mergePull(world, issue, { sender: person('wil'), method: 'merge' })).toThrow('out of date');
    const sha = updateBranch(world, issue, person('wil'));
    expect([issue.pull.headSha, mergeability(world, issue).state]).toEqual([sha, 'blocked']);
  });
});

describe('merging', () => {
  test.each([
    ['merge', 2, 'Merge pull request #1 from acme/next'],
    ['squash', 1, 'Release next (#1)'],
    ['rebase', 1, 'add next'],
  ] as const)('by %s', (method, parents, message) => {
    const { world, repo, person, pull } = town();
    const issue = pull('next');
    commitFiles(world, repo, { author: person('ada'), message: 'm', branch: 'main', files: { other: '1' } });
    const sha = mergePull(world, issue, { sender: person('max'), method });
    const commit = commitOf(repo.store, sha);
    expect([commit.parents.length, commit.message.startsWith(message)]).toEqual([parents, true]);
    expect([branchOf(repo, 'main'), issue.state, issue.pull.mergedBy?.login]).toEqual([sha, 'closed', 'max']);
    expect(() => mergePull(world, issue, { sender: person('max'), method })).toThrow('not mergeable');
  });

  test('obeys the rules, and who names another head is refused', () => {
    const { world, repo, person, pull, gate } = town();
    const issue = pull('next');
    const order = { sender: person('max'), method: 'merge' } as const;
    const rules = [required(), { type: 'required_linear_history' }];
    addRuleset(world, repo, { rules, sender: person('ada') });
    expect(() => mergePull(world, issue, order)).toThrow('Required status check "gonogo" is expected.');
    expect(() => mergePull(world, issue, { ...order, sha: 'f'.repeat(40) })).toThrow('Head branch was modified');
    addCheckRun(world, repo, { app: gate, sha: issue.pull.headSha, name: 'gonogo', conclusion: 'success' });
    expect(() => mergePull(world, issue, order)).toThrow('merge merges are not allowed');
    addRuleset(world, repo, {
      rules: [{ type: 'pull_request', parameters: { allowed_merge_methods: ['rebase'] } }],
      sender: person('ada'),
    });
    expect(() => mergePull(world, issue, { ...order, method: 'squash' })).toThrow('squash merges are not allowed');
    addRuleset(world, repo, { rules: [{ type: 'merge_queue' }], sender: person('ada') });
    expect(() => mergePull(world, issue, { ...order, method: 'rebase' })).toThrow('through the merge queue');
  });
});
