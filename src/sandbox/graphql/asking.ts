import { GraphQLError } from 'graphql';
import type { Call } from '../rest/route.ts';
import { isGranted, maySee, reaches } from '../state/access.ts';
import type { PullRequest, Repo } from '../state/model.ts';
import type { Account, Caller } from '../state/who.ts';
import type { World } from '../state/world.ts';

/** Who asks, and of what. */
export interface Asking {
  readonly world: World;
  readonly caller: Caller;
  readonly account: Account;
  readonly left: Call['left'];
  readonly cost: number;
  /** What leads back to where one came from: these would otherwise import each other in a circle. */
  readonly back: {
    readonly repository: (asking: Asking, repo: Repo) => object;
    readonly ref: (asking: Asking, repo: Repo, name: string) => object | null;
    readonly pull: (asking: Asking, issue: PullRequest) => object;
  };
}

export function refused(type: 'NOT_FOUND' | 'FORBIDDEN' | 'UNPROCESSABLE', message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** An installation needs one of these permissions; a person is asked where the thing is changed. */
export function needPermission({ caller }: Asking, repo: Repo, ...wanted: readonly string[]): void {
  if (caller.kind !== 'token' || caller.grant.kind !== 'installation') return;
  const { grant } = caller;
  if (reaches(grant, repo) && wanted.some((each) => isGranted(grant.permissions, each))) return;
  if (!repo.private && wanted.every((each) => each.endsWith(':read'))) return;
  throw refused('FORBIDDEN', 'Resource not accessible by integration');
}

export function isSeen({ world, caller }: Asking, repo: Repo): boolean {
  return maySee(world, caller, repo);
}
