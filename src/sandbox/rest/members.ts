import { accountBehind, isGranted } from '../state/access.ts';
import { refusal } from '../state/refusal.ts';
import { found, organizationOf } from './find.ts';
import type { Answer, Call, Route } from './route.ts';

/** An operation of an organisation: members see what is in it, and so does an App with the permission. For others nothing is there. */
export function onOrg(operation: string, permission: string, answer: (call: Call) => Answer): Route {
  return {
    operation,
    needs: { audience: 'signed-in', app: [permission] },
    answer: (call) => {
      admitMember(call, permission);
      return answer(call);
    },
  };
}

function admitMember(call: Call, permission: string): void {
  const { account, members } = organizationOf(call);
  const { caller } = call;
  if (caller.kind !== 'token' || caller.grant.kind === 'user') {
    found(members.has(found(accountBehind(caller)).id));
    return;
  }
  const { installation, permissions } = caller.grant;
  if (installation.account !== account || !isGranted(permissions, permission)) throw refusal('integration');
}

/** What only owners do; an App has been asked for its permission. */
export function needOwner(call: Call): void {
  const { caller } = call;
  if (caller.kind === 'token' && caller.grant.kind === 'installation') return;
  const account = found(accountBehind(caller));
  if (organizationOf(call).members.get(account.id) !== 'admin')
    throw refusal('membership', { message: 'You must be an organization owner.' });
}
