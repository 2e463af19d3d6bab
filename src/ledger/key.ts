import { epochOf } from '../ground/instant.ts';
import { type Digest, digest } from '../ground/json.ts';
import type { Act, Scope } from './statement.ts';

/** What makes a statement this one event, however it was brought: by a delivery, twice, or read from the history of edits. */
export interface Spoken {
  /** The platform's id of the comment in which a box was flipped or a command was written. */
  readonly comment: number;
  /** The id of who edited or wrote it. */
  readonly by: number;
  /** When, as the platform says. */
  readonly at: string;
  readonly item?: string;
  /** One act may reach further than its subject: then it is a statement for each. */
  readonly scope: Scope;
  /** The new state, in other words. */
  readonly act: Act;
}

/** Equal exactly when all of that is. One moment has several texts, and the platform's interfaces differ in them. */
export function statementKey({ comment, by, at, item, scope, act }: Spoken): Digest {
  const epoch = epochOf(at);
  return digest({ comment, by, at: Number.isNaN(epoch) ? at : epoch, item: item ?? null, scope, act });
}
