import { expect, test } from '@jest/globals';
import { disableAutoMerge, enableAutoMerge } from '../../../src/sandbox/state/auto-merge.ts';
import { chooseRepositories, uninstall } from '../../../src/sandbox/state/installations.ts';
import { addReview, editReview, requestReview, unrequestReview } from '../../../src/sandbox/state/pulls.ts';
import { addRepo, editRepo, removeRepo, setCollaborator } from '../../../src/sandbox/state/repositories.ts';
import { addRuleset, changeRuleset, layDown, removeRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { town } from '../town.ts';
import { hearPayloads } from './hear-payloads.ts';

test('what happens to people, repositories, rules and installations is told as GitHub describes it', () => {
  const here = town();
  const { world, repo, acme, installation, person } = here;
  const [sender, member] = [person('ada'), person('rea')];
  const { sent, wrong } = hearPayloads(here);
  for (const role of ['triage', 'maintain', null] as const) setCollaborator(world, repo, { member, role, sender });
  editRepo(world, repo, { sender, description: 'd', defaultBranch: 'main', private: false });
  editRepo(world, repo, { sender, private: true });
  const ruleset = layDown(world, acme, { rules: [{ type: 'pull_request' }], sender });
  changeRuleset(world, ruleset, { enforcement: 'disabled', sender });
  removeRuleset(world, ruleset, sender);
  const other = addRepo(world, { owner: acme.account, name: 'other' });
  chooseRepositories(world, installation, { repositories: new Set([repo.id]), sender });
  chooseRepositories(world, installation, { repositories: 'all', sender });
  removeRepo(world, other, sender);
  uninstall(world, installation, sender);
  expect(wrong).toEqual([]);
  expect([...sent.keys()]).toEqual([
    'member.edited',
    'member.removed',
    'repository.edited',
    'repository.publicized',
    'repository.privatized',
    'repository_ruleset.created',
    'repository_ruleset.edited',
    'repository_ruleset.deleted',
    'repository.created',
    'installation_repositories.removed',
    'installation_repositories.added',
    'repository.deleted',
    'installation.deleted',
  ]);
});

test('what happens around a pull request, too', () => {
  const here = town();
  const { world, repo, person } = here;
  const [wil, max] = [person('wil'), person('max')];
  const issue = here.pull('next');
  const rules = [{ type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'gonogo' }] } }];
  addRuleset(world, repo, { rules, sender: person('ada') });
  const { sent, wrong } = hearPayloads(here);
  enableAutoMerge(world, issue, { sender: wil, method: 'squash' });
  disableAutoMerge(world, issue, { sender: wil });
  requestReview(world, issue, { reviewer: max, sender: wil });
  unrequestReview(world, issue, { reviewer: max, sender: wil });
  const review = addReview(world, issue, { author: max, state: 'COMMENTED', body: 'a' });
  editReview(world, review, { body: 'b', sender: max });
  setCollaborator(world, repo, { member: person('ada'), role: null, sender: wil });
  setCollaborator(world, repo, { member: person('ada'), role: 'write', sender: wil });
  expect(wrong).toEqual([]);
  expect([...sent.keys()]).toEqual([
    'pull_request.auto_merge_enabled',
    'pull_request.auto_merge_disabled',
    'pull_request.review_requested',
    'pull_request.review_request_removed',
    'pull_request_review.submitted',
    'pull_request_review.edited',
    'member.removed',
    'member.added',
  ]);
  expect(sent.get('pull_request.auto_merge_enabled')).toMatchObject([
    { pull_request: { auto_merge: { merge_method: 'squash', enabled_by: { login: 'wil' } } } },
  ]);
});
