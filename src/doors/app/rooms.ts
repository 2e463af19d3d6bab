import type { Inbox } from '../../reconcile/ports/store.ts';
import type { TaskKind } from '../../reconcile/ports/tasks.ts';
import type { Figures, TaskOutcome } from './figures.ts';
import type { Log } from './log.ts';
import type { KeysFor } from './probot.ts';
import type { Settings } from './settings.ts';

/** What the store says of itself. */
export interface Stats {
  /** Deliveries that are not keyed yet. */
  readonly waiting: number;
  /** Deliveries that nobody can tell the meaning of. */
  readonly parked: number;
  /** ISO 8601, UTC: the oldest task that is due and not at work. */
  readonly oldestDue?: string;
  /** Installations that the platform told us to leave alone for a while. */
  readonly paused: number;
}

/** The rest of Gonogo, as the door needs it. */
export interface Rooms {
  readonly inbox: Inbox;
  readonly keysFor: KeysFor;
  /** Rejects when the platform does not know us. */
  readonly me: () => Promise<unknown>;
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

/** A task that ended, for the figures. */
export interface TaskEnd {
  readonly kind: TaskKind;
  readonly outcome: TaskOutcome;
}

export type OpenRooms = (parts: RoomParts) => Promise<Rooms>;
