import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Play } from '../app/plays.ts';
import { openStage, type Stage, setIn } from '../app/stage.ts';

/** What went wrong, if anything did. */
async function endOf(plot: Promise<void>): Promise<unknown> {
  try {
    return await plot;
  } catch (error) {
    return error;
  }
}

/** Each has an organisation of its own, so that all are told at once. */
export function tell(about: string, told: readonly Play[]): void {
  describe(about, () => {
    let stage: Stage;
    let ends: Map<Play, Promise<unknown>>;

    beforeAll(async () => {
      stage = await openStage({ store: 'embedded' });
      ends = new Map(told.map((play, at) => [play, endOf(play.plot(setIn(stage, `policy-${at}`, play.files)))]));
    }, 90_000);

    afterAll(() => stage.close());

    test.each(told.map((play) => [play.name, play] as const))(
      '%s',
      async (_name, play) => {
        expect(await ends.get(play)).toBeUndefined();
      },
      180_000,
    );
  });
}
