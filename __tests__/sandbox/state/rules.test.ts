import { describe, expect, test } from '@jest/globals';
import { addApp, addTeam, addToTeam } from '../../../src/sandbox/state/accounts.ts';
import { addCheckRun, addStatus } from '../../../src/sandbox/state/checks.ts';
import type { Ruleset } from '../../../src/sandbox/state/model.ts';
import { addReview } from '../../../src/sandbox/state/pulls.ts';
import {
  canBeExpected,
  checkState,
  mayBypass,
  mergeViolations,
  pushViolations,
  rulesFor,
} from '../../../src/sandbox/state/rules.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { town } from '../town.ts';

describe('which references a ruleset means', () => {
  test.each([
    [{ include: ['~DEFAULT_BRANCH'] }, 'refs/heads/main', true],
    [{ include: ['~DEFAULT_BRANCH'] }, 'refs/heads/next', false],
    [{ include: ['~ALL'], exclude: ['refs/heads/dev*'] }, 'refs/heads/develop', false],
    [{ include: ['refs/heads/release/*'] }, 'refs/heads/release/1.0', true],
    [{ include: ['refs/heads/release/*'] }, 'refs/heads/release/1/0', false],
    [{ include: ['refs/heads/**'] }, 'refs/heads/a/b', true],
    [{ include: ['refs/heads/**/*'] }, 'refs/heads/a', true],
    [{ include: ['refs/heads/v?'] }, 'refs/heads/v1', true],
    [{ include: ['~ALL'], target: 'tag' }, 'refs/heads/main', false],
    [{ include: ['~ALL'], target: 'tag' }, 'refs/tags/v1', true],
    [{ include: ['~ALL'], enforcement: 'evaluate' }, 'refs/heads/main', false],
  ] as const)('%j %s: %s', (wish, ref, expected) => {
    const { world, repo, person } = town();
    addRuleset(world, repo, { rules: [{ type: 'deletion' }], sender: person('ada'), ...wish });
    expect(rulesFor(repo, ref).length > 0).toBe(expected);
  });
});

test('who may bypass', () => {
  const { world, repo, acme, person, gate } = town();
  const team = addTeam(world, acme, { name: 'ops' });
  addToTeam(world, team, { member: person('tri'), sender: person('ada') });
  acme.members.set(person('ada').id, 'admin');
  const ask = (actor_type: string, actor_id: number | null, login: string, mode = 'always', button = true) => {
    const bypass = [{ actor_id, actor_type, bypass_mode: mode }];
    const ruleset: Ruleset = { ...addRuleset(world, repo, { sender: person('ada') }), bypass };
    return mayBypass(world, { ruleset, repo, sender: login === 'gate' ? gate.bot : person(login), button });
  };
  expect([ask('OrganizationAdmin', null, 'ada'), ask('OrganizationAdmin', null, 'wil')]).toEqual([true, false]);
  expect([ask('User', person('rea').id, 'rea'), ask('User', person('rea').id, 'wil')]).toEqual([true, false]);
  expect([ask('RepositoryRole', 4, 'max'), ask('RepositoryRole', 5, 'max')]).toEqual([true, false]);
  expect([ask('Integration', gate.id, 'gate'), ask('Team', team.id, 'tri'), ask('Team', team.id, 'rea')]).toEqual([
    true,
    true,
    false,
  ]);
  expect([
    ask('User', person('rea').id, 'rea', 'pull_request'),
    ask('User', person('rea').id, 'rea', 'pull_request', false),
  ]).toEqual([true, false]);
});

test('a required check counts only from the App that is expected', () => {
  const { world, repo, acme, gate, root, person } = town();
  const other = addApp(world, { slug: 'other', owner: acme.account, permissions: {} });
  const state = () => checkState(repo, root, { context: 'gonogo', integration_id: gate.id });
  const run = (app: typeof gate, conclusion?: string) =>
    addCheckRun(world, repo, { app, sha: root, name: 'gonogo', ...(conclusion && { conclusion }) });
  run(other, 'success');
  addStatus(world, repo, {
    sha: root,
    state: 'success',
    context: 'gonogo',
    description: null,
    targetUrl: null,
    creator: person('wil'),
    app: null,
  });
  expect([state(), checkState(repo, root, { context: 'gonogo' })]).toEqual(['expected', 'success']);
  run(gate);
  expect(state()).toBe('pending');
  run(gate, 'action_required');
  expect(state()).toBe('failure');
  for (const passing of ['neutral', 'skipped', 'success']) {
    run(gate, passing);
    expect(state()).toBe('success');
  }
  addStatus(world, repo, {
    sha: root,
    state: 'error',
    context: 'gonogo',
    description: null,
    targetUrl: null,
    creator: person('wil'),
    app: null,
  });
  expect([state(), checkState(repo, root, { context: 'gonogo' })]).toEqual(['success', 'failure']);
});

test('a push is refused in the words of its rule', () => {
  const { world, repo, person, root } = town();
  const types = ['deletion', 'creation', 'update', 'non_fast_forward', 'merge_queue'];
  for (const type of types)
    addRuleset(world, repo, { rules: [{ type }], include: [`refs/heads/${type}`], sender: person('ada') });
  addRuleset(world, repo, {
    rules: [{ type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'ci' }] } }],
    include: ['refs/heads/checks'],
    sender: person('ada'),
  });
  const ask = (name: string, before: string | undefined, after: string | undefined, forced = false) =>
    pushViolations(world, { repo, ref: `refs/heads/${name}`, before, after, sender: person('wil'), forced });
  expect([ask('deletion', root, undefined), ask('deletion', root, root)]).toEqual([['Cannot delete this branch'], []]);
  expect(ask('creation', undefined, root)).toHaveLength(1);
  expect(ask('update', root, root)).toHaveLength(1);
  expect([ask('non_fast_forward', root, root, true).length, ask('non_fast_forward', root, root).length]).toEqual([1, 0]);
  expect(ask('merge_queue', root, root)).toEqual(['Changes must be made through the merge queue']);
  expect(ask('checks', root, root)).toEqual(['Required status check "ci" is expected.']);
});

test('the button waits for reviews of those who may write, and for deployments', () => {
  const { world, repo, person, pull, acme } = town();
  const issue = pull('next');
  const parameters = { required_approving_review_count: 1, dismiss_stale_reviews_on_push: true };
  addRuleset(world, repo, { rules: [{ type: 'pull_request', parameters }], sender: person('ada') });
  const ask = () => mergeViolations(world, issue, person('wil'));
  expect(ask()).toEqual(['At least 1 approving review is required by reviewers with write access.']);
  addReview(world, issue, { author: person('rea'), state: 'APPROVED' });
  expect(ask()).toHaveLength(1);
  addReview(world, issue, { author: person('max'), state: 'CHANGES_REQUESTED' });
  expect(ask()).toEqual(['Changes were requested by reviewers with write access.']);
  addReview(world, issue, { author: person('max'), state: 'APPROVED' });
  addReview(world, issue, { author: person('max'), state: 'COMMENTED' });
  expect(ask()).toEqual([]);
  issue.pull.headSha = 'f'.repeat(40);
  expect(ask()).toHaveLength(1);
  addRuleset(world, repo, {
    rules: [{ type: 'required_deployments', parameters: { required_deployment_environments: ['staging'] } }, { type: 'update' }],
    bypass: [{ actor_id: acme.account.id, actor_type: 'User', bypass_mode: 'always' }],
    sender: person('ada'),
  });
  expect(ask()).toContain('Missing successful active staging deployment.');
  expect(mergeViolations(world, issue, acme.account)).toHaveLength(1);
});

test('an App can be expected where it is installed with statuses: write', () => {
  const { world, repo, gate, installation } = town();
  expect(canBeExpected(world, repo, gate.id)).toBe(true);
  installation.permissions = { checks: 'write' };
  expect([canBeExpected(world, repo, gate.id), canBeExpected(world, repo, 1)]).toEqual([false, false]);
});
