import type { Place } from './place.ts';

/**
 * What whoever runs this lets gates do from here. A policy says which addresses are asked and which secrets are sent there, and whoever
 * may write in a repository may propose a policy: neither is for it alone to say.
 */
export interface Reach {
  /** Whether a host may stand in a private range of addresses. */
  readonly mayBePrivate: (ask: { readonly place: Place; readonly host: string }) => boolean;
  /** A secret to be sent to this origin, and to no other; undefined where nobody lends it for that. */
  readonly secret: (ask: { readonly place: Place; readonly name: string; readonly origin: string }) => string | undefined;
  /** Aborted when this ends. */
  readonly signal: AbortSignal;
}
