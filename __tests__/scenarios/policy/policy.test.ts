import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Play } from '../app/plays.ts';
import { openStage, type Stage, setIn } from '../app/stage.ts';
import { asked } from './asked.ts';
import { later } from './later.ts';

/** What went wrong, if anything did. */
async function endOf(plot: Promise<void>): Promise<unknown> {
  try {
    return await plot;
  } catch (error) {
    return error;
  }
}

/** Each has an organisation of its own, so that those of a kind are told at once. */
describe.each<[string, readonly Play[]]>([
  ['a change of what releases are judged by', asked],
  ['a release is open when the rules change', later],
])('%s', (_about, told) => {
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
