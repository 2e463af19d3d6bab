import {
  viewAccount,
  viewOrganization,
  viewOrganizationSimple,
  viewProfile,
  viewTeam,
  viewTeamFull,
} from '../../shown/people.ts';
import { accountBehind, atLeast, roleIn } from '../../state/access.ts';
import { addToTeam, membershipIn, removeFromTeam } from '../../state/accounts.ts';
import type { Account, Organization, Role, Team } from '../../state/who.ts';
import type { World } from '../../state/world.ts';
import { found, organizationOf, teamOf, userOf } from '../find.ts';
import { page } from '../pages.ts';
import { type Call, noContent, ok, on, onRepo, type Route, text } from '../route.ts';

/** The four that the API knew first. */
function legacy(role: Role | 'none'): string {
  if (role === 'maintain') return 'write';
  return role === 'triage' ? 'read' : role;
}

const words = { pull: 'read', triage: 'triage', push: 'write', maintain: 'maintain', admin: 'admin' } as const;

function roleNamed(permission: string | undefined): Role {
  const known: Readonly<Record<string, Role>> = words;
  return known[permission ?? 'push'] ?? 'write';
}

function permissionsOf(role: Role | 'none') {
  return Object.fromEntries(Object.entries(words).map(([name, needed]) => [name, atLeast(role, needed)]));
}

function viewMembership(world: World, team: Team, account: Account) {
  const membership = found(membershipIn(team, account.id));
  const isOwner = team.organization.members.get(account.id) === 'admin';
  const url = `${world.origin}/organizations/${team.organization.account.id}/team/${team.id}/memberships/${account.login}`;
  return { url, role: isOwner ? 'maintainer' : membership.role, state: membership.state };
}

function viewOrgMembership(world: World, organization: Organization, account: Account) {
  const url = `${world.origin}/orgs/${organization.account.login}`;
  return {
    url: `${url}/memberships/${account.login}`,
    state: 'active',
    role: found(organization.members.get(account.id)),
    organization_url: url,
    organization: viewOrganizationSimple(world, organization),
    user: viewAccount(world, account),
  };
}

function membersOf(world: World, ids: Iterable<number>): Account[] {
  return [...ids].flatMap((id) => world.accounts.get(id) ?? []);
}

const signedIn = (call: Call) => found(accountBehind(call.caller));

export const peopleRoutes: readonly Route[] = [
  on('GET /user', 'signed-in', (call) => ok(viewProfile(call.world, signedIn(call)))),
  on('GET /users/{username}', 'anyone', (call) => ok(viewProfile(call.world, userOf(call.world, call.param('username'))))),
  on('GET /orgs/{org}', 'anyone', (call) => ok(viewOrganization(call.world, organizationOf(call)))),
  on('GET /orgs/{org}/memberships/{username}', 'signed-in', (call) =>
    ok(viewOrgMembership(call.world, organizationOf(call), userOf(call.world, call.param('username')))),
  ),
  on('GET /orgs/{org}/members/{username}', 'signed-in', (call) => {
    found(organizationOf(call).members.has(userOf(call.world, call.param('username')).id));
    return noContent;
  }),
  on('GET /orgs/{org}/teams', 'signed-in', (call) =>
    page(call, { items: [...organizationOf(call).teams.values()], view: (team) => viewTeam(call.world, team) }),
  ),
  on('GET /orgs/{org}/teams/{team_slug}', 'signed-in', (call) => ok(viewTeamFull(call.world, teamOf(call)))),
  on('GET /orgs/{org}/teams/{team_slug}/members', 'signed-in', (call) =>
    page(call, { items: membersOf(call.world, teamOf(call).members.keys()), view: (each) => viewAccount(call.world, each) }),
  ),
  on('GET /orgs/{org}/teams/{team_slug}/memberships/{username}', 'signed-in', (call) =>
    ok(viewMembership(call.world, teamOf(call), userOf(call.world, call.param('username')))),
  ),
  on('PUT /orgs/{org}/teams/{team_slug}/memberships/{username}', 'signed-in', (call) => {
    const [team, member] = [teamOf(call), userOf(call.world, call.param('username'))];
    const role = text(call.body, 'role') === 'maintainer' ? 'maintainer' : 'member';
    addToTeam(call.world, team, { member, sender: signedIn(call), role });
    return ok(viewMembership(call.world, team, member));
  }),
  on('DELETE /orgs/{org}/teams/{team_slug}/memberships/{username}', 'signed-in', (call) => {
    removeFromTeam(call.world, teamOf(call), { member: userOf(call.world, call.param('username')), sender: signedIn(call) });
    return noContent;
  }),
  onRepo('GET /repos/{owner}/{repo}/collaborators/{username}/permission', { app: ['metadata:read'], role: 'write' }, (call) => {
    const account = userOf(call.world, call.param('username'));
    const role = roleIn(call.world, call.repo, account);
    const user = { ...viewAccount(call.world, account), permissions: permissionsOf(role), role_name: role };
    return ok({ permission: legacy(role), role_name: role, user });
  }),
  onRepo('PUT /repos/{owner}/{repo}/collaborators/{username}', { app: ['administration:write'], role: 'admin' }, (call) => {
    call.repo.collaborators.set(userOf(call.world, call.param('username')).id, roleNamed(text(call.body, 'permission')));
    return noContent;
  }),
  onRepo('DELETE /repos/{owner}/{repo}/collaborators/{username}', { app: ['administration:write'], role: 'admin' }, (call) => {
    call.repo.collaborators.delete(userOf(call.world, call.param('username')).id);
    return noContent;
  }),
];
