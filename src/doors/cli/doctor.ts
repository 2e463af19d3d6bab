import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { diagnosisReport } from '../../views/diagnosis.ts';
import { jsonText } from '../../views/json.ts';
import { examine } from '../app/doctor/examine.ts';
import type { Asked } from './arguments.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import { readText } from './files.ts';
import { type Io, sheetFor } from './io.ts';

/** Looks at all that the App needs, with the same settings that it starts with. */
export async function doctor(asked: Asked, io: Io): Promise<ExitCode> {
  const found = await examine(await environmentOf(io));
  if (asked.switches.has('json')) io.stdout.write(jsonText({ format: 'gonogo/doctor/1', found }));
  else io.stdout.write(diagnosisReport(found, sheetFor(io, asked)));
  if (found.some(({ is }) => is === 'ill')) return exitCodes['no-go'];
  return found.some(({ is }) => is === 'unsure') ? exitCodes['cannot-tell'] : exitCodes.go;
}

/** What the environment has already wins over the file, as when the App starts. */
async function environmentOf({ cwd, env }: Io): Promise<Io['env']> {
  const path = resolve(cwd, '.env');
  if (!existsSync(path)) return env;
  return { ...parseEnv(await readText({ name: '.env', path, maxBytes: 1_000_000, what: 'environment' })), ...env };
}
