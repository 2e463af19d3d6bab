import type { Scope } from './advisory.ts';
import { readJson } from './json.ts';
import { as } from './json-shape.ts';
import { type Source, wrong } from './source.ts';

/** For whom the packages of an npm lockfile are there. */
export interface Lockfile {
  /** By the folders in which a package stands. */
  scopeOf(nodes: ReadonlySet<string>): Scope;
  /** How many packages it locks. */
  readonly packages: number;
  /** Folders that were asked for and that it does not know: it belongs to another state of the code. */
  readonly missing: ReadonlySet<string>;
}

const entry = as.object({ dev: as.flag, devOptional: as.flag, link: as.flag });

/** `package-lock.json` of version 2 or 3: it says of each folder whether it is there for development only. */
export async function readLockfile(source: Source): Promise<Lockfile> {
  const isDev = new Map<string, boolean>();
  const onEntry = (value: NonNullable<typeof entry.holds>, key: string | number) => isDev.set(String(key), value.dev === true);
  const root = await readJson(source, as.object({ lockfileVersion: as.number, packages: as.map(as.each(entry, onEntry)) }));
  if (root?.packages === undefined) {
    throw wrong(source.name, {
      code: 'lockfile.shape',
      message: `This is no package-lock.json of version 2 or 3, but of version ${root?.lockfileVersion ?? 'unknown'}.`,
      remedy: 'Run npm install with npm 7 or newer, or name no lockfile and no scope.',
    });
  }
  const missing = new Set<string>();
  return {
    packages: isDev.size,
    missing,
    scopeOf: (nodes) => {
      const known = [...nodes].map((node) => isDev.get(node));
      for (const node of nodes) if (!isDev.has(node)) missing.add(node);
      if (known.length === 0 || known.includes(undefined)) return 'unknown';
      return known.every((each) => each === true) ? 'dev' : 'prod';
    },
  };
}
