import type { Audience, Needs } from '../rest/route.ts';
import { accountBehind, atLeast, isGranted, maySee, reaches, roleIn } from '../state/access.ts';
import type { Repo } from '../state/model.ts';
import { refusal } from '../state/refusal.ts';
import type { Account, Caller } from '../state/who.ts';
import type { World } from '../state/world.ts';

/** Who does it where nobody is signed in. */
export const nobody: Account = { id: 0, login: 'anonymous', name: null, type: 'User', createdAt: 0 };

export function admit({ audience }: { readonly audience: Audience }, caller: Caller): void {
  if (audience === 'app' && caller.kind !== 'app') throw refusal('needs-jwt');
  if (audience === 'anyone') return;
  if (caller.kind === 'anonymous') throw refusal('needs-authentication');
  if (audience !== 'app' && caller.kind === 'app') throw refusal('integration');
  const isInstallation = caller.kind === 'token' && caller.grant.kind === 'installation';
  if (audience === 'installation' && !isInstallation)
    throw refusal('needs-app', { message: 'You must authenticate with an installation access token' });
}

/** Whether it may be done in this repository; returns by whom. Hidden before refused. */
export function admitToRepo(world: World, repo: Repo, as: { caller: Caller; needs: Needs; writes: boolean }): Account {
  const { caller, needs, writes } = as;
  const account = accountBehind(caller) ?? nobody;
  if (caller.kind === 'app') {
    // The key of an App opens its own endpoints; where it is installed it needs a token.
    if (needs.audience !== 'app') throw refusal(repo.private ? 'not-found' : 'integration');
    return account;
  }
  if (!maySee(world, caller, repo)) throw refusal('not-found');
  if (writes && repo.archived) throw refusal('archived');
  if (caller.kind === 'token' && caller.grant.kind === 'installation') {
    const { grant } = caller;
    if (!reaches(grant, repo)) {
      if (writes) throw refusal('integration');
      return account;
    }
    if (!(needs.app ?? []).some((wanted) => isGranted(grant.permissions, wanted))) throw refusal('integration');
    return account;
  }
  if (needs.role !== undefined && !atLeast(roleIn(world, repo, account), needs.role)) throw refusal('role');
  return account;
}
