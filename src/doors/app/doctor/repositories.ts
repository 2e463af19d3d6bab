import { configFile, readConfig } from '../../../checklist/config.ts';
import { problemsIn } from '../../../ground/problem.ts';
import { warningsOf } from '../../../reconcile/policy/requirements.ts';
import type { Place } from '../../../reconcile/ports/place.ts';
import type { Platform, Requirement } from '../../../reconcile/ports/platform.ts';
import { checkNameOf } from '../../../verdict/conclusion.ts';
import type { Diagnosis } from '../../../views/diagnosis.ts';
import { told } from './told.ts';

type Asked = Pick<Platform, 'repositories' | 'repository' | 'file' | 'requirement'>;

/** More than anybody reads; each costs a few requests. */
const most = 50;

/** Whether the check is required where there is a configuration, and from us alone: one that nobody asks for blocks nothing. */
export async function lookAtRepositories(platform: Asked, installations: readonly number[]): Promise<Diagnosis[]> {
  const lists = await Promise.all(installations.map((id) => told('repositories', () => platform.repositories(id))));
  const failed = lists.flatMap((list) => ('value' in list ? [] : [list]));
  const places = lists.flatMap((list) => ('value' in list ? list.value : []));
  const looked = await Promise.all(places.slice(0, most).map((place) => lookAt(platform, place)));
  const more = places.length - most;
  const rest: Diagnosis[] = more > 0 ? [{ is: 'unsure', about: 'repositories', what: `${more} more were not looked at` }] : [];
  const found = looked.flat();
  const none: Diagnosis[] =
    found.length === 0 && failed.length === 0
      ? [
          {
            is: 'unsure',
            about: 'repositories',
            what: `none of ${places.length} has ${configFile}`,
            remedy: 'Add one on the default branch of a repository.',
          },
        ]
      : [];
  return [...failed, ...found, ...none, ...rest];
}

async function lookAt(platform: Asked, place: Place): Promise<Diagnosis[]> {
  const about = `${place.owner}/${place.name}`;
  const seen = await told(about, async () => {
    const here = await platform.repository(place);
    if (here === undefined || here.tip === null) return undefined;
    const file = await platform.file({ place, commit: here.tip, path: configFile });
    return { branch: here.branch, file };
  });
  if (!('value' in seen)) return [seen];
  if (seen.value === undefined || seen.value.file.is === 'none') return [];
  const { file, branch } = seen.value;
  if (file.is === 'unusable') return [{ is: 'ill', about, what: `${configFile} cannot be read: ${file.because}` }];
  return checksOf(platform, place, { branch, text: file.text });
}

async function checksOf(
  platform: Asked,
  place: Place,
  at: { readonly branch: string; readonly text: string },
): Promise<Diagnosis[]> {
  const about = `${place.owner}/${place.name}`;
  const written = writtenIn(at.text);
  if (!('releases' in written)) return [{ about, ...written }];
  // Patterns name no branch that could be asked for.
  const named = (written.releases?.base ?? [at.branch]).filter((base) => /^[\w./-]+$/.test(base));
  const check = checkNameOf(written.enforcement ?? 'enforce');
  const found = await Promise.all(
    named.map(async (branch): Promise<Diagnosis[]> => {
      const asked = await told(about, () => platform.requirement({ place, branch, check }));
      if (!('value' in asked)) return [asked];
      const warnings = warningsOf(asked.value, { branch, check });
      if (warnings.length === 0) return [{ is: 'well', about, what: wellOf(asked.value, { branch, check }) }];
      const is = asked.value === 'unknown' || written.enforcement === 'observe' ? 'unsure' : 'ill';
      return warnings.map((what) => ({ is, about, what }));
    }),
  );
  return found.flat();
}

function wellOf(requirement: Requirement, { branch, check }: { readonly branch: string; readonly check: string }): string {
  if (requirement === 'not-required') return `${check} is shown on ${branch} and blocks nothing, as it should`;
  return `${branch} requires ${check}, and takes it from this App alone`;
}

function writtenIn(text: string) {
  try {
    const { enforcement, releases } = readConfig({ file: configFile, text }).written;
    return { enforcement, releases };
  } catch (error) {
    const [problem] = problemsIn(error);
    return {
      is: 'ill' as const,
      what: `${configFile}: ${problem?.message ?? 'it cannot be read'}`,
      remedy: problem?.remedy ?? '',
    };
  }
}
