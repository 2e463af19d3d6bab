import type { EvidenceDocument } from '../../gates/engine/evidence.ts';

/** A claim as it is kept: a text, which nobody has to take apart and put together on its way to the store. */
export interface ReadClaim {
  /** As `evidenceKey` makes it. */
  readonly key: string;
  readonly text: string;
}

/** What somebody left as evidence, read; or why it cannot be, after "it ". */
export type EvidenceReading =
  | {
      readonly is: 'read';
      /** Whom a token must be made out to that vouches for it. */
      readonly audience: string;
      readonly said: Pick<EvidenceDocument, 'repositoryId' | 'head' | 'event' | 'run'>;
      readonly claims: readonly ReadClaim[];
    }
  | { readonly is: 'unreadable'; readonly because: string };

/**
 * Reads the evidence of an artifact of this name. Anybody may have written it, and to read it can take a second and much memory: whoever
 * implements this sees to it that nobody else waits for that. The bytes are handed over: who asks has them no more. Fails only where it was
 * not read at all and may be read another time.
 */
export type ReadEvidence = (evidence: Uint8Array, artifact: string) => Promise<EvidenceReading>;
