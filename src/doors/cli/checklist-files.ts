import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Baseline } from '../../checklist/baseline.ts';
import { type Config, isPath } from '../../checklist/config.ts';
import { type Gathered, gatherChecklists } from '../../checklist/gather.ts';
import { problemAt } from '../../checklist/problems.ts';
import type { SourceText } from '../../checklist/yaml.ts';
import { ProblemError } from '../../ground/problem.ts';
import { readProfile } from './bundled.ts';
import { readText } from './files.ts';

/** More than any checklist; the reader of each file has a lower limit of its own. */
const maxBytes = 4 * 1024 * 1024;

export interface Wanted {
  readonly config: Pick<Config, 'document' | 'checklists' | 'components'>;
  readonly baseline?: Baseline | undefined;
  readonly root: string;
  /** Under which name people know a file of this root. */
  readonly nameOf?: (file: string) => string;
}

/** Every checklist that a configuration names, from this folder or from what comes with Gonogo. */
export function readChecklists(wanted: Wanted): Promise<Gathered> {
  const { config, baseline } = wanted;
  return gatherChecklists({ config, baseline, textOf: (name) => readChecklistText(name, wanted) });
}

async function readChecklistText(file: string, { config, root, nameOf = (same) => same }: Wanted): Promise<SourceText> {
  if (!isPath(file)) return readProfile(file);
  const path = resolve(root, file);
  if (isAbsolute(file) || !(await isInside(root, path))) {
    const message = `the checklist ${file} is outside of the repository`;
    const remedy = 'Keep it in the repository and write its path from the root.';
    throw new ProblemError(
      problemAt(config.document, placeOf(file, config), { code: 'config.checklist-outside', message, remedy }),
    );
  }
  return readChecklistFile(nameOf(file), path);
}

/** Where the configuration names a checklist first. */
function placeOf(file: string, { checklists, components }: Wanted['config']): string {
  const component = Object.entries(components).find(([, own]) => own.includes(file));
  return component === undefined || checklists.includes(file) ? 'checklist' : `components.${component[0]}.checklist`;
}

/** Links are followed first: what they lead to is what would be read. */
export async function isInside(root: string, path: string): Promise<boolean> {
  const inside = relative(await realpath(root), await realpath(path).catch(() => path));
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

/** A checklist wherever it is, under the name that people know it by. */
export async function readChecklistFile(file: string, path: string): Promise<SourceText> {
  // Markdown is as old as its author's editor; what is ours to define is UTF-8.
  const encoding = /\.ya?ml$/i.test(file) ? 'utf-8' : 'guessed';
  return { file, text: await readText({ name: file, path, maxBytes, what: 'checklist', encoding }) };
}
