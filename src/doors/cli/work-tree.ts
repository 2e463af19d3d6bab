import { lstat, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { assemblePolicy, type Parts } from '../../checklist/assemble.ts';
import type { Baseline } from '../../checklist/baseline.ts';
import { configFile, readConfig } from '../../checklist/config.ts';
import type { Policy } from '../../checklist/policy.ts';
import type { SourceText } from '../../checklist/yaml.ts';
import { type Problem, ProblemError, problemsIn } from '../../ground/problem.ts';
import { readCatalogueFor } from './catalogue.ts';
import { isInside, readChecklists } from './checklist-files.ts';
import { readText } from './files.ts';

/** More than any configuration; its reader has a lower limit. */
const maxBytes = 4 * 1024 * 1024;

/** The folder that is judged: the nearest one upwards with a configuration, but never beyond the repository. */
export async function findRoot(from: string): Promise<string> {
  for (let folder = from; ; folder = dirname(folder)) {
    // Each step depends on the one before.
    // oxlint-disable-next-line no-await-in-loop
    const [hasConfig, isTop] = await Promise.all([exists(join(folder, configFile)), exists(join(folder, '.git'))]);
    if (hasConfig || isTop) return folder;
    if (dirname(folder) === folder) return from;
  }
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

/** Where the configuration is, as named by a person or by custom. */
export interface Place {
  readonly root: string;
  readonly cwd: string;
  readonly config: string | undefined;
  /** A checkout of the repository that `_extends` names. */
  readonly baseline?: string | undefined;
}

/** The policy of a work tree, or every problem in it. */
export async function readPolicy(place: Place): Promise<Policy | readonly Problem[]> {
  try {
    return assemblePolicy(await readParts(place));
  } catch (error) {
    return problemsIn(error);
  }
}

/** What the policy of a work tree is made of, or every problem in reading it. */
export async function readParts(place: Place): Promise<Parts> {
  const source = await readConfigText(place);
  const config = readConfig(source);
  const below =
    config.extended === undefined || place.baseline === undefined ? undefined : await readBaseline(place.baseline, place.cwd);
  const { texts, ...outlines } = await readChecklists({ config, baseline: below?.baseline, root: place.root });
  const catalogue = await readCatalogueFor([source, ...texts, ...(below?.texts ?? [])]);
  return { config, ...outlines, commit: 'workspace', catalogue, ...(below && { baseline: below.baseline }) };
}

/** Its problems are told under the name of the folder, since both repositories have files of the same names. */
async function readBaseline(folder: string, cwd: string): Promise<{ baseline: Baseline; texts: SourceText[] }> {
  const file = join(folder, configFile);
  const source = await readConfigText({ root: cwd, cwd, config: file });
  const config = readConfig(source, { isBaseline: true });
  const { texts, ...outlines } = await readChecklists({
    config,
    root: resolve(cwd, folder),
    nameOf: (name) => join(folder, name),
  });
  return { baseline: { config, ...outlines }, texts: [source, ...texts] };
}

async function readConfigText({ root, cwd, config }: Place): Promise<SourceText> {
  const file = config ?? configFile;
  const path = config === undefined ? join(root, configFile) : resolve(cwd, config);
  if (config === undefined && !(await exists(path))) {
    throw new ProblemError({
      code: 'config.missing',
      message: `there is no configuration in ${root}`,
      remedy: 'Write one: gonogo check --help shows the smallest that judges something.',
      file,
    });
  }
  if (config === undefined && !(await isInside(root, path))) {
    throw new ProblemError({
      code: 'config.outside',
      message: `${configFile} leads out of the repository`,
      remedy: 'Keep the configuration itself there, not a link; --config reads another file.',
      file,
    });
  }
  return { file, text: await readText({ name: file, path, maxBytes, what: 'configuration' }) };
}
