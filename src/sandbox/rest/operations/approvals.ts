import { viewDeployment } from '../../shown/deployments.ts';
import { viewApproval, viewPending } from '../../shown/environments.ts';
import { appBehind } from '../../state/access.ts';
import { answerGate, reviewDeployments, reviewsOf, waitingIn } from '../../state/protection.ts';
import { refusal } from '../../state/refusal.ts';
import { runWith } from '../find.ts';
import { noContent, ok, onRepo, type RepoCall, type Route, text } from '../route.ts';

function stateFrom(call: RepoCall): 'approved' | 'rejected' | undefined {
  const state = text(call.body, 'state');
  if (state === undefined || state === 'approved' || state === 'rejected') return state;
  throw refusal('invalid-field', { errors: [{ resource: 'Deployment', code: 'invalid', field: 'state', value: state }] });
}

function answer(call: RepoCall) {
  const { world, body, caller } = call;
  const app = caller.kind === 'token' && caller.grant.kind === 'installation' ? appBehind(caller) : undefined;
  if (app === undefined) throw refusal('needs-app');
  const [state, comment] = [stateFrom(call), text(body, 'comment')];
  const environment = text(body, 'environment_name') ?? '';
  answerGate(world, runWith(call), { environment, app, ...(state && { state }), ...(comment !== undefined && { comment }) });
  return noContent;
}

function review(call: RepoCall) {
  const { world, body, account } = call;
  const ids = body['environment_ids'];
  const environments = Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : [];
  const wish = { environments, state: stateFrom(call) ?? 'rejected', comment: text(body, 'comment') ?? '', by: account };
  return ok(reviewDeployments(world, runWith(call), wish).map((deployment) => viewDeployment(world, deployment)));
}

const at = '/repos/{owner}/{repo}/actions/runs/{run_id}';

/** Whether a person may is for the environment to say; reading is enough. */
export const approvalRoutes: readonly Route[] = [
  onRepo(`POST ${at}/deployment_protection_rule`, { app: ['deployments:write'], role: 'read' }, answer),
  onRepo(`GET ${at}/pending_deployments`, { app: ['actions:read'], role: 'read' }, (call) =>
    ok(waitingIn(call.world, call.repo, runWith(call)).map((each) => viewPending(call.world, each, call.account))),
  ),
  onRepo(`POST ${at}/pending_deployments`, { app: ['deployments:write'], role: 'read' }, review),
  onRepo(`GET ${at}/approvals`, { app: ['actions:read'], role: 'read' }, (call) =>
    ok(reviewsOf(runWith(call)).map((each) => viewApproval(call.world, each))),
  ),
];
