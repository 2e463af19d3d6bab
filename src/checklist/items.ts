import { nearest, type Problem, problemsIn } from '../ground/problem.ts';
import { own } from './bind.ts';
import { type Catalogue, readCatalogue } from './catalogue.ts';
import type { Config } from './config.ts';
import type { WrittenConfig } from './config-schema.ts';
import { checkGraph } from './graph.ts';
import { buildItem, type ItemSource } from './item.ts';
import { loosenings } from './locked.ts';
import type { Item } from './model.ts';
import type { Placed } from './place.ts';
import { problemAt } from './problems.ts';
import type { SourceText } from './yaml.ts';

/** What items are made with besides their own words. */
export interface Material {
  /** All configs in one. */
  readonly written: WrittenConfig;
  /** The baseline's, if there is one, then the repository's. */
  readonly configs: readonly Config[];
  readonly catalogue: readonly SourceText[];
}

type Fault = Pick<Problem, 'code' | 'message' | 'remedy'>;

/** Every item in its place, built and checked against the others. */
export function buildItems(placed: readonly Placed[], material: Material, problems: Problem[]): Item[] {
  const { written, configs } = material;
  const catalogue = catalogueFor(placed, material, problems);
  if (catalogue === undefined) return [];
  const items = placed.flatMap((each) => {
    const place = (fault: Fault) => ({ ...fault, file: each.outline.file, ...each.leaf.at });
    if (each.isTaken) problems.push(place(sameId(each.id)));
    const faults: Fault[] = [];
    const source = { placed: each, override: own(written.items, each.id), config: written, catalogue };
    const item = buildItem(source, (fault) => faults.push(fault));
    const fromOverride = faults.length === 0 ? () => undefined : writerOf(source, configs);
    problems.push(...faults.map((fault) => fromOverride(fault) ?? place(fault)));
    if (item) problems.push(...againstBaseline(item, { placed: each, catalogue, configs, written }));
    return item ? [item] : [];
  });
  if (problems.length === 0) {
    problems.push(...configs.flatMap((config) => unusedOverrides(items, config)), ...checkGraph(items));
  }
  return items;
}

/** What is wrong only with what the config says of an item is wrong there, and not in the checklist. */
function writerOf(source: ItemSource, configs: readonly Config[]): (fault: Fault) => Problem | undefined {
  const { id } = source.placed;
  const writer = configs.findLast(({ written }) => own(written.items, id) !== undefined);
  if (writer === undefined) return () => undefined;
  const without = new Set<string>();
  buildItem({ ...source, override: undefined }, ({ code, message }) => without.add(`${code} ${message}`));
  return (fault) =>
    without.has(`${fault.code} ${fault.message}`) ? undefined : problemAt(writer.document, `items.${id}`, fault);
}

/** The catalogue is read only when something refers to it: most repositories never need it. */
function catalogueFor(placed: readonly Placed[], { written, catalogue }: Material, problems: Problem[]): Catalogue | undefined {
  const isNamed =
    placed.some(({ leaf }) => leaf.said.control !== undefined) ||
    Object.values(written.items ?? {}).some(({ control }) => control !== undefined);
  if (!isNamed) return new Map();
  try {
    return readCatalogue(catalogue);
  } catch (error) {
    problems.push(...problemsIn(error));
    return undefined;
  }
}

/** An item that the baseline locks is built a second time, from the baseline's words alone. */
function againstBaseline(
  item: Item,
  { placed, catalogue, configs, written }: { placed: Placed; catalogue: Catalogue } & Pick<Material, 'configs' | 'written'>,
): Problem[] {
  const [baseline, mine] = configs;
  if (baseline === undefined || mine === undefined) return [];
  const override = own(baseline.written.items, item.id);
  // Names of targets mean the same to both.
  const config = { ...baseline.written, ...(written.components && { components: written.components }) };
  const before = buildItem({ placed, override, config, catalogue }, () => undefined);
  const isLocked = before?.locked ?? override?.locked ?? placed.leaf.said.locked ?? false;
  if (!isLocked) return [];
  // What the baseline says wrongly cannot be compared.
  const looser = before === undefined ? ['all of it'] : loosenings(before, item);
  if (looser.length === 0) return [];
  const message = `the baseline locks ${item.id}, and this loosens ${looser.join(', ')}`;
  return [
    problemAt(mine.document, `items.${item.id}`, {
      code: 'config.loosens-baseline',
      message,
      remedy: 'Tighten it, or leave it as it is.',
    }),
  ];
}

function sameId(id: string): Fault {
  return { code: 'checklist.same-id', message: `the id ${id} is taken already`, remedy: 'Give each item an id of its own.' };
}

/** A word about an item that is not there is a typing mistake, and would be believed to hold. */
function unusedOverrides(items: readonly Item[], { document, written }: Config): Problem[] {
  const ids = new Set(items.map(({ id }) => id));
  const unused = Object.keys(written.items ?? {}).filter((id) => !ids.has(id));
  return unused.map((id) => {
    const meant = [...ids].find((each) => each.endsWith(`.${id}`)) ?? nearest(id, ids);
    const remedy = meant === undefined ? 'Use an id of the checklist.' : `Did you mean ${meant}?`;
    return problemAt(document, `items.${id}`, {
      code: 'config.no-such-item',
      message: `the checklist has no item ${id}`,
      remedy,
    });
  });
}
