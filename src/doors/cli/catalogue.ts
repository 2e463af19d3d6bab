import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceText } from '../../checklist/yaml.ts';
import { bundledFolder, readBundled } from './bundled.ts';

/** The files of the catalogue that comes with Gonogo, if anything in these texts can mean a control. */
export async function readCatalogueFor(texts: readonly SourceText[]): Promise<SourceText[]> {
  if (!texts.some(({ text }) => text.includes('control'))) return [];
  const files = (await readdir(join(await bundledFolder(), 'catalogue'))).filter((name) => name.endsWith('.yml'));
  return Promise.all(files.toSorted().map((name) => readBundled(`catalogue/${name}`, 'catalogue')));
}
