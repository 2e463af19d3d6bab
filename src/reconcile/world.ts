import type { Policies } from './policy/policies.ts';
import type { Requirements } from './policy/requirements.ts';
import type { Actor } from './ports/place.ts';
import type { Platform } from './ports/platform.ts';
import type { Reach } from './ports/reach.ts';
import type { ReadEvidence } from './ports/reading.ts';
import type { Store } from './ports/store.ts';
import type { Rhythm } from './rhythm.ts';

/** Something that whoever runs this should be able to see. No payloads, no secrets. */
export interface Report {
  readonly level: 'info' | 'warn' | 'alarm';
  readonly event: string;
  readonly about: string;
  readonly because?: string;
}

/** All that keeping subjects true needs. */
export interface World {
  readonly store: Store;
  readonly platform: Platform;
  readonly policies: Policies;
  readonly requirements: Requirements;
  readonly reach: Reach;
  readonly readEvidence: ReadEvidence;
  readonly me: Actor;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  readonly rhythm: Rhythm;
  readonly report: (report: Report) => void;
}
