import { configFile } from '../../checklist/config.ts';
import type { Policy } from '../../checklist/policy.ts';
import { ownersPlaces } from '../policy/codeowners.ts';
import type { Place } from '../ports/place.ts';
import type { Platform } from '../ports/platform.ts';
import type { PullSnapshot, RunsSeen } from '../ports/snapshot.ts';
import type { Change } from '../pull/change.ts';
import { commitsBetween } from '../pull/facts.ts';
import { type Uses, usesIn } from './workflow-file.ts';

/** A commit that evidence is to speak of, and what it goes into. */
export interface Spoken extends Pick<PullSnapshot, 'place' | 'url'> {
  /** Null for what a merge queue made of several. */
  readonly number: number | null;
  readonly head: { readonly sha: string };
  readonly base: { readonly branch: string; readonly tip: { readonly sha: string } | null; readonly since: string | null };
  readonly runs: Pick<RunsSeen, 'over'>;
}

/** How a workflow of the repository stands to a pull request. */
export interface Standing {
  /** Why it is not known to be untouched; nothing where it is. */
  readonly touched: string | undefined;
  /** Its file at the head is that of the base, and so is all of the repository that it puts to use. */
  readonly isThatOfBase: boolean;
  readonly isClean: boolean;
}

export interface Asking {
  readonly platform: Platform;
  readonly snapshot: Pick<Spoken, 'place' | 'number' | 'head' | 'base'>;
  readonly policy: Policy;
  readonly change: Change | null;
}

/** Asked once for each workflow. What cannot be established is touched, and not clean. */
export function createWorkflows(asking: Asking): (path: string) => Promise<Standing> {
  const known = new Map<string, Promise<Standing>>();
  return (path) => {
    const standing = known.get(path) ?? standingOf(asking, path);
    known.set(path, standing);
    return standing;
  };
}

async function standingOf({ platform, snapshot, policy, change }: Asking, path: string): Promise<Standing> {
  const { place, head, base, number } = snapshot;
  const named = number === null ? 'this merge group' : 'this pull request';
  const unknown = (touched: string): Standing => ({ touched, isThatOfBase: false, isClean: false });
  if (change === null || base.tip === null) return unknown(`what ${named} changes could not be established`);
  const [there, here] = await Promise.all([base.tip.sha, head.sha].map((commit) => reach(platform, { place, commit }, path)));
  if (there === undefined || here === undefined) return unknown(`what ${path} puts to use could not be read`);
  const judging = policy.checklist.items.map(({ at }) => at.file);
  const local = [...there.local, ...here.local];
  const guarded = [path, lockFile, configFile, ...ownersPlaces, ...judging, ...local];
  const touched = change.paths.find((changed) => guarded.some((each) => isWithin(changed, each)));
  return {
    touched: touched === undefined ? undefined : `${named} changes ${touched}`,
    isThatOfBase: there.oid === here.oid && (await isAlike(platform, { place, before: base.tip.sha, after: head.sha, local })),
    isClean: here.isClean === true,
  };
}

interface Alike {
  readonly place: Place;
  readonly before: string;
  readonly after: string;
  readonly local: readonly string[];
}

/** Whether what is put to use is the same at two commits, with all that stands beside it. What cannot be told is not. */
async function isAlike(platform: Platform, { local, ...between }: Alike): Promise<boolean> {
  if (local.length === 0) return true;
  const change = await commitsBetween(platform, between);
  return change !== null && !change.paths.some((path) => [lockFile, ...local].some((each) => isWithin(path, each)));
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || folder === '' || path.startsWith(`${folder}/`);
}

/** By which actions of others are pinned. */
const lockFile = '.github/workflows/actions.lock';
const mostFiles = 60;

interface At {
  readonly place: Place;
  readonly commit: string;
}

interface Reached {
  readonly oid: string;
  readonly local: readonly string[];
  readonly isClean: boolean | null;
}

/** A workflow and all of the repository that it puts to use, at a commit; undefined where anything of it cannot be read. */
async function reach(platform: Platform, at: At, path: string): Promise<Reached | undefined> {
  const first = await read(platform, at, path);
  if (first === undefined) return undefined;
  const seen = new Set<string>();
  const cleans = [first.isClean];
  let waiting = [...first.local];
  while (waiting.length > 0) {
    const fresh = [...new Set(waiting)].filter((each) => !seen.has(each));
    for (const each of fresh) seen.add(each);
    if (seen.size > mostFiles) return undefined;
    // Each level is known only by the one before.
    // oxlint-disable-next-line no-await-in-loop
    const files = await Promise.all(fresh.map((each) => readLocal(platform, at, each)));
    if (files.includes(undefined)) return undefined;
    cleans.push(...files.map((file) => file?.isClean ?? null));
    waiting = files.flatMap((file) => file?.local ?? []);
  }
  const own = cleans.filter((each) => each !== null);
  return { oid: first.oid, local: [...seen], isClean: own.length === 0 ? null : own.every((each) => each) };
}

/** A workflow is named by its file, an action by its folder. */
async function readLocal(platform: Platform, at: At, path: string): Promise<Read | undefined> {
  if (/\.ya?ml$/.test(path)) return read(platform, at, path);
  const prefix = path === '' ? '' : `${path}/`;
  return (await read(platform, at, `${prefix}action.yml`)) ?? read(platform, at, `${prefix}action.yaml`);
}

type Read = Uses & { readonly oid: string };

async function read(platform: Platform, at: At, path: string): Promise<Read | undefined> {
  const file = await platform.file({ ...at, path });
  const uses = file.is === 'text' ? usesIn(path, file.text) : undefined;
  return file.is === 'text' && uses !== undefined ? { ...uses, oid: file.oid } : undefined;
}
