import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Play, plays } from './plays.ts';
import { shaken } from './shaken.ts';
import { hasServer, openStage, type Stage, type StageOptions, type StoreKind, setIn } from './stage.ts';

/** `npm run stories` tells each on both stores; `npm test` on one. */
const all = process.env['GONOGO_STORIES'] === 'all';
const server = await hasServer();
if (!server)
  process.stderr.write('No PostgreSQL server can be started here: the stories are told on the embedded store alone.\n');
const both: readonly StoreKind[] = server ? ['embedded', 'server'] : ['embedded'];

/** What went wrong, if anything did. */
async function endOf(plot: Promise<void>): Promise<unknown> {
  try {
    return await plot;
  } catch (error) {
    return error;
  }
}

/** Each has an organisation of its own, so that all are told at once. */
function tell(about: string, told: readonly Play[], options: StageOptions): void {
  describe(`${about}, store: ${options.store}`, () => {
    let stage: Stage;
    let ends: Map<Play, Promise<unknown>>;

    beforeAll(async () => {
      stage = await openStage(options);
      ends = new Map(told.map((play, at) => [play, endOf(play.plot(setIn(stage, `story-${at}`, play.files)))]));
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

for (const store of all ? both : both.slice(0, 1)) tell('the App', plays, { store });

const losing = { drop: 0.4, duplicate: 0.3, reorder: 0.3, delay: { chance: 0.3, mostMs: 400 } };
const sweeping = 'settle=2,boardQuiet=1,boardLatest=4,retry=1,sweep=2,lookAgain=2';
for (const store of all ? both : both.slice(-1)) {
  tell('with webhooks that get lost', shaken, { store, rhythm: sweeping, shaking: losing });
}
