import { createClient } from '../../../github/client/client.ts';
import { createMemory } from '../../../github/client/memory.ts';
import { createPlatform } from '../../../github/platform.ts';
import { createStanding } from '../../../github/standing.ts';
import { formatProblem, problemsIn } from '../../../ground/problem.ts';
import type { Diagnosis } from '../../../views/diagnosis.ts';
import { type Environment, hasNoApp, readSettings } from '../settings.ts';
import { lookAtDatabase, lookAtProcess } from './here.ts';
import { lookAtPlatform } from './platform.ts';
import { lookAtRepositories } from './repositories.ts';
import { told } from './told.ts';

/** Everything that an App needs, looked at from where it runs. Nothing is changed. */
export async function examine(env: Environment, now: () => number = Date.now): Promise<Diagnosis[]> {
  if (hasNoApp(env)) {
    const remedy = 'npm run app helps to register one; or copy .env.example to .env and fill it in.';
    return [{ is: 'ill', about: 'settings', what: 'no App is named here', remedy }];
  }
  const read = settingsIn(env);
  if ('problems' in read) return read.problems;
  const { appId, privateKey, apiUrl: baseUrl, database } = read.settings;
  const options = { baseUrl, appId, privateKey, shared: createMemory(now) };
  const asked = createStanding(createClient(options));
  const list = asked.installed();
  const standing = { ...asked, installed: () => list };
  const [process, store, platform, installed] = await Promise.all([
    lookAtProcess(read.settings),
    lookAtDatabase(database),
    lookAtPlatform(standing, now),
    told('installations', standing.installed),
  ]);
  const open = 'value' in installed ? installed.value.filter(({ isSuspended }) => !isSuspended).map(({ id }) => id) : [];
  const repositories = open.length === 0 ? [] : await lookAtRepositories(createPlatform(options), open);
  return [{ is: 'well', about: 'settings', what: 'all are there' }, process, ...store, ...platform, ...repositories];
}

function settingsIn(env: Environment) {
  try {
    return { settings: readSettings(env) };
  } catch (error) {
    const problems = problemsIn(error).map(
      (problem): Diagnosis => ({
        is: 'ill',
        about: 'settings',
        what: formatProblem({ ...problem, remedy: '' }).trimEnd(),
        remedy: problem.remedy,
      }),
    );
    return { problems };
  }
}
