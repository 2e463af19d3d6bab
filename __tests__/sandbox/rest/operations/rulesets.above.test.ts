import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commitFiles } from '../../../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../../../src/sandbox/state/repositories.ts';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown({}, { events: ['repository_ruleset'], hook: { url: 'http://127.0.0.1:9/', secret: 's' } });
  town.acme.members.set(town.person('ada').id, 'admin');
});
afterAll(() => town.close());

const wish = {
  org: 'acme',
  name: 'releases are gated',
  target: 'branch' as const,
  enforcement: 'active' as const,
  conditions: {
    ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] as string[] },
    repository_name: { include: ['sh*'], exclude: ['shed'] },
  },
};

test('an organisation lays down rules for the repositories that it means', async () => {
  const { rest } = town.as('ada');
  const rules = [
    {
      type: 'required_status_checks' as const,
      parameters: {
        required_status_checks: [{ context: 'gonogo', integration_id: town.gate.id }],
        strict_required_status_checks_policy: false,
      },
    },
  ];
  const made = await rest.repos.createOrgRuleset({ ...wish, rules });
  expect(made.data).toMatchObject({ source_type: 'Organization', source: 'acme', conditions: wish.conditions });
  const active = await town.as('rea').rest.repos.getBranchRules({ ...here, branch: 'main' });
  expect(active.data).toEqual([
    { ...rules[0], ruleset_source_type: 'Organization', ruleset_source: 'acme', ruleset_id: made.data.id },
  ]);
  expect((await town.as('rea').rest.repos.getRepoRulesets(here)).data).toHaveLength(1);
  expect((await town.as('rea').rest.repos.getRepoRulesets({ ...here, includes_parents: false })).data).toEqual([]);
  expect((await town.as('rea').rest.repos.getRepoRuleset({ ...here, ruleset_id: made.data.id })).data.source).toBe('acme');
  const shed = addRepo(town.world, { owner: town.acme.account, name: 'shed' });
  commitFiles(town.world, shed, { author: town.person('ada'), message: 'm', branch: 'main', files: { a: '1' } });
  expect((await rest.repos.getBranchRules({ owner: 'acme', repo: 'shed', branch: 'main' })).data).toEqual([]);
  const issue = town.pull('next');
  const merge = () => town.as('wil').rest.pulls.merge({ ...here, pull_number: issue.number });
  expect(await failure(merge())).toMatchObject({ status: 405, message: expect.stringContaining('gonogo') });

  const ruleset = { org: 'acme', ruleset_id: made.data.id };
  expect((await rest.repos.getOrgRulesets({ org: 'acme' })).data).toHaveLength(1);
  const ids = { ref_name: wish.conditions.ref_name, repository_id: { repository_ids: [shed.id] } };
  expect((await rest.repos.updateOrgRuleset({ ...ruleset, conditions: ids })).data.conditions).toEqual(ids);
  expect((await rest.repos.getOrgRuleset(ruleset)).data.enforcement).toBe('active');
  expect((await merge()).data.merged).toBe(true);
  await rest.repos.deleteOrgRuleset(ruleset);
  expect(await failure(rest.repos.getOrgRuleset(ruleset))).toMatchObject({ status: 404 });
  await town.sandbox.webhooks.settled();
  const heard = (await town.app.rest.apps.listWebhookDeliveries()).data.filter(({ event }) => event === 'repository_ruleset');
  expect(heard.map(({ action, repository_id }) => [action, repository_id])).toEqual([
    ['deleted', null],
    ['edited', null],
    ['created', null],
  ]);
});

test('owners alone lay down rules, and no queue', async () => {
  expect(await failure(town.as('wil').rest.repos.createOrgRuleset({ ...wish, rules: [] }))).toMatchObject({ status: 403 });
  expect(await failure(town.as('rea').rest.repos.getOrgRulesets({ org: 'acme' }))).toMatchObject({ status: 403 });
  expect(await failure(town.bot.rest.repos.getOrgRulesets({ org: 'acme' }))).toMatchObject({ status: 403 });
  const parameters = {
    check_response_timeout_minutes: 60,
    grouping_strategy: 'ALLGREEN',
    max_entries_to_build: 5,
    max_entries_to_merge: 5,
    merge_method: 'MERGE',
    min_entries_to_merge: 1,
    min_entries_to_merge_wait_minutes: 5,
  };
  const asked = town
    .as('ada')
    .request('POST /orgs/{org}/rulesets', { ...wish, rules: [{ type: 'merge_queue', parameters }] } as never);
  expect(await failure(asked)).toMatchObject({ status: 422 });
});
