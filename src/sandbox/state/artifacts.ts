import { refusal } from './refusal.ts';
import { attemptOf } from './runs.ts';
import type { Artifact, WorkflowRun } from './ship.ts';
import type { World } from './world.ts';
import { zipped } from './zip.ts';

export interface ArtifactWish {
  readonly name: string;
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** Instead of files: bytes as they are, whether they are a zip or not. */
  readonly zip?: Buffer;
  readonly retentionDays?: number;
  /** What the bytes are, where they are no zip. */
  readonly mime?: string;
  /** In the place of one of this name. */
  readonly overwrite?: boolean;
}

export type Naming = Pick<ArtifactWish, 'name' | 'overwrite'>;

const [minute, day] = [60_000, 24 * 3_600_000];
/** What one attempt may upload. */
export const mostArtifacts = 500;
const mostBytes = 256 * 1024 * 1024;
const mostFiles = 65_535;

/** As the upload action does. A name is taken once in an attempt; another attempt may take it again, and then both are listed. */
export function uploadArtifact(world: World, run: WorkflowRun, wish: ArtifactWish): Artifact {
  const twin = nameIsFree(run, wish);
  if (twin) run.artifacts.delete(twin.id);
  const now = world.clock.now();
  const artifact: Artifact = {
    id: world.nextId(),
    run,
    attempt: attemptOf(run).number,
    name: wish.name,
    zip: bytesOf(wish),
    mime: wish.mime ?? 'application/zip',
    createdAt: now,
    expiresAt: now + (wish.retentionDays ?? 90) * day,
  };
  run.artifacts.set(artifact.id, artifact);
  return artifact;
}

/** Refuses what cannot be; tells whose place it takes. */
export function nameIsFree(run: WorkflowRun, { name, overwrite }: Naming): Artifact | undefined {
  const { number: attempt, status } = attemptOf(run);
  if (status === 'completed') throw refusal('run-over', { message: 'A run that is over takes no artifacts.' });
  if (name === '' || /["<>|*?\r\n\\/:]/.test(name)) throw refusal('artifact', { message: 'The artifact name is not valid' });
  const own = [...run.artifacts.values()].filter((each) => each.attempt === attempt);
  const twin = own.find((each) => each.name === name);
  if (twin && overwrite !== true) throw refusal('artifact-twin');
  if (own.length >= mostArtifacts && !twin)
    throw refusal('artifact', { message: `A run has at most ${mostArtifacts} artifacts` });
  return twin;
}

function bytesOf({ files = {}, zip }: ArtifactWish): Buffer {
  const size = Object.values(files).reduce((sum, content) => sum + content.length, zip?.length ?? 0);
  if (size > mostBytes || Object.keys(files).length > mostFiles) {
    throw refusal('artifact', { message: 'The artifact is too large' });
  }
  return zip ?? zipped(files);
}

export function isExpired(world: World, { expiresAt }: Artifact): boolean {
  return expiresAt <= world.clock.now();
}

export function removeArtifact(artifact: Artifact): void {
  artifact.run.artifacts.delete(artifact.id);
}

/** Where it lies for a minute, for whoever knows the address. */
export function linkTo(world: World, artifact: Artifact): string {
  if (isExpired(world, artifact)) throw refusal('artifact-gone');
  const now = world.clock.now();
  for (const [name, { expiresAt }] of world.downloads) if (expiresAt <= now) world.downloads.delete(name);
  const name = world.random.hex(40);
  world.downloads.set(name, { artifact, expiresAt: now + minute });
  const kind = artifact.mime === 'application/zip' ? '.zip' : '';
  return `${world.origin}/-/artifacts/${artifact.id}${kind}?sig=${name}`;
}
