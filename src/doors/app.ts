import { existsSync } from 'node:fs';
import { run } from './app/run.ts';
import { openRooms } from './app/wire.ts';

/** What the environment has already wins over the file. */
if (existsSync('.env')) process.loadEnvFile('.env');
await run({ args: process.argv.slice(2), env: process.env, openRooms });
