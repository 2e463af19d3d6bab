import { covers, membershipIn } from './accounts.ts';
import type { Repo } from './model.ts';
import type { Account, Caller, Grant, Permissions, Role } from './who.ts';
import type { World } from './world.ts';

const ranks = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;

export function atLeast(role: Role | 'none', wanted: Role | 'none'): boolean {
  return ranks.indexOf(role) >= ranks.indexOf(wanted);
}

/** The highest of all that was granted: ownership, organisation, teams and their parents, the repository itself. */
export function roleIn(world: World, repo: Repo, account: Account): Role | 'none' {
  if (repo.owner.id === account.id) return 'admin';
  const found: (Role | 'none')[] = [repo.private ? 'none' : 'read', repo.collaborators.get(account.id) ?? 'none'];
  const organization = world.organizations.get(repo.owner.id);
  const membership = organization?.members.get(account.id);
  if (organization && membership) {
    found.push(membership === 'admin' ? 'admin' : organization.baseRole);
    for (const [id, role] of repo.teams) {
      const team = world.teams.get(id);
      if (team && membershipIn(team, account.id)?.state === 'active') found.push(role);
    }
  }
  return found.reduce((best, role) => (atLeast(role, best) ? role : best));
}

/** The four that the API knew first. */
export function legacyRole(role: Role | 'none'): string {
  if (role === 'maintain') return 'write';
  return role === 'triage' ? 'read' : role;
}

/** The account that an act of this caller is done by. */
export function accountBehind(caller: Caller): Account | undefined {
  if (caller.kind === 'app') return caller.app.bot;
  if (caller.kind === 'anonymous') return undefined;
  return caller.grant.kind === 'user' ? caller.grant.account : caller.grant.installation.app.bot;
}

export function appBehind(caller: Caller) {
  if (caller.kind === 'app') return caller.app;
  if (caller.kind === 'anonymous') return undefined;
  return caller.grant.kind === 'user' ? caller.grant.app : caller.grant.installation.app;
}

export function reaches(grant: Grant & { kind: 'installation' }, repo: Repo): boolean {
  if (!covers(grant.installation, repo)) return false;
  return grant.repositories === 'all' || grant.repositories.has(repo.id);
}

/** Whether the caller may know that the repository is there. */
export function maySee(world: World, caller: Caller, repo: Repo): boolean {
  if (!repo.private) return true;
  if (caller.kind !== 'token') return false;
  return caller.grant.kind === 'user' ? roleIn(world, repo, caller.grant.account) !== 'none' : reaches(caller.grant, repo);
}

const levels = ['read', 'write', 'admin'];

/** `wanted` is a name and a level, such as `checks:write`. */
export function isGranted(permissions: Permissions, wanted: string): boolean {
  const [name = '', level = 'read'] = wanted.split(':');
  const granted = name === 'metadata' ? 'read' : permissions[name];
  return granted !== undefined && levels.indexOf(granted) >= levels.indexOf(level);
}
