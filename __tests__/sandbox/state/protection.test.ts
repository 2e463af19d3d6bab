import { describe, expect, test } from '@jest/globals';
import { addApp, addTeam, addToTeam, install } from '../../../src/sandbox/state/accounts.ts';
import { startDeploy } from '../../../src/sandbox/state/deploy-runs.ts';
import { stateOf } from '../../../src/sandbox/state/deployments.ts';
import { addGate, needEnvironment, type Protection, protect } from '../../../src/sandbox/state/environments.ts';
import {
  answerGate,
  enter,
  forceDeployments,
  mayReview,
  reviewDeployments,
  reviewsOf,
  waitingIn,
} from '../../../src/sandbox/state/protection.ts';
import { shippedFrom } from '../../../src/sandbox/state/shipped.ts';
import { everything, hear, type Town, town } from '../town.ts';

const minute = 60_000;

function stage(protection: (here: Town) => Protection = () => ({})) {
  const here = town();
  const { world, repo, person } = here;
  world.clock.set('2027-01-01T00:00:00Z');
  const environment = protect(world, repo, { name: 'production', ...protection(here) });
  const by = person('wil');
  const start = (environments = ['production']) => startDeploy(world, repo, { environments, by });
  const review = (
    run: ReturnType<typeof start>,
    login: string,
    state: 'approved' | 'rejected' = 'approved',
    ids = [environment.id],
  ) => reviewDeployments(world, run, { environments: ids, state, comment: 'c', by: person(login) });
  const states = () => [...shippedFrom(repo).deployments.values()].map((each) => [each.passage?.state, stateOf(each)]);
  return { ...here, environment, by, start, review, states };
}

const asks =
  (...logins: string[]) =>
  ({ person }: Town): Protection => ({
    reviewers: logins.map((login) => ({ type: 'User', reviewer: person(login) })),
  });

test('an environment without protection lets everybody in at once, and is made where it is not there', () => {
  const { world, start, states } = stage();
  const heard = hear(world);
  const run = start(['production', 'brand-new']);
  expect(states()).toEqual([
    ['approved', 'success'],
    ['approved', 'success'],
  ]);
  expect(run.attempts.at(-1)).toMatchObject({ status: 'completed', conclusion: 'success' });
  const told = ['deployment.created', 'deployment_status.created', 'deployment_status.created'];
  expect(heard.filter((name) => name.startsWith('deployment'))).toEqual([...told, ...told]);
});

test('a branch that may not enter makes no deployment', () => {
  const { world, repo, start } = stage(() => ({ branches: 'custom' }));
  const run = start();
  expect([shippedFrom(repo).deployments.size, run.attempts.at(-1)?.conclusion]).toEqual([0, 'failure']);
  expect(enter(world, run, { environment: 'production', by: run.actor })).toBeUndefined();
});

test('a timer runs out by itself', () => {
  const { world, repo, start, states } = stage(() => ({ waitTimer: 30 }));
  start();
  world.clock.advance(30 * minute - 1);
  expect(waitingIn(world, repo)).toHaveLength(1);
  world.clock.advance(1);
  expect([waitingIn(world, repo), states()]).toEqual([[], [['approved', 'success']]]);
});

describe('reviewers', () => {
  test('one is enough, and says it once', () => {
    const { world, repo, start, review, states } = stage(asks('max', 'rea'));
    const run = start();
    expect(states()).toEqual([['waiting', undefined]]);
    expect(() => review(run, 'ada')).toThrow('not a required reviewer');
    expect(review(run, 'rea').map(({ sha }) => sha)).toEqual([run.headSha]);
    expect([waitingIn(world, repo), states()]).toEqual([[], [['approved', 'success']]]);
    expect(() => review(run, 'max')).toThrow('No pending deployment requests');
    expect(reviewsOf(run).map(({ by, state }) => [by.login, state])).toEqual([['rea', 'approved']]);
  });

  test('a no is the end', () => {
    const { start, review, states } = stage(asks('max'));
    const run = start();
    review(run, 'max', 'rejected');
    expect(states()).toEqual([['rejected', 'failure']]);
    expect(run.attempts.at(-1)).toMatchObject({ status: 'completed', conclusion: 'failure' });
  });

  test('not their own, where that is prevented; and nobody who sees nothing', () => {
    const { repo, start, review, environment } = stage(asks('wil', 'rea'));
    environment.preventSelfReview = true;
    const run = start();
    expect(() => review(run, 'wil')).toThrow('not a required reviewer');
    repo.collaborators.clear();
    expect(() => review(run, 'rea')).toThrow('not a required reviewer');
    environment.preventSelfReview = false;
    repo.collaborators.set(run.actor.id, 'read');
    expect(review(run, 'wil')).toHaveLength(1);
  });

  test('a team stands for those in it', () => {
    const { world, acme, person, start, environment, review } = stage();
    const team = addTeam(world, acme, { name: 'ops' });
    addToTeam(world, team, { member: person('tri'), sender: person('ada') });
    environment.reviewers = [{ type: 'Team', reviewer: team }];
    const run = start();
    const [waiting] = waitingIn(world, run.repo, run);
    expect(['tri', 'max'].map((login) => waiting && mayReview(world, waiting.passage, person(login)))).toEqual([true, false]);
    expect(review(run, 'tri')).toHaveLength(1);
  });

  test('several environments at once, or none of them', () => {
    const { world, repo, person, start, review, environment, states } = stage(asks('max'));
    const other = protect(world, repo, { name: 'eu', reviewers: [{ type: 'User', reviewer: person('rea') }] });
    const run = start(['production', 'eu']);
    expect(() => review(run, 'max', 'approved', [environment.id, other.id])).toThrow('not a required reviewer');
    expect(() => review(run, 'max', 'approved', [environment.id, 1])).toThrow('No pending deployment requests');
    expect(() => review(run, 'max', 'approved', [])).toThrow('No pending deployment requests');
    expect(states().map(([state]) => state)).toEqual(['waiting', 'waiting']);
    other.reviewers = [...other.reviewers, { type: 'User', reviewer: person('max') }];
    expect(review(run, 'max', 'approved', [environment.id, other.id])).toHaveLength(2);
    expect(reviewsOf(run)).toMatchObject([{ environments: [{ name: 'production' }, { name: 'eu' }] }]);
  });
});

test('an administrator goes past everything, and that is on record', () => {
  const { world, person, start, environment, states } = stage((here) => ({ ...asks('max')(here), waitTimer: 9 }));
  const run = start();
  const force = (login: string) =>
    forceDeployments(world, run, { environments: [environment.id], comment: 'now', by: person(login) });
  expect(() => force('max')).toThrow('Must have admin rights');
  force('ada');
  expect([states(), reviewsOf(run)[0]?.comment]).toEqual([[['approved', 'success']], 'now']);
});

describe('Apps', () => {
  function gated() {
    const here = stage();
    const { world, acme, gate, environment } = here;
    const events = ['deployment_protection_rule'];
    const other = addApp(world, { slug: 'other', owner: acme.account, permissions: everything, events });
    install(world, other, { account: acme.account });
    addGate(world, environment, gate.id);
    const asked: unknown[] = [];
    world.listeners.push(({ event, only, raw }) => {
      if (event === 'deployment_protection_rule') asked.push([only?.slug, raw]);
    });
    const answer = (run: ReturnType<typeof here.start>, wish: object = {}) =>
      answerGate(world, run, { environment: 'production', app: gate, state: 'approved', ...wish });
    return { ...here, other, asked, answer };
  }

  test('each is asked for its environment, with the address of its answer', () => {
    const { world, repo, start, asked, other, answer, states } = gated();
    addGate(world, needEnvironment(world, repo, 'eu'), other.id);
    const run = start(['production', 'eu']);
    const at = `http://localhost/repos/acme/shop/actions/runs/${run.id}/deployment_protection_rule`;
    const raw = (environment: string) => ({ environment, event: 'workflow_dispatch', deployment_callback_url: at });
    expect(asked).toEqual([
      ['gate', raw('production')],
      ['other', raw('eu')],
    ]);
    answer(run);
    expect(states().map(([state]) => state)).toEqual(['approved', 'waiting']);
    expect(run.attempts.at(-1)?.status).not.toBe('completed');
    answer(run, { app: other, environment: 'eu', state: 'rejected', comment: 'no' });
    expect(run.attempts.at(-1)).toMatchObject({ status: 'completed', conclusion: 'failure' });
  });

  test('each answers its own rule, once', () => {
    const { start, answer, other, states } = gated();
    const run = start();
    expect(() => answer(run, { app: other })).toThrow('Resource not accessible');
    expect(() => answer(run, { environment: 'staging' })).toThrow('No pending deployment requests');
    answer(run, { state: 'rejected' });
    expect(() => answer(run)).toThrow('No pending deployment requests');
    expect(states()).toEqual([['rejected', 'failure']]);
  });

  test('words before an answer are few, and no answer', () => {
    const { start, answer, states } = gated();
    const run = start();
    expect(() => answer(run, { comment: 'x'.repeat(1025) })).toThrow('too long');
    for (let count = 0; count < 10; count++) answer(run, { state: undefined, comment: 'x'.repeat(1024) });
    expect(() => answer(run, { state: undefined, comment: 'x' })).toThrow('At most 10');
    expect(states().map(([state]) => state)).toEqual(['waiting']);
    answer(run, { comment: 'go' });
    expect(states()).toEqual([['approved', 'success']]);
  });

  test('an App and a reviewer both have to say yes', () => {
    const { start, answer, environment, person, review, states } = gated();
    environment.reviewers = [{ type: 'User', reviewer: person('max') }];
    const run = start();
    answer(run);
    expect(() => answer(run)).toThrow('No pending deployment requests');
    expect(states().map(([state]) => state)).toEqual(['waiting']);
    review(run, 'max');
    expect(states()).toEqual([['approved', 'success']]);
  });

  test('another run asks anew', () => {
    const { start, answer, asked, states } = gated();
    const [first, second] = [start(), start()];
    answer(second);
    expect([asked.length, states().map(([state]) => state)]).toEqual([2, ['waiting', 'approved']]);
    answer(first, { state: 'rejected' });
    expect(states().map(([state]) => state)).toEqual(['rejected', 'approved']);
  });
});
