import process from 'node:process';
import { plays } from './plays.ts';
import { shaken } from './shaken.ts';
import { hasServer, type StoreKind } from './stage.ts';
import { tell } from './tell.ts';

/** `npm run stories` tells each on both stores; `npm test` on one. */
const all = process.env['GONOGO_STORIES'] === 'all';
const server = await hasServer();
if (!server)
  process.stderr.write('No PostgreSQL server can be started here: the stories are told on the embedded store alone.\n');
const both: readonly StoreKind[] = server ? ['embedded', 'server'] : ['embedded'];

for (const store of all ? both : both.slice(0, 1)) tell('the App', plays, { store });

const losing = { drop: 0.4, duplicate: 0.3, reorder: 0.3, delay: { chance: 0.3, mostMs: 400 } };
const sweeping = 'settle=2,boardQuiet=1,boardLatest=4,retry=1,sweep=2,lookAgain=2';
for (const store of all ? both : both.slice(-1)) {
  tell('with webhooks that get lost', shaken, { store, rhythm: sweeping, shaking: losing });
}
