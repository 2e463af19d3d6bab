import { epochOf } from '../../ground/instant.ts';
import { plainOutput } from '../../views/check-run/plain.ts';
import type { Place } from '../ports/place.ts';
import type { Held, SubjectRow } from '../ports/store.ts';
import type { World } from '../world.ts';

interface RepositoryMemory {
  readonly format: 'gonogo/repository/1';
  /** By name of the check: when it was last shown to the platform. */
  readonly introduced: { readonly [name: string]: string };
}

interface Introducing {
  readonly held: Held;
  readonly world: World;
  readonly place: Place;
  readonly branch: string;
  readonly tip: string;
  /** Nothing where none is asked of the default branch. */
  readonly name: string | undefined;
}

/** GitHub lets one choose checks that were there in the last seven days. */
const introducedDays = 6;
const dayMs = 86_400_000;

/**
 * A run on the tip of the default branch, so that the check can be chosen in a ruleset. Where it is required as ours there is no need, nor
 * where the tip has one already.
 */
export async function introduce(introducing: Introducing): Promise<void> {
  const { held, world, place, branch, tip, name } = introducing;
  const { repoId } = place;
  const key = `${repoId}/repository`;
  const row = await world.store.read.subject(key);
  const { introduced } = repositoryMemoryIn(row);
  const isNew = name !== undefined && (await isUnknown(introducing, introduced[name]));
  if (isNew) {
    const wish = { sha: tip, externalId: `${repoId}/${tip}/${name}`, output: plainOutput(name, { is: 'introduced' }) };
    await world.platform.createCheck({ place, wish, confirm: held.confirm });
  }
  if (!isNew && row?.head === tip) return;
  const now = { ...introduced, ...(isNew && { [name]: world.now() }) };
  const memory: RepositoryMemory = { format: 'gonogo/repository/1', introduced: now };
  await held.write((writes) =>
    writes.saveSubject({ key, repoId, kind: 'repository', number: null, head: tip, base: branch, isOpen: true, memory }),
  );
}

async function isUnknown({ world, place, branch, tip, name = '' }: Introducing, last: string | undefined): Promise<boolean> {
  if (last !== undefined && epochOf(world.now()) - epochOf(last) < introducedDays * dayMs) return false;
  if ((await world.platform.requirement({ place, branch, check: name })) === 'ours') return false;
  return (await world.platform.check({ place, sha: tip, name })) === undefined;
}

function repositoryMemoryIn(row: SubjectRow | undefined): RepositoryMemory {
  const kept: unknown = row?.memory;
  return isRepositoryMemory(kept) ? kept : { format: 'gonogo/repository/1', introduced: {} };
}

function isRepositoryMemory(value: unknown): value is RepositoryMemory {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === 'gonogo/repository/1';
}
