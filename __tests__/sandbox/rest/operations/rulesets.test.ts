import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addTeam } from '../../../../src/sandbox/state/accounts.ts';
import { commitFiles } from '../../../../src/sandbox/state/pushes.ts';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const checks = (integration_id?: number) => ({
  type: 'required_status_checks' as const,
  parameters: {
    required_status_checks: [{ context: 'gonogo', ...(integration_id !== undefined && { integration_id }) }],
    strict_required_status_checks_policy: false,
  },
});

test('is made, holds, is changed and goes', async () => {
  const { rest } = town.as('ada');
  const { data } = await rest.repos.createRepoRuleset({
    ...here,
    name: 'main',
    target: 'branch',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    bypass_actors: [{ actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'pull_request' }],
    rules: [checks(town.gate.id), { type: 'deletion' }],
  });
  const ruleset = { ...here, ruleset_id: data.id };
  const branch = { ...here, branch: 'main' };
  expect((await town.bot.rest.repos.getBranchRules(branch)).data).toMatchObject([
    {
      type: 'required_status_checks',
      ruleset_id: data.id,
      parameters: { required_status_checks: [{ integration_id: town.gate.id }] },
    },
    { type: 'deletion' },
  ]);
  expect((await rest.repos.getBranch(branch)).data.protected).toBe(true);
  expect(await failure(rest.git.deleteRef({ ...here, ref: 'heads/main' }))).toMatchObject({
    status: 422,
    message: expect.stringContaining('Cannot delete'),
  });
  await rest.repos.updateRepoRuleset({ ...ruleset, enforcement: 'disabled' });
  expect((await rest.repos.getBranchRules(branch)).data).toEqual([]);
  expect((await rest.repos.getRepoRuleset(ruleset)).data).toMatchObject({ name: 'main', enforcement: 'disabled' });
  expect((await rest.repos.getRepoRulesets(here)).data).toHaveLength(1);
  await rest.repos.deleteRepoRuleset(ruleset);
  expect((await rest.repos.getRepoRulesets(here)).data).toEqual([]);
});

test('is made by admins, and expects only Apps that can be', async () => {
  const wish = { ...here, name: 'x', enforcement: 'active' as const, rules: [checks(1)] };
  expect(await failure(town.as('max').rest.repos.createRepoRuleset(wish))).toMatchObject({ status: 403 });
  expect(await failure(town.as('ada').rest.repos.createRepoRuleset(wish))).toMatchObject({
    status: 422,
    errors: [{ field: 'rules' }],
  });
});

test('owners that nobody is are named', async () => {
  const { rest } = town.as('rea');
  expect(await failure(rest.repos.codeownersErrors(here))).toMatchObject({ status: 404 });
  addTeam(town.world, town.acme, { name: 'ops' });
  const text = '# who\n* @ada\n/a @acme/ops\n/b @eve @ada\n/c @acme/none # x\n';
  commitFiles(town.world, town.repo, {
    author: town.person('ada'),
    message: 'm',
    branch: 'main',
    files: { '.github/CODEOWNERS': text },
  });
  const { errors } = (await rest.repos.codeownersErrors(here)).data;
  expect(errors.map(({ line, column, kind }) => [line, column, kind])).toEqual([
    [4, 4, 'Unknown owner'],
    [5, 4, 'Unknown owner'],
  ]);
});
