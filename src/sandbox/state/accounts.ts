import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Account, App, Grant, Installation, Organization, Permissions, Role, Team, TeamMembership } from './who.ts';
import { happened, type World } from './world.ts';

export function addAccount(world: World, login: string, type: Account['type'] = 'User'): Account {
  const key = login.toLowerCase();
  if (world.logins.has(key)) throw new Error(`There is an account ${login} already.`);
  const account = { id: world.nextId(), login, name: null, type, createdAt: world.clock.now() };
  world.accounts.set(account.id, account);
  world.logins.set(key, account);
  return account;
}

/** Under the old name there may be somebody else from here on. */
export function renameAccount(world: World, account: Account, login: string): void {
  if (world.logins.has(login.toLowerCase())) throw new Error(`There is an account ${login} already.`);
  world.logins.delete(account.login.toLowerCase());
  account.login = login;
  world.logins.set(login.toLowerCase(), account);
}

/** What they wrote stays under their name here; on GitHub it is a ghost's. */
export function removeAccount(world: World, account: Account): void {
  world.accounts.delete(account.id);
  world.logins.delete(account.login.toLowerCase());
  for (const { members } of [...world.organizations.values(), ...world.teams.values()]) members.delete(account.id);
  for (const { collaborators } of world.repos.values()) collaborators.delete(account.id);
}

export function accountOf(world: World, login: string): Account {
  const account = world.logins.get(login.toLowerCase());
  if (account === undefined) throw new Error(`There is no account ${login}.`);
  return account;
}

export function addOrganization(world: World, login: string, baseRole: Role | 'none' = 'read'): Organization {
  const account = addAccount(world, login, 'Organization');
  const organization = { account, baseRole, members: new Map(), teams: new Map() };
  world.organizations.set(account.id, organization);
  return organization;
}

export function addTeam(world: World, organization: Organization, wish: { name: string; parent?: Team }): Team {
  const { name, parent = null } = wish;
  const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const team: Team = {
    id: world.nextId(),
    organization,
    slug,
    name,
    privacy: 'closed',
    parent,
    members: new Map(),
    createdAt: world.clock.now(),
  };
  organization.teams.set(slug, team);
  world.teams.set(team.id, team);
  return team;
}

/** The membership here or in a team below; child teams count. */
export function membershipIn(team: Team, id: number): TeamMembership | undefined {
  const own = team.members.get(id);
  if (own) return own;
  const below = [...team.organization.teams.values()].filter(({ parent }) => parent === team);
  for (const child of below) {
    const found = membershipIn(child, id);
    if (found) return found;
  }
  return undefined;
}

export interface Membership {
  readonly member: Account;
  readonly sender: Account;
  readonly role?: 'member' | 'maintainer';
}

export function addToTeam(world: World, team: Team, { member, sender, role = 'member' }: Membership): void {
  team.members.set(member.id, { role, state: 'active' });
  team.organization.members.set(member.id, team.organization.members.get(member.id) ?? 'member');
  const about = { member, team };
  happened(world, {
    event: 'membership',
    action: 'added',
    organization: team.organization,
    sender,
    about,
    raw: { scope: 'team' },
  });
}

export function removeFromTeam(world: World, team: Team, { member, sender }: Membership): void {
  team.members.delete(member.id);
  const about = { member, team };
  happened(world, {
    event: 'membership',
    action: 'removed',
    organization: team.organization,
    sender,
    about,
    raw: { scope: 'team' },
  });
}

export interface AppWish {
  readonly slug: string;
  readonly owner: Account;
  readonly name?: string;
  readonly id?: number;
  readonly permissions: Permissions;
  readonly events?: readonly string[];
  readonly hook?: { readonly url: string; readonly secret: string };
}

/** One pair for all Apps of a process: making one takes longer than most tests. */
let keys: { readonly publicKey: KeyObject; readonly privatePem: string } | undefined;

export function addApp(world: World, wish: AppWish): App {
  if (keys === undefined) {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    keys = { publicKey: pair.publicKey, privatePem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
  }
  const app: App = {
    id: wish.id ?? world.nextId(),
    slug: wish.slug,
    name: wish.name ?? wish.slug,
    owner: wish.owner,
    bot: addAccount(world, `${wish.slug}[bot]`, 'Bot'),
    key: keys,
    permissions: wish.permissions,
    events: wish.events ?? [],
    hook: { url: wish.hook?.url ?? '', secret: wish.hook?.secret ?? '', active: wish.hook !== undefined },
    createdAt: world.clock.now(),
  };
  world.apps.set(app.id, app);
  return app;
}

/** Grants what the App asks for now; what it asks for later it gets only by {@link acceptPermissions}. */
export function install(
  world: World,
  app: App,
  on: { account: Account; repositories?: Installation['repositories'] },
): Installation {
  const installation: Installation = {
    id: world.nextId(),
    app,
    account: on.account,
    repositories: on.repositories ?? 'all',
    permissions: app.permissions,
    events: app.events,
    suspendedAt: null,
    createdAt: world.clock.now(),
  };
  world.installations.set(installation.id, installation);
  const repositories = [...world.repos.values()].filter((repo) => covers(installation, repo));
  happened(world, { event: 'installation', action: 'created', installation, sender: on.account, about: { repositories } });
  return installation;
}

export function acceptPermissions(world: World, installation: Installation): void {
  installation.permissions = installation.app.permissions;
  installation.events = installation.app.events;
  const sender = installation.account;
  happened(world, {
    event: 'installation',
    action: 'new_permissions_accepted',
    installation,
    sender,
    about: { repositories: [] },
  });
}

export function suspend(world: World, installation: Installation, suspended: boolean): void {
  installation.suspendedAt = suspended ? world.clock.now() : null;
  const action = suspended ? 'suspend' : 'unsuspend';
  happened(world, { event: 'installation', action, installation, sender: installation.account, about: { repositories: [] } });
}

export function covers(installation: Installation, repo: { readonly id: number; readonly owner: Account }): boolean {
  if (installation.account.id !== repo.owner.id) return false;
  return installation.repositories === 'all' || installation.repositories.has(repo.id);
}

const prefixes = { user: 'ghp', app: 'ghu', installation: 'ghs' };

export function addToken(world: World, grant: Grant): string {
  const prefix = grant.kind === 'user' && grant.app ? prefixes.app : prefixes[grant.kind];
  const token = `${prefix}_${world.random.hex(36)}`;
  world.grants.set(token, grant);
  return token;
}
