import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { type Config, isPath } from '../../checklist/config.ts';
import type { Outlines } from '../../checklist/outline.ts';
import { problemAt } from '../../checklist/problems.ts';
import { readOutlines } from '../../checklist/read.ts';
import type { SourceText } from '../../checklist/yaml.ts';
import { ProblemError, problemsIn } from '../../ground/problem.ts';
import { readProfile } from './bundled.ts';
import { readText } from './files.ts';

/** More than any checklist; the reader of each file has a lower limit of its own. */
const maxBytes = 4 * 1024 * 1024;

export interface Wanted {
  readonly config: Pick<Config, 'document' | 'checklists' | 'components'>;
  readonly root: string;
  /** Under which name people know a file of this root. */
  readonly nameOf?: (file: string) => string;
}

export interface Brought extends Required<Outlines> {
  readonly texts: readonly SourceText[];
}

/** Every checklist that a configuration names, each read once. What cannot be read is handed back, to be told with all else. */
export async function readChecklists(wanted: Wanted): Promise<Brought> {
  const { checklists, components } = wanted.config;
  const names = [...new Set([...checklists, ...Object.values(components).flat()])];
  const settled = await Promise.allSettled(names.map((name) => readChecklistText(name, wanted)));
  const read = settled.map((each) => (each.status === 'fulfilled' ? each.value : undefined));
  const texts = read.filter((each) => each !== undefined);
  const outlines = await readOutlines(texts);
  const byFile = new Map(outlines.checklists.map((outline) => [outline.file, outline]));
  const outlinesOf = (some: readonly string[]) => some.flatMap((name) => byFile.get(read[names.indexOf(name)]?.file ?? '') ?? []);
  return {
    texts,
    checklists: outlinesOf(checklists),
    components: Object.fromEntries(Object.entries(components).map(([name, own]) => [name, outlinesOf(own)])),
    unreadable: [
      ...settled.flatMap((each) => (each.status === 'rejected' ? problemsIn(each.reason) : [])),
      ...outlines.unreadable,
    ],
  };
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
