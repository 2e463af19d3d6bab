import { resolve } from 'node:path';
import type { Parts } from '../../checklist/assemble.ts';
import { own } from '../../checklist/bind.ts';
import { type Config, isPath, noSuchProfile } from '../../checklist/config.ts';
import { type Reading, understand, understandAlone } from '../../checklist/lint/reading.ts';
import type { Outline } from '../../checklist/outline.ts';
import { placeItems } from '../../checklist/place.ts';
import { profileFile, profileNames } from '../../checklist/profiles.ts';
import { readOutline } from '../../checklist/read.ts';
import type { SourceText } from '../../checklist/yaml.ts';
import { ProblemError } from '../../ground/problem.ts';
import { readProfile } from './bundled.ts';
import { readCatalogueFor } from './catalogue.ts';
import { readChecklistFile } from './checklist-files.ts';
import { findRoot, isFolder, readParts } from './work-tree.ts';

/** Which checklist is meant, and by which configuration. */
export interface Wanted {
  /** A checklist, or a folder of a work tree; the work tree of `cwd` when nothing is named. */
  readonly name: string | undefined;
  readonly cwd: string;
  /** Another configuration than the usual one. */
  readonly config: string | undefined;
  readonly baseline?: string | undefined;
}

/** The policy of a work tree, or a checklist as if the configuration said nothing. */
export async function readNamed(wanted: Wanted): Promise<Reading> {
  const { name, cwd } = wanted;
  const folder = resolve(cwd, name ?? '.');
  if (name === undefined || (await isWorkTree(name, folder))) return understand(await partsAround(folder, wanted));
  const checklist = await readByName(name, cwd);
  return understandAlone(await readOutline(checklist), await readCatalogueFor([checklist]));
}

/** As `readNamed`, but a checklist is merged with the configuration of the work tree around `cwd`. */
export async function readMerged(wanted: Wanted): Promise<Reading> {
  const { name, cwd } = wanted;
  const path = resolve(cwd, name ?? '.');
  if (name === undefined || (await isWorkTree(name, path))) return understand(await partsAround(path, wanted));
  const root = await findRoot(cwd);
  const parts = await partsAround(cwd, wanted);
  const { checklists, components } = parts.config;
  const listed = [...checklists, ...Object.values(components).flat()].find((file) =>
    isPath(file) ? resolve(root, file) === path : file === name,
  );
  if (listed !== undefined) return only(isPath(listed) ? listed : profileFile(listed), understand(parts));
  const checklist = await readByName(name, cwd);
  const catalogue = [...(parts.catalogue ?? [])];
  const more = catalogue.length > 0 ? catalogue : await readCatalogueFor([checklist]);
  const outline = await readOutline(checklist);
  return understand({
    ...parts,
    config: aboutItemsOf(outline, parts.config),
    checklists: [outline],
    components: {},
    catalogue: more,
  });
}

async function partsAround(folder: string, { cwd, config, baseline }: Wanted): Promise<Parts> {
  return readParts({ root: await findRoot(folder), cwd, config, baseline });
}

/** The name of a profile means the profile; a folder of that name is `./essentials`. */
async function isWorkTree(name: string, path: string): Promise<boolean> {
  return !profileNames.includes(name) && (await isFolder(path));
}

async function readByName(name: string, cwd: string): Promise<SourceText> {
  if (isPath(name)) return readChecklistFile(name, resolve(cwd, name));
  if (profileNames.includes(name)) return readProfile(name);
  throw new ProblemError(noSuchProfile(name));
}

/** One file of a policy that was read whole, because its items may speak of those of the others. */
function only(file: string, reading: Reading): Reading {
  const outlines = reading.outlines.filter((outline) => outline.file === file);
  const entries = reading.entries.filter(({ placed }) => placed.outline.file === file);
  const checklist = { title: outlines[0]?.title ?? '', items: entries.map(({ item }) => item) };
  return { ...reading, outlines, entries, policy: { ...reading.policy, checklist } };
}

/** A checklist that the configuration does not name has not the items of those that it does. */
function aboutItemsOf(outline: Outline, config: Config): Config {
  const ids = placeItems([outline]).map(({ id }) => id);
  const items = ids.flatMap((id) => {
    const said = own(config.written.items, id);
    return said === undefined ? [] : [[id, said] as const];
  });
  return { ...config, components: {}, written: { ...config.written, items: Object.fromEntries(items) } };
}
