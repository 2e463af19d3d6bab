import { existsSync } from 'node:fs';
import { ProblemError } from '../../../ground/problem.ts';
import { realFolder, surroundings, whyEphemeral } from '../../../store/engine/ephemeral.ts';
import { lookAtServer } from '../../../store/look.ts';
import type { Diagnosis } from '../../../views/diagnosis.ts';
import type { Settings } from '../settings.ts';
import { clocksAgree, told } from './told.ts';

const waitMs = 5_000;

/** The process itself, by what it says of itself. */
export async function lookAtProcess({ host, port }: Pick<Settings, 'host' | 'port'>): Promise<Diagnosis> {
  const about = 'the App';
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const address = `http://${name.includes(':') ? `[${name}]` : name}:${port}/readyz`;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(waitMs), redirect: 'error' });
    if (answer.ok) return { is: 'well', about, what: `it runs at ${address} and is ready` };
    return {
      is: 'ill',
      about,
      what: `it runs and is not ready: ${(await answer.text()).trim().slice(0, 300)}`,
      remedy: 'Its log says why.',
    };
  } catch {
    return {
      is: 'unsure',
      about,
      what: `nothing answers at ${address}`,
      remedy: 'Start it with npm run app, or set HOST and PORT as where it runs.',
    };
  }
}

/** Where ticks are kept. The folder of an embedded one is not opened: whoever runs on it has it for itself. */
export async function lookAtDatabase(database: Settings['database']): Promise<Diagnosis[]> {
  const about = 'database';
  if ('folder' in database) return [folderOf(database, about)];
  const found = await told(about, () => reach(database.url));
  if (!('value' in found)) return [found];
  const { server, version, newest, ahead } = found.value;
  const tables = version === null ? 'without tables yet: the App makes them' : `with tables of version ${version}`;
  return [
    version !== null && version > newest
      ? {
          is: 'ill',
          about,
          what: `its tables are of version ${version}, and this Gonogo knows ${newest}`,
          remedy: 'Run the Gonogo that made them, or a newer one.',
        }
      : { is: 'well', about, what: `PostgreSQL ${server} answers, ${tables}` },
    ...(Math.abs(ahead) > clocksAgree
      ? [
          {
            is: 'ill' as const,
            about,
            what: `its clock is ${Math.round(ahead / 1000)} seconds off ours`,
            remedy: 'Let both systems set theirs (NTP).',
          },
        ]
      : []),
  ];
}

async function reach(url: string) {
  try {
    return await lookAtServer(url);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const remedy = 'Check DATABASE_URL, and that the server runs and can be reached from here.';
    throw new ProblemError({ code: 'store.unreachable', message: `the server cannot be used: ${why}`, remedy });
  }
}

function folderOf({ folder, isEphemeral }: { readonly folder: string; readonly isEphemeral: boolean }, about: string): Diagnosis {
  const real = realFolder(folder);
  const why = whyEphemeral(real, surroundings());
  if (why !== undefined) {
    const what = `${folder} would not keep what people tick: ${why}`;
    return isEphemeral
      ? { is: 'unsure', about, what: `${what} (allowed, as for a trial)` }
      : { is: 'ill', about, what, remedy: 'Use a folder on a disk that stays, or a server (DATABASE_URL).' };
  }
  return existsSync(real)
    ? { is: 'well', about, what: `it is in ${folder}, on a disk that stays` }
    : { is: 'unsure', about, what: `${folder} is not there yet: the App makes it` };
}
