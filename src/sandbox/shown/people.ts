import { instant, instantOrNull } from '../state/clock.ts';
import { nodeId } from '../state/node-id.ts';
import type { Account, App, Installation, Organization, Team } from '../state/who.ts';
import type { World } from '../state/world.ts';
import { accountUrls } from './urls.ts';

const prefixes = { User: 'U', Organization: 'O', Bot: 'BOT' };

export function viewAccount(world: World, account: Account) {
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(prefixes[account.type], account.id),
    gravatar_id: '',
    ...accountUrls(world, account.login),
    type: account.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

export function viewAccountOrNull(world: World, account: Account | null | undefined) {
  return account ? viewAccount(world, account) : null;
}

/** With all that a profile shows. */
export function viewProfile(world: World, account: Account) {
  const empty = { company: null, blog: '', location: null, email: null, hireable: null, bio: null };
  const counts = { public_repos: 0, public_gists: 0, followers: 0, following: 0 };
  const at = instant(account.createdAt);
  return { ...viewAccount(world, account), name: account.name, ...empty, ...counts, created_at: at, updated_at: at };
}

export function viewOrganizationSimple(world: World, { account }: Organization) {
  const url = `${world.origin}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('O', account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.origin}/avatars/${account.login}`,
    description: null,
  };
}

export function viewOrganization(world: World, organization: Organization) {
  const at = instant(organization.account.createdAt);
  return {
    ...viewOrganizationSimple(world, organization),
    html_url: `${world.origin}/${organization.account.login}`,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: [...world.repos.values()].filter(({ owner, private: hidden }) => owner === organization.account && !hidden)
      .length,
    public_gists: 0,
    followers: 0,
    following: 0,
    type: 'Organization',
    created_at: at,
    updated_at: at,
    archived_at: null,
  };
}

function viewTeamSimple(world: World, team: Team) {
  const { organization } = team;
  const url = `${world.origin}/organizations/${organization.account.id}/team/${team.id}`;
  return {
    id: team.id,
    node_id: nodeId('T', team.id),
    url,
    html_url: `${world.origin}/orgs/${organization.account.login}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    name: team.name,
    slug: team.slug,
    description: null,
    permission: 'pull',
    privacy: team.privacy,
    notification_setting: 'notifications_enabled',
    type: 'organization',
    organization_id: organization.account.id,
  };
}

export function viewTeam(world: World, team: Team) {
  return { ...viewTeamSimple(world, team), parent: team.parent && viewTeamSimple(world, team.parent) };
}

export function viewTeamFull(world: World, team: Team) {
  const at = instant(team.createdAt);
  return {
    ...viewTeam(world, team),
    members_count: team.members.size,
    repos_count: [...world.repos.values()].filter(({ teams }) => teams.has(team.id)).length,
    created_at: at,
    updated_at: at,
    organization: viewOrganization(world, team.organization),
  };
}

export function viewApp(world: World, app: App) {
  const at = instant(app.createdAt);
  return {
    id: app.id,
    client_id: `Iv1.${app.id}`,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    owner: viewAccount(world, app.owner),
    name: app.name,
    description: null,
    external_url: `${world.origin}/apps/${app.slug}`,
    html_url: `${world.origin}/apps/${app.slug}`,
    created_at: at,
    updated_at: at,
    permissions: { metadata: 'read', ...app.permissions },
    events: [...app.events],
  };
}

export function viewInstallation(world: World, installation: Installation) {
  const { app, account } = installation;
  const at = instant(installation.createdAt);
  return {
    id: installation.id,
    client_id: `Iv1.${app.id}`,
    account: viewAccount(world, account),
    repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
    access_tokens_url: `${world.origin}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${world.origin}/installation/repositories`,
    html_url: `${world.origin}/settings/installations/${installation.id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: { metadata: 'read', ...installation.permissions },
    events: [...installation.events],
    created_at: at,
    updated_at: at,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: installation.suspendedAt === null ? null : viewAccount(world, account),
    suspended_at: instantOrNull(installation.suspendedAt),
  };
}
