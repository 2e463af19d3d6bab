import { existsSync } from 'node:fs';

/** What the environment has already wins over the file. */
if (import.meta.main) {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const [{ run }, { openRooms }] = await Promise.all([import('./app/run.ts'), import('./app/wire.ts')]);
  await run({ args: process.argv.slice(2), env: process.env, openRooms });
}
