import { describe, expect, test } from '@jest/globals';
import { addAccount, addApp, addTeam, install } from '../../../src/sandbox/state/accounts.ts';
import {
  addGate,
  addPolicy,
  availableGates,
  environmentOf,
  mayEnter,
  needEnvironment,
  protect,
  removeEnvironment,
} from '../../../src/sandbox/state/environments.ts';
import { push } from '../../../src/sandbox/state/pushes.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { everything, town } from '../town.ts';

const user = (reviewer: ReturnType<typeof addAccount>) => ({ type: 'User' as const, reviewer });

test('is made once, whatever the size of its letters, and without protection', () => {
  const { world, repo } = town();
  const environment = needEnvironment(world, repo, 'Production');
  expect(needEnvironment(world, repo, 'production')).toBe(environment);
  expect(environment).toMatchObject({ name: 'Production', waitTimer: 0, reviewers: [], branches: 'any' });
  removeEnvironment(environment);
  expect(environmentOf(repo, 'production')).toBeUndefined();
});

test('protecting it anew forgets what is not named, but no App and no branch', () => {
  const { world, repo, person, gate, acme } = town();
  const reviewers = [user(person('rea')), { type: 'Team' as const, reviewer: addTeam(world, acme, { name: 'ops' }) }];
  const environment = protect(world, repo, {
    name: 'production',
    waitTimer: 30,
    reviewers,
    preventSelfReview: true,
    branches: 'custom',
  });
  addGate(world, environment, gate.id);
  addPolicy(world, environment, { name: 'main', type: 'branch' });
  expect(protect(world, repo, { name: 'production', waitTimer: 5 })).toBe(environment);
  expect(environment).toMatchObject({ waitTimer: 5, reviewers: [], preventSelfReview: false, branches: 'any' });
  expect([environment.gates.size, environment.policies.size]).toEqual([1, 1]);
});

describe('what is refused', () => {
  test.each([
    ['too long a wait', { waitTimer: 43_201 }, 'wait_timer'],
    ['a wait into the past', { waitTimer: -1 }, 'wait_timer'],
  ])('%s', (_, wish, field) => {
    const { world, repo } = town();
    const error = expect.objectContaining({ status: 422, errors: [expect.objectContaining({ field })] });
    expect(() => protect(world, repo, { name: 'production', ...wish })).toThrow(error);
    expect(environmentOf(repo, 'production')).toBeUndefined();
  });

  test('seven reviewers, or one who sees nothing', () => {
    const { world, repo, person } = town();
    const error = expect.objectContaining({ errors: [expect.objectContaining({ field: 'reviewers' })] });
    const six = Array.from({ length: 6 }, () => user(person('rea')));
    expect(protect(world, repo, { name: 'production', reviewers: six }).reviewers).toHaveLength(6);
    expect(() => protect(world, repo, { name: 'production', reviewers: [...six, user(person('wil'))] })).toThrow(error);
    expect(() => protect(world, repo, { name: 'x', reviewers: [user(addAccount(world, 'eve'))] })).toThrow(error);
  });

  test('Apps that are not able, are there, or are one too many', () => {
    const { world, repo, gate, acme } = town();
    const environment = needEnvironment(world, repo, 'production');
    const app = (slug: string, deployments: 'read' | 'write', events = ['deployment_protection_rule']) => {
      const made = addApp(world, { slug, owner: acme.account, permissions: { ...everything, deployments }, events });
      install(world, made, { account: acme.account });
      return made.id;
    };
    const error = expect.objectContaining({ errors: [expect.objectContaining({ field: 'integration_id' })] });
    expect(() => addGate(world, environment, app('blind', 'read'))).toThrow(error);
    expect(() => addGate(world, environment, app('deaf', 'write', ['deployment']))).toThrow(error);
    expect(addGate(world, environment, gate.id)).toBeGreaterThan(0);
    expect(() => addGate(world, environment, gate.id)).toThrow(error);
    for (const slug of ['a', 'b', 'c', 'd', 'e']) addGate(world, environment, app(slug, 'write'));
    expect(() => addGate(world, environment, app('f', 'write'))).toThrow(error);
    expect(availableGates(world, repo).map(({ slug }) => slug)).toEqual(['gate', 'a', 'b', 'c', 'd', 'e', 'f']);
  });
});

test('which references may enter', () => {
  const { world, repo, person, root, pull } = town();
  push(world, { repo, ref: 'refs/tags/v1', sha: root, sender: person('ada') });
  const issue = pull('release/1');
  const environment = needEnvironment(world, repo, 'production');
  const ask = (branch: string, event = 'push') => mayEnter(environment, { event, branch, pull: issue });
  const all = () => [ask('main'), ask('release/1'), ask('v1'), ask('release/1', 'pull_request')];
  expect(all()).toEqual([true, true, true, true]);
  environment.branches = 'protected';
  expect(all()).toEqual([false, false, false, false]);
  addRuleset(world, repo, { rules: [{ type: 'deletion' }], sender: person('ada') });
  expect(all()).toEqual([true, false, false, false]);
  environment.branches = 'custom';
  expect(all()).toEqual([false, false, false, false]);
  const first = addPolicy(world, environment, { name: 'release/*', type: 'branch' });
  expect(addPolicy(world, environment, { name: 'release/*', type: 'branch' })).toBe(first);
  addPolicy(world, environment, { name: 'v*', type: 'tag' });
  expect(all()).toEqual([false, true, true, false]);
  addPolicy(world, environment, { name: 'refs/pull/*/merge', type: 'branch' });
  expect(all()).toEqual([false, true, true, true]);
});
