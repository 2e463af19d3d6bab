import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { profileFile } from '../../checklist/profiles.ts';
import type { SourceText } from '../../checklist/yaml.ts';
import { ProblemError } from '../../ground/problem.ts';
import { readText } from './files.ts';

const maxBytes = 4 * 1024 * 1024;

/** A bundled profile, read when somebody names it. */
export async function readProfile(name: string): Promise<SourceText> {
  return readBundled(profileFile(name), 'profile');
}

/** A file that comes with Gonogo, under the name that people see. */
export async function readBundled(file: string, what: string): Promise<SourceText> {
  const path = join(await bundledFolder(), file);
  return { file, text: await readText({ name: file, path, maxBytes, what }) };
}

/** In the sources and in the package it lies at different heights above this file. */
export async function bundledFolder(from = import.meta.dirname): Promise<string> {
  const folder = join(from, 'checklists');
  const has = async (name: string) => (await stat(join(folder, name)).catch(() => undefined))?.isDirectory() === true;
  if ((await has('catalogue')) && (await has('profiles'))) return folder;
  if (dirname(from) !== from) return bundledFolder(dirname(from));
  throw new ProblemError({
    code: 'cli.not-whole',
    message: 'the checklists that come with Gonogo are not where they should be',
    remedy: 'Install it again.',
  });
}
