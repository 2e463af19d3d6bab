import { nearest } from '../../ground/problem.ts';
import type { Item, Who } from '../model.ts';
import { policyOwner } from '../policy.ts';
import { type Around, firstTo, layersOf, ownLayers } from './layers.ts';
import type { Entry, Reading } from './reading.ts';
import { aboutItems, type Warning } from './warning.ts';

/** Required, for people, and nobody in particular looks after it. */
export function unowned({ policy }: Reading): Warning[] {
  const items = policy.checklist.items.filter(isUnowned);
  const what = items.length === 1 ? 'a required item has no owner' : `${items.length} required items have no owner`;
  return aboutItems(items, {
    code: 'lint.no-owner',
    message: `${what}, and may be ticked by anybody with write access`,
    remedy: 'Give each an `owner`, or say with `who` whose word counts.',
  });
}

function isUnowned({ level, owner, proof }: Item): boolean {
  if (level !== 'must' || owner !== undefined || proof.by !== 'person') return false;
  const { role, team, users, codeowners } = proof.who;
  return role === undefined && team === undefined && users === undefined && codeowners === undefined;
}

/** Roles that items need and nobody holds: what only such a role may do stays CANNOT TELL. */
export function unmappedRoles({ policy }: Reading): Warning[] {
  const mapped = [...Object.keys(policy.people), policyOwner];
  const uses = policy.checklist.items.flatMap((item) => rolesOf(item).map((role) => ({ item, role })));
  const unmapped = Map.groupBy(
    uses.filter(({ role }) => !mapped.includes(role)),
    ({ role }) => role,
  );
  return [...unmapped].flatMap(([role, using]) => {
    const meant = nearest(role, mapped);
    const hint = meant === undefined ? '' : `Did you mean ${meant}? Else map`;
    return aboutItems([...new Set(using.map(({ item }) => item))], {
      code: 'lint.unmapped-role',
      message: `nobody holds the role ${role}`,
      remedy: `${hint === '' ? 'Map' : hint} it in the configuration: people: { ${role}: { team: ORGANISATION/TEAM } }.`,
    });
  });
}

export function rolesOf({ proof, owner }: Item): string[] {
  const whos: readonly (Who | undefined)[] = [owner, proof.by === 'person' ? proof.who : undefined];
  const named = whos.flatMap((who) => (who?.role === undefined ? [] : [who.role]));
  return [...new Set([...named, ...(proof.by === 'sign-off' ? [proof.role] : []), ...rolesIn(proof)])];
}

/** A gate may ask for one as well: whose approvals it counts. */
function rolesIn(proof: Item['proof']): string[] {
  if (proof.by !== 'gate' || proof.use.gate !== 'reviews') return [];
  const { source } = proof.use;
  const role = typeof source === 'object' && source !== null && 'role' in source ? source.role : undefined;
  return typeof role === 'string' ? [role] : [];
}

/** Somebody wrote that a signature outlives new commits; it never does, and whoever reads it is misled. */
export function keptSignOffs({ entries, ...around }: Reading): Warning[] {
  const kept = entries.filter((entry) => isKept(entry, around));
  return aboutItems(
    kept.map(({ item }) => item),
    {
      code: 'lint.keep-on-sign-off',
      message: '`onPush` on a sign-off has no effect: a signature is for one commit',
      remedy: 'Take `onPush` out, or let it be a tick: `who: { role: ... }` in place of `signOff`.',
    },
  );
}

/** `defaults` are for all items, and say nothing of this one. */
function isKept(entry: Entry, around: Around): boolean {
  const { proof, onPush } = entry.item;
  return proof.by === 'sign-off' && onPush !== 'reset' && firstTo('onPush', ownLayers(layersOf(entry, around))) !== undefined;
}
