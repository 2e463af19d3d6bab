import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SourceText } from '../../checklist/yaml.ts';
import { readText } from './files.ts';

const maxBytes = 4 * 1024 * 1024;

/** The files of the catalogue that comes with Gonogo, if anything in these texts can mean a control. */
export async function readCatalogueFor(texts: readonly SourceText[]): Promise<SourceText[]> {
  if (!texts.some(({ text }) => text.includes('control'))) return [];
  const folder = await catalogueFolder(import.meta.dirname);
  if (folder === undefined) return [];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yml')).toSorted();
  return Promise.all(names.map((name) => readOne(name, folder)));
}

async function readOne(name: string, folder: string): Promise<SourceText> {
  const file = `catalogue/${name}`;
  return { file, text: await readText({ name: file, path: join(folder, name), maxBytes, what: 'catalogue' }) };
}

/** In the sources and in the package it lies at different heights above this file. */
async function catalogueFolder(from: string): Promise<string | undefined> {
  const folder = join(from, 'checklists/catalogue');
  if ((await stat(folder).catch(() => undefined))?.isDirectory() === true) return folder;
  return dirname(from) === from ? undefined : catalogueFolder(dirname(from));
}
