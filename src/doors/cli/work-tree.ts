import { lstat, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { assemblePolicy, type Parts } from '../../checklist/assemble.ts';
import type { Baseline } from '../../checklist/baseline.ts';
import { type Config, configFile, readConfig } from '../../checklist/config.ts';
import type { Policy } from '../../checklist/policy.ts';
import { readOutlines } from '../../checklist/read.ts';
import type { SourceText } from '../../checklist/yaml.ts';
import { type Problem, ProblemError, problemsIn } from '../../ground/problem.ts';
import { readCatalogueFor } from './catalogue.ts';
import { readText } from './files.ts';

/** More than any checklist; the reader of each file has a lower limit of its own. */
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
  const texts = await readChecklists(config, place);
  const [outlines, catalogue] = await Promise.all([readOutlines(texts), readCatalogueFor([source, ...texts])]);
  const parts = { config, ...outlines, commit: 'workspace', catalogue };
  return config.extended === undefined || place.baseline === undefined
    ? parts
    : { ...parts, baseline: await readBaseline(place.baseline, place.cwd) };
}

/** Its problems are told under the name of the folder, since both repositories have files of the same names. */
async function readBaseline(folder: string, cwd: string): Promise<Baseline> {
  const root = resolve(cwd, folder);
  const file = join(folder, configFile);
  const config = readConfig(await readConfigText({ root: cwd, cwd, config: file }), { isBaseline: true });
  const texts = await readChecklists(config, { root, cwd, config: undefined });
  return { config, ...(await readOutlines(texts.map((each) => ({ ...each, file: join(folder, each.file) })))) };
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

/** All that can be read are read, so that all problems come at once. */
async function readChecklists(config: Config, place: Place): Promise<SourceText[]> {
  const read = await Promise.allSettled(config.checklists.map((file) => readChecklistText(file, config, place)));
  const problems = read.flatMap((each) => (each.status === 'rejected' ? problemsIn(each.reason) : []));
  if (problems.length > 0) throw new ProblemError(...problems);
  return read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}

async function readChecklistText(file: string, { document }: Config, { root }: Place): Promise<SourceText> {
  const path = resolve(root, file);
  if (isAbsolute(file) || !(await isInside(root, path))) {
    throw new ProblemError({
      code: 'config.checklist-outside',
      message: `the checklist ${file} is outside of the repository`,
      remedy: 'Keep it in the repository and write its path from the root.',
      file: document.file,
      ...document.where('checklist'),
    });
  }
  return readChecklistFile(file, path);
}

/** Links are followed first: what they lead to is what would be read. */
async function isInside(root: string, path: string): Promise<boolean> {
  const inside = relative(await realpath(root), await realpath(path).catch(() => path));
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

/** A checklist wherever it is, under the name that people know it by. */
export async function readChecklistFile(file: string, path: string): Promise<SourceText> {
  // Markdown is as old as its author's editor; what is ours to define is UTF-8.
  const encoding = /\.ya?ml$/i.test(file) ? 'utf-8' : 'guessed';
  return { file, text: await readText({ name: file, path, maxBytes, what: 'checklist', encoding }) };
}
