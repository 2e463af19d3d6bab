import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plays } from './plays.ts';
import { shaken } from './shaken.ts';
import { hasServer, type StoreKind } from './stage.ts';
import { telling } from './tell.ts';

/** `npm run stories` tells each on both stores; `npm test` on one. */
const all = process.env['GONOGO_STORIES'] === 'all';
const server = await hasServer();
if (!server)
  process.stderr.write('No PostgreSQL server can be started here: the stories are told on the embedded store alone.\n');
const both: readonly StoreKind[] = server ? ['embedded', 'server'] : ['embedded'];

const losing = { drop: 0.4, duplicate: 0.3, reorder: 0.3, delay: { chance: 0.3, mostMs: 400 } };
const sweeping = 'settle=2,boardQuiet=1,boardLatest=4,retry=1,sweep=2,lookAgain=2';
const tellings = [
  ...(all ? both : both.slice(0, 1)).map((store) => telling('the App', plays, { store })),
  ...(all ? both : both.slice(-1)).map((store) =>
    telling('with webhooks that get lost', shaken, { store, rhythm: sweeping, shaking: losing }),
  ),
];

describe.each(tellings)('$name', ({ rows, begin, endOf, close }) => {
  beforeAll(begin, 180_000);
  afterAll(close);

  test.each(rows)('%s', async (_name, play) => {
    expect(await endOf(play)).toBeUndefined();
  });
});
