import { type Config, configFile, isPath } from '../../checklist/config.ts';
import type { Policy } from '../../checklist/policy.ts';
import { compileGlobs } from '../../ground/glob.ts';
import { type Digest, digest } from '../../ground/json.ts';
import type { GuardedFile } from '../../views/policy-change.ts';
import type { Change, ChangedFile } from '../pull/change.ts';
import { ownersPlaces } from './codeowners.ts';

/** What a change makes of the files that releases are judged by. */
export interface Guarded {
  /** Null where that could not be established. */
  readonly files: readonly (GuardedFile & ChangedFile)[] | null;
  /** Equal exactly when it makes the same of the same files of a branch: into another one it would change other rules. */
  readonly digest: Digest;
}

/** A policy, as far as it says which files it is made of. */
export interface Sources {
  readonly config: Pick<Config, 'checklists' | 'components'>;
  readonly policy: Pick<Policy, 'trust'>;
}

/** Nothing where it leaves them all alone. What cannot be compared has changed, and is another thing with each head. */
export function guardedIn(
  change: Change | null,
  at: { readonly head: string; readonly base: string },
  sources: readonly Sources[],
): Guarded | undefined {
  const { base } = at;
  if (change === null) return { files: null, digest: digest({ unknown: at }) };
  const kindOf = kindsBy(sources);
  const found = change.files.flatMap((file) => {
    const is = kindOf(file.path);
    return is === undefined ? [] : [{ ...file, is }];
  });
  if (found.length === 0) return undefined;
  return {
    files: found.map((file) => ({ ...file, becomes: becomes(file.mode) })),
    digest: digest({ base, files: found.map(({ path, mode, oid }) => [path, mode, oid]) }),
  };
}

const links: { readonly [mode: string]: GuardedFile['becomes'] } = { '120000': 'link', '160000': 'repository' };

function becomes(mode: string | null): GuardedFile['becomes'] {
  return mode === null ? 'nothing' : (links[mode] ?? 'file');
}

/** Where no workflow is named, evidence may come from any. Actions of the repository run inside of workflows whatever those are called. */
const workflows = ['.github/workflows/**'];
const actions = ['.github/actions/**'];

function kindsBy(sources: readonly Sources[]): (path: string) => GuardedFile['is'] | undefined {
  const named = sources.flatMap(({ config }) => [...config.checklists, ...Object.values(config.components).flat()]);
  const checklists = new Set(named.filter(isPath).map((name) => name.replace(/^(?:\.\/)+/, '')));
  const evidence = sources.map(({ policy: { trust } }) => compileGlobs(trust.workflows ?? workflows));
  const isAction = compileGlobs(actions);
  return (path) => {
    if (path === configFile) return 'configuration';
    if (checklists.has(path)) return 'checklist';
    if (ownersPlaces.includes(path)) return 'owners';
    return isAction(path) || evidence.some((matches) => matches(path)) ? 'workflow' : undefined;
  };
}
