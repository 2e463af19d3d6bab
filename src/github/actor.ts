import type { Actor } from '../reconcile/ports/place.ts';
import { bigId, mapped, orNull, shaped, text } from './client/shape.ts';

/** What of an account is asked for in GraphQL. */
export const actorFields =
  'kind: __typename login ... on User { databaseId } ... on Bot { databaseId } ... on Organization { databaseId }';

/** Null for an account that is no more, and for what is none with an id of its own. Only a person's own account is a human. */
export const readActor = mapped(orNull(shaped({ kind: text, login: text, databaseId: orNull(bigId) })), (found): Actor | null => {
  if (found === null || found.databaseId === null) return null;
  return { id: found.databaseId, login: found.login, kind: found.kind === 'User' ? 'human' : 'bot' };
});

/** As REST and webhooks name an account. */
export const readUser = mapped(
  shaped({ id: bigId, login: text, type: text }),
  ({ id, login, type }): Actor => ({
    id,
    login,
    kind: type === 'User' ? 'human' : 'bot',
  }),
);
