import { atLeast, roleIn } from '../state/access.ts';
import type { Repo } from '../state/model.ts';
import type { RuleName } from '../state/refusal.ts';
import type { Account, Role } from '../state/who.ts';
import type { World } from '../state/world.ts';

/** Why somebody may not: in words for the page, and as the rule that the server refuses by. */
export interface Bar {
  readonly why: string;
  readonly rule: RuleName;
}

export type Act = 'comment' | 'edit' | 'review' | 'judge' | 'label' | 'open' | 'push' | 'press' | 'merge';

const needed: Readonly<Record<Act, Role>> = {
  comment: 'read',
  review: 'read',
  judge: 'read',
  open: 'read',
  label: 'triage',
  edit: 'write',
  push: 'write',
  press: 'write',
  merge: 'write',
};

export interface Wish {
  readonly act: Act;
  readonly repo: Repo;
  /** Who wrote what it is about. */
  readonly author?: Account;
  readonly locked?: boolean;
}

/** The page asks this before it shows a button, and the server once more before it does anything. */
export function barTo(world: World, account: Account | null, { act, repo, author, locked = false }: Wish): Bar | undefined {
  if (account === null) return { why: 'Nobody is signed in. Choose who you are at the top.', rule: 'needs-authentication' };
  if (repo.archived) return { why: 'This repository is archived, so it is read-only.', rule: 'archived' };
  const role = roleIn(world, repo, account);
  if (act === 'comment' && locked && !atLeast(role, 'write')) {
    return { why: `This conversation is locked; ${account.login} needs the role write to comment.`, rule: 'locked' };
  }
  if (act === 'judge' && author === account) {
    return { why: 'Nobody approves, or asks for changes of, a pull request of their own.', rule: 'own-review' };
  }
  if ((act === 'edit' && author === account) || atLeast(role, needed[act])) return undefined;
  const own = act === 'edit' ? ', or must have written it' : '';
  return { why: `${account.login} has the role ${role} and needs ${needed[act]}${own}.`, rule: 'role' };
}
