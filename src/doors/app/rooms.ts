import type { Inbox } from '../../reconcile/ports/store.ts';
import type { Figures } from './figures.ts';
import type { Log } from './log.ts';
import type { KeysFor } from './probot.ts';
import type { Settings } from './settings.ts';

/** What the store says of itself. */
export interface Stats {
  /** Deliveries that are not keyed yet. */
  readonly waiting: number;
  readonly oldestWaitingMs: number;
  /** Deliveries that nobody can tell the meaning of. */
  readonly parked: number;
  /** Tasks that are due and not at work. */
  readonly due: number;
  readonly oldestDueMs: number;
  /** Tasks at work, here and elsewhere. */
  readonly held: number;
  /** Tasks that failed when they were last tried. */
  readonly failing: number;
  /** Installations that the platform told this process to leave alone for a while. */
  readonly paused: number;
}

/** The rest of Gonogo, as the door needs it. */
export interface Rooms {
  readonly inbox: Inbox;
  readonly keysFor: KeysFor;
  /** Rejects when the platform does not take our credentials. */
  readonly askPlatform: () => Promise<unknown>;
  /** Rejects when the store does not answer. */
  readonly stats: () => Promise<Stats>;
  readonly startWork: () => Work;
  readonly close: () => Promise<void>;
}

/** Tasks being worked on, until it is told to stop; resolves when those at hand are done. */
export interface Work {
  readonly stop: () => Promise<void>;
}

export interface RoomParts {
  readonly settings: Settings;
  readonly log: Log;
  readonly figures: Figures;
  readonly now: () => number;
}

export type OpenRooms = (parts: RoomParts) => Promise<Rooms>;
