import { epochOf } from '../../ground/instant.ts';
import type { Json } from '../../ground/json.ts';
import { checkNameOf } from '../../verdict/conclusion.ts';
import { plainOutput } from '../../views/check-run/plain.ts';
import type { PolicyAnswer } from '../policy/policies.ts';
import { listsBase } from '../policy/release.ts';
import type { Place } from '../ports/place.ts';
import type { ListedPull } from '../ports/platform.ts';
import type { Held, SubjectRow } from '../ports/store.ts';
import type { Wanted } from '../ports/tasks.ts';
import { memoryIn } from '../pull/memory.ts';
import { secondsAfter } from '../rhythm.ts';
import type { World } from '../world.ts';

/** Looks whether anything in a repository is not as it is known: events get lost. */
export async function sweepRepository(held: Held, world: World): Promise<void> {
  const repoId = Number(held.key);
  const { read } = world.store;
  const [known, rows] = await Promise.all([read.place(repoId), read.openSubjects(repoId)]);
  if (known === undefined) return held.done();
  world.requirements.forget(repoId);
  const found = await world.platform.repository(known);
  if (found === undefined || found.place.repoId !== repoId) return held.done();
  const { place, branch, tip } = found;
  const policy: PolicyAnswer = tip === null ? { is: 'none' } : await world.policies.at({ place, commit: tip });
  // Where nothing is asked and nothing was, there is nothing to look at.
  const listed = policy.is === 'none' && rows.length === 0 ? [] : await allPulls(world, place);
  const wanted = wantedOf({ rows, listed, place, now: world.now() });
  await held.write(async (writes) => {
    await writes.savePlace(place);
    await writes.want(wanted);
  });
  if (tip !== null && policy.is === 'read' && listsBase(policy.policy.releases, branch, branch)) {
    await introduce({ held, world, place, branch, tip, name: checkNameOf(policy.policy.enforcement) });
  }
  await held.done();
}

async function allPulls(world: World, place: Place): Promise<ListedPull[]> {
  const all: ListedPull[] = [];
  let after: string | undefined;
  do {
    // Each page begins where the one before ends.
    // oxlint-disable-next-line no-await-in-loop
    const { found, next } = await world.platform.openPulls({ place, ...(after !== undefined && { after }) });
    all.push(...found);
    after = next;
  } while (after !== undefined);
  return all;
}

interface Comparing {
  readonly rows: readonly SubjectRow[];
  readonly listed: readonly ListedPull[];
  readonly place: Place;
  readonly now: string;
}

/** What is new, has moved, is gone, or may have been ticked without our hearing of it. */
function wantedOf({ rows, listed, place, now }: Comparing): Wanted[] {
  const known = new Map(rows.map((row) => [row.number, row]));
  const open = new Set(listed.map(({ number }) => number));
  const moved = listed.filter(({ number, head, base }) => {
    const row = known.get(number);
    return row === undefined || row.head !== head || row.base !== base || memoryIn(row).board !== null;
  });
  const gone = rows.flatMap(({ kind, number }) =>
    kind === 'pull-request' && number !== null && !open.has(number) ? [number] : [],
  );
  return [...moved.map(({ number }) => number), ...gone].map((number) => ({
    kind: 'pull',
    key: `${place.repoId}/${number}`,
    installation: place.installation,
    due: now,
    isBackground: true,
  }));
}

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
  readonly name: string;
}

/** GitHub lets one choose checks that were there in the last seven days. */
const introducedDays = 6;
const dayMs = 86_400_000;

/** A run on the tip of the default branch, so that the check can be chosen in a ruleset. Where it is required as ours there is no need. */
async function introduce({ held, world, place, branch, tip, name }: Introducing): Promise<void> {
  const key = `${place.repoId}/repository`;
  const row = await world.store.read.subject(key);
  const { introduced } = repositoryMemoryIn(row);
  const last = introduced[name];
  if (last !== undefined && epochOf(world.now()) - epochOf(last) < introducedDays * dayMs) return;
  if ((await world.platform.requirement({ place, branch, check: name })) === 'ours') return;
  const wish = { sha: tip, externalId: `${place.repoId}/${tip}/${name}`, output: plainOutput(name, { is: 'introduced' }) };
  await world.platform.createCheck({ place, wish, confirm: held.confirm });
  const memory: RepositoryMemory = { format: 'gonogo/repository/1', introduced: { ...introduced, [name]: world.now() } };
  const saved: Json = JSON.parse(JSON.stringify(memory));
  await held.write((writes) =>
    writes.saveSubject({
      key,
      repoId: place.repoId,
      kind: 'repository',
      number: null,
      head: tip,
      base: branch,
      isOpen: true,
      memory: saved,
    }),
  );
}

function repositoryMemoryIn(row: SubjectRow | undefined): RepositoryMemory {
  const kept: unknown = row?.memory;
  return isRepositoryMemory(kept) ? kept : { format: 'gonogo/repository/1', introduced: {} };
}

function isRepositoryMemory(value: unknown): value is RepositoryMemory {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === 'gonogo/repository/1';
}

/** A branch has another tip: what goes into it is judged by another policy, and on the default branch everything may be. */
export async function sweepBranch(held: Held, world: World): Promise<void> {
  const at = held.key.indexOf('/');
  const repoId = Number(held.key.slice(0, at));
  const branch = held.key.slice(at + 1);
  const rows = await world.store.read.openSubjects(repoId);
  const place = await world.store.read.place(repoId);
  if (place === undefined) return held.done();
  const into = rows.filter(({ kind, base }) => kind === 'pull-request' && base === branch);
  const { installation } = place;
  const due = world.now();
  const pulls = into.map(({ number }): Wanted => ({ kind: 'pull', key: `${repoId}/${number}`, installation, due }));
  await held.write((writes) =>
    writes.want([
      ...pulls,
      { kind: 'repository', key: String(repoId), installation, due: secondsAfter(due, 1), isBackground: true },
    ]),
  );
  await held.done();
}
