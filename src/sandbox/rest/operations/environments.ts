import { viewEnvironment, viewGate, viewGateApp, viewPolicy } from '../../shown/environments.ts';
import { addGate, addPolicy, availableGates, type Protection, protect, removeEnvironment } from '../../state/environments.ts';
import { refusal } from '../../state/refusal.ts';
import type { BranchPolicy, Environment, Reviewer } from '../../state/ship.ts';
import { shippedFrom } from '../../state/shipped.ts';
import { environmentNamed, found } from '../find.ts';
import { page } from '../pages.ts';
import { type Body, created, flag, noContent, ok, onRepo, type RepoCall, type Route, record, records, text } from '../route.ts';

function invalid(field: string, message: string) {
  return refusal('environment', { errors: [{ resource: 'Environment', code: 'invalid', field, message }] });
}

function reviewerFrom({ world }: RepoCall, given: Body): Reviewer {
  const id = Number(given['id']);
  const team = given['type'] === 'Team' ? world.teams.get(id) : undefined;
  if (team) return { type: 'Team', reviewer: team };
  const account = given['type'] === 'User' ? world.accounts.get(id) : undefined;
  if (account === undefined) throw invalid('reviewers', `nobody is ${id}`);
  return { type: 'User', reviewer: account };
}

function branchesFrom(body: Body): Environment['branches'] {
  const policy = record(body, 'deployment_branch_policy');
  if (policy === undefined) return 'any';
  const [whole, named] = [flag(policy, 'protected_branches'), flag(policy, 'custom_branch_policies')];
  if (whole === named)
    throw invalid('deployment_branch_policy', 'protected_branches and custom_branch_policies cannot be the same');
  return whole === true ? 'protected' : 'custom';
}

function protectionFrom(call: RepoCall): Protection {
  const { body } = call;
  return {
    waitTimer: Number(body['wait_timer'] ?? 0),
    reviewers: (records(body, 'reviewers') ?? []).map((each) => reviewerFrom(call, each)),
    preventSelfReview: flag(body, 'prevent_self_review') ?? false,
    branches: branchesFrom(body),
  };
}

function policyOf(call: RepoCall): BranchPolicy {
  return found(environmentNamed(call).policies.get(Number(call.param('branch_policy_id'))));
}

function gateOf(call: RepoCall) {
  const id = Number(call.param('protection_rule_id'));
  return { id, app: found(environmentNamed(call).gates.get(id)) };
}

const reads = { app: ['actions:read'], role: 'read' } as const;
const writes = { app: ['administration:write'], role: 'admin' } as const;
const all = '/repos/{owner}/{repo}/environments';
const at = `${all}/{environment_name}`;
const policies = `${at}/deployment-branch-policies`;
const gates = `${at}/deployment_protection_rules`;

export const environmentRoutes: readonly Route[] = [
  onRepo(`GET ${all}`, reads, (call) => {
    const items = [...shippedFrom(call.repo).environments.values()];
    return page(call, { items, view: (each) => viewEnvironment(call.world, each), under: 'environments' });
  }),
  onRepo(`GET ${at}`, reads, (call) => ok(viewEnvironment(call.world, environmentNamed(call)))),
  onRepo(`PUT ${at}`, writes, (call) => {
    const { world, repo, param } = call;
    return ok(viewEnvironment(world, protect(world, repo, { ...protectionFrom(call), name: param('environment_name') })));
  }),
  onRepo(`DELETE ${at}`, writes, (call) => {
    removeEnvironment(environmentNamed(call));
    return noContent;
  }),
  onRepo(`GET ${policies}`, reads, (call) =>
    page(call, { items: [...environmentNamed(call).policies.values()], view: viewPolicy, under: 'branch_policies' }),
  ),
  onRepo(`POST ${policies}`, writes, (call) => {
    const environment = environmentNamed(call);
    found(environment.branches === 'custom');
    const type = text(call.body, 'type') === 'tag' ? 'tag' : 'branch';
    return ok(viewPolicy(addPolicy(call.world, environment, { name: text(call.body, 'name') ?? '', type })));
  }),
  onRepo(`GET ${policies}/{branch_policy_id}`, reads, (call) => ok(viewPolicy(policyOf(call)))),
  onRepo(`PUT ${policies}/{branch_policy_id}`, writes, (call) =>
    ok(viewPolicy(Object.assign(policyOf(call), { name: text(call.body, 'name') ?? '' }))),
  ),
  onRepo(`DELETE ${policies}/{branch_policy_id}`, writes, (call) => {
    environmentNamed(call).policies.delete(policyOf(call).id);
    return noContent;
  }),
  onRepo(`GET ${gates}`, reads, (call) => {
    const items = [...environmentNamed(call).gates].map(([id, app]) => ({ id, app }));
    return page(call, { items, view: (each) => viewGate(call.world, each), under: 'custom_deployment_protection_rules' });
  }),
  onRepo(`POST ${gates}`, writes, (call) => {
    const environment = environmentNamed(call);
    const id = addGate(call.world, environment, Number(call.body['integration_id']));
    return created(viewGate(call.world, { id, app: found(environment.gates.get(id)) }));
  }),
  onRepo(`GET ${gates}/apps`, reads, (call) => {
    environmentNamed(call);
    const under = 'available_custom_deployment_protection_rule_integrations';
    return page(call, { items: availableGates(call.world, call.repo), view: (app) => viewGateApp(call.world, app), under });
  }),
  onRepo(`GET ${gates}/{protection_rule_id}`, reads, (call) => ok(viewGate(call.world, gateOf(call)))),
  onRepo(`DELETE ${gates}/{protection_rule_id}`, writes, (call) => {
    environmentNamed(call).gates.delete(gateOf(call).id);
    return noContent;
  }),
];
