import { expect, test } from '@jest/globals';
import { addStatus } from '../../../src/sandbox/state/checks.ts';
import {
  addDeployment,
  addDeploymentStatus,
  autoMerge,
  refuseContexts,
  removeDeployment,
  stateOf,
} from '../../../src/sandbox/state/deployments.ts';
import { environmentOf } from '../../../src/sandbox/state/environments.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { mergeViolations } from '../../../src/sandbox/state/rules.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { shippedFrom } from '../../../src/sandbox/state/shipped.ts';
import { hear, town } from '../town.ts';

function stage() {
  const here = town();
  const creator = here.person('wil');
  const add = (wish = {}) => addDeployment(here.world, here.repo, { sha: here.root, ref: 'main', creator, ...wish });
  const say = (deployment: ReturnType<typeof add>, state: string, wish = {}) =>
    addDeploymentStatus(here.world, deployment, { state, creator, ...wish });
  return { ...here, creator, add, say };
}

test('makes its environment, and success retires what stood there before', () => {
  const { world, repo, add, say } = stage();
  const [first, other, lasting, failed] = [
    add({ environment: 'staging' }),
    add({ environment: 'preview' }),
    add({ environment: 'staging', transient: true }),
    add({ environment: 'staging' }),
  ];
  for (const each of [first, other, lasting]) say(each, 'success', { autoInactive: false });
  say(failed, 'failure');
  const heard = hear(world);
  const last = add({ environment: 'Staging' });
  say(last, 'in_progress');
  expect(stateOf(first)).toBe('success');
  say(last, 'success');
  expect([first, other, lasting, failed, last].map(stateOf)).toEqual(['inactive', 'success', 'success', 'failure', 'success']);
  expect(heard).toEqual(['deployment.created', 'deployment_status.created', 'deployment_status.created']);
  expect([last.environment, environmentOf(repo, 'staging')?.name]).toEqual(['staging', 'staging']);
});

test('production stays, and so does what is told to', () => {
  const { add, say } = stage();
  const production = add();
  const staging = add({ environment: 'staging' });
  for (const each of [production, staging]) say(each, 'success');
  say(add(), 'success');
  say(add({ environment: 'staging' }), 'success', { autoInactive: false });
  expect([production, staging].map(stateOf)).toEqual(['success', 'success']);
});

test('a status can name another environment, in few words', () => {
  const { add, say } = stage();
  const deployment = add({ environment: 'staging' });
  say(deployment, 'success', { environment: 'production' });
  expect(deployment).toMatchObject({ environment: 'production', originalEnvironment: 'staging' });
  expect(() => say(deployment, 'success', { description: 'x'.repeat(141) })).toThrow('Validation Failed');
  expect(say(deployment, 'success', { description: 'x'.repeat(140), logUrl: 'https://l' })).toMatchObject({
    targetUrl: 'https://l',
  });
});

test('goes when it is inactive, or alone', () => {
  const { repo, add, say } = stage();
  const alone = add();
  say(alone, 'success');
  removeDeployment(alone);
  const [active, inactive] = [add(), add()];
  say(active, 'success');
  say(inactive, 'inactive');
  removeDeployment(inactive);
  add();
  expect(() => removeDeployment(active)).toThrow('We cannot delete an active deployment');
  expect([...shippedFrom(repo).deployments.values()]).toContain(active);
});

test('statuses of the commit, all or those that are named', () => {
  const { world, repo, root, creator } = stage();
  const ask = (contexts?: readonly string[]) => () => refuseContexts(repo, root, { ref: 'main', ...(contexts && { contexts }) });
  const set = (context: string, state: 'success' | 'failure') =>
    addStatus(world, repo, { sha: root, state, context, description: null, targetUrl: null, creator, app: null });
  expect(ask()).not.toThrow();
  expect(ask(['ci'])).toThrow('Conflict: Commit status checks failed for main.');
  set('ci', 'success');
  set('lint', 'failure');
  expect(ask(['ci'])).not.toThrow();
  expect(ask([])).not.toThrow();
  expect(ask()).toThrow('Conflict');
});

test('what lacks the default branch gets it first, unless they conflict', () => {
  const { world, repo, person, pull } = stage();
  const author = person('ada');
  const sender = author;
  const issue = pull('next');
  expect([autoMerge(world, repo, { ref: 'next', sender }), autoMerge(world, repo, { ref: 'main', sender })]).toEqual([
    false,
    false,
  ]);
  commitFiles(world, repo, { author, message: 'm', branch: 'main', files: { x: '1\n' } });
  const before = issue.pull.headSha;
  expect([autoMerge(world, repo, { ref: 'next', sender }), autoMerge(world, repo, { ref: before, sender })]).toEqual([
    true,
    false,
  ]);
  expect(repo.store.commits.get(issue.pull.headSha)?.message).toBe("Merge branch 'main' into next");
  commitFiles(world, repo, { author, message: 'm', branch: 'main', files: { 'next.txt': 'other\n' } });
  expect(() => autoMerge(world, repo, { ref: 'next', sender })).toThrow('Conflict merging main into next.');
});

test('a required deployment counts by its newest status', () => {
  const { world, repo, person, pull, add, say } = stage();
  const issue = pull('next');
  const rule = { type: 'required_deployments', parameters: { required_deployment_environments: ['staging'] } };
  addRuleset(world, repo, { rules: [rule], sender: person('ada') });
  const ask = () => mergeViolations(world, issue, person('wil'));
  const missing = ['Missing successful active staging deployment.'];
  say(add({ environment: 'staging' }), 'success');
  expect(ask()).toEqual(missing);
  const deployment = add({ environment: 'staging', sha: issue.pull.headSha });
  expect(ask()).toEqual(missing);
  say(deployment, 'success');
  expect(ask()).toEqual([]);
  say(deployment, 'failure');
  expect(ask()).toEqual(missing);
  say(deployment, 'success');
  expect(ask()).toEqual([]);
  say(add({ environment: 'staging' }), 'success');
  expect(ask()).toEqual(missing);
});
