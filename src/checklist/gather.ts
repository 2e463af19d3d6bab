import { problemsIn } from '../ground/problem.ts';
import type { Baseline } from './baseline.ts';
import type { Config } from './config.ts';
import type { Outlines } from './outline.ts';
import { readOutlines } from './read.ts';
import type { SourceText } from './yaml.ts';

export interface Gathered extends Required<Outlines> {
  readonly texts: readonly SourceText[];
}

export interface Gathering {
  readonly config: Pick<Config, 'checklists' | 'components'>;
  /** Of a component that it has, the checklist is its own. */
  readonly baseline?: Pick<Baseline, 'config'> | undefined;
  /** The text behind a name in the configuration, or its problems. */
  readonly textOf: (name: string) => Promise<SourceText>;
}

/** Every checklist that a configuration names, each read once. What cannot be read is handed back, to be told with all else. */
export async function gatherChecklists({ config, baseline, textOf }: Gathering): Promise<Gathered> {
  const known = baseline?.config.written.components ?? {};
  const components = Object.entries(config.components).filter(([name]) => !Object.hasOwn(known, name));
  const names = [...new Set([...config.checklists, ...components.flatMap(([, own]) => own)])];
  const settled = await Promise.allSettled(names.map((name) => textOf(name)));
  const read = settled.map((each) => (each.status === 'fulfilled' ? each.value : undefined));
  const texts = read.filter((each) => each !== undefined);
  const outlines = await readOutlines(texts);
  const byFile = new Map(outlines.checklists.map((outline) => [outline.file, outline]));
  const outlinesOf = (some: readonly string[]) => some.flatMap((name) => byFile.get(read[names.indexOf(name)]?.file ?? '') ?? []);
  return {
    texts,
    checklists: outlinesOf(config.checklists),
    components: Object.fromEntries(components.map(([name, own]) => [name, outlinesOf(own)])),
    unreadable: [
      ...settled.flatMap((each) => (each.status === 'rejected' ? problemsIn(each.reason) : [])),
      ...outlines.unreadable,
    ],
  };
}
