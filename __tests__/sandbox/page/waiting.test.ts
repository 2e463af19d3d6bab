import { expect, test } from '@jest/globals';
import { show } from '../../../src/sandbox/page/html.ts';
import { requirements, waitingPart } from '../../../src/sandbox/page/waiting.ts';
import { startDeploy } from '../../../src/sandbox/state/deploy-runs.ts';
import { addGate, protect } from '../../../src/sandbox/state/environments.ts';
import { answerGate, reviewDeployments, waitingIn } from '../../../src/sandbox/state/protection.ts';
import { town } from '../town.ts';
import { viewAs } from './visit.ts';

function waiting() {
  const here = town();
  const { world, repo, person, gate } = here;
  const reviewers = [{ type: 'User', reviewer: person('rea') } as const];
  const environment = protect(world, repo, { name: 'production', waitTimer: 10, reviewers, preventSelfReview: true });
  addGate(world, environment, gate.id);
  const run = startDeploy(world, repo, { environments: ['production'], by: person('rea') });
  return { ...here, run, environment };
}

test('who may let it in, who may not and why, and who goes past every rule', () => {
  const { world, repo, person, run, environment } = waiting();
  const shown = (login: string | null) => show(waitingPart(viewAs(world, login), run));
  expect(shown('rea')).toContain('rea started it, and may not let it in.');
  expect(shown('wil')).toContain('wil is none of its reviewers.');
  expect(shown(null)).toContain('Nobody is signed in.');
  expect([shown('ada').includes('bypassing'), shown('wil').includes('bypassing')]).toEqual([true, false]);
  protect(world, repo, { name: 'production', waitTimer: 10, reviewers: environment.reviewers });
  reviewDeployments(world, run, { environments: [environment.id], state: 'approved', comment: 'go <b>', by: person('rea') });
  expect(shown('wil')).toContain('go &lt;b&gt;');
});

test('every rule, and whether it is met', () => {
  const { world, repo, run, gate, environment } = waiting();
  const [one] = waitingIn(world, repo, run);
  if (!one) throw new Error('It waits.');
  const lines = () => requirements(viewAs(world, 'wil'), one.passage).map(show);
  expect(lines()).toHaveLength(3);
  expect(lines()[0]).toContain('Waits 10 minutes, 10 more');
  expect(lines()[2]).toContain('has not answered');
  answerGate(world, run, { environment: environment.name, app: gate, comment: 'two items to do' });
  answerGate(world, run, { environment: environment.name, app: gate, state: 'approved' });
  expect(lines()[2]).toContain('approved');
  expect(lines()[2]).toContain('two items to do');
});
