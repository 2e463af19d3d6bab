import type { Play } from './plays.ts';
import { openStage, type Stage, type StageOptions, setIn } from './stage.ts';

export interface Telling {
  readonly name: string;
  readonly rows: readonly (readonly [name: string, play: Play])[];
  readonly begin: () => Promise<void>;
  /** What went wrong in one, if anything did. */
  readonly endOf: (play: Play) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** Each has an organisation of its own, so that all are told at once. */
export function telling(about: string, told: readonly Play[], options: StageOptions): Telling {
  let stage: Stage | undefined;
  let ends = new Map<Play, Promise<unknown>>();
  return {
    name: `${about}, store: ${options.store}`,
    rows: told.map((play) => [play.name, play] as const),
    begin: async () => {
      const opened = await openStage(options);
      stage = opened;
      ends = new Map(told.map((play, at) => [play, thrownBy(play.plot(setIn(opened, `story-${at}`, play.files)))]));
    },
    endOf: async (play) => (ends.has(play) ? ends.get(play) : new Error('it was never told')),
    close: async () => stage?.close(),
  };
}

async function thrownBy(plot: Promise<void>): Promise<unknown> {
  try {
    return await plot;
  } catch (error) {
    return error;
  }
}
