import { realpathSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, resolve, sep } from 'node:path';
import { ProblemError } from '../../ground/problem.ts';
import type { Settings } from './settings.ts';

/** File systems that go with the machine or the container, by the number that Linux knows them by. */
const passing: ReadonlyMap<number, string> = new Map([
  [0x01021994, 'memory'],
  [0x858458f6, 'memory'],
  [0x794c7630, 'the layer of a container'],
]);

/** What this machine says of its folders. */
interface Machine {
  readonly typeOf: (path: string) => number;
  readonly temporary: string;
}

const thisMachine: Machine = { typeOf: (path) => statfsSync(path).type, temporary: tmpdir() };

/** The ledger may not be lost by accident: a folder that will not last is taken only from who says that it may. */
export function requireLasting(database: Settings['database'], machine: Machine = thisMachine): void {
  if ('url' in database || database.isEphemeral) return;
  const why = whyPassing(database.folder, machine);
  if (why === undefined) return;
  throw new ProblemError({
    code: 'app.ephemeral',
    path: 'GONOGO_DATA',
    message: `the folder of the database is in ${why}: all ticks and sign-offs would be lost with it`,
    remedy:
      'Name a folder on a disk or volume that lasts, or a server in DATABASE_URL; to try things out, start with --ephemeral.',
  });
}

function whyPassing(folder: string, machine: Machine): string | undefined {
  const there = nearestThere(resolve(folder));
  const temporary = nearestThere(machine.temporary);
  if (temporary !== sep && (there === temporary || there.startsWith(temporary + sep))) return 'the folder for temporary files';
  return passing.get(machine.typeOf(there));
}

/** The folder itself may be made only later. */
function nearestThere(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return nearestThere(dirname(path));
  }
}
