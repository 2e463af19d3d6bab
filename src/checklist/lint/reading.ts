import { assemblePolicy, type Parts } from '../assemble.ts';
import { mergeOutlines } from '../baseline.ts';
import { type Catalogue, type Control, readCatalogue } from '../catalogue.ts';
import { type Config, readConfig } from '../config.ts';
import type { Item } from '../model.ts';
import type { Outline } from '../outline.ts';
import { type Placed, placeItems } from '../place.ts';
import type { Policy } from '../policy.ts';
import type { SourceText } from '../yaml.ts';

/** An item as it is judged, beside the place where somebody wrote it. */
export interface Entry {
  readonly item: Item;
  readonly placed: Placed;
  /** What the item builds on, if it names a control. */
  readonly control?: Control;
  /** It stands in a checklist of the baseline. */
  readonly isFromBaseline: boolean;
}

/** A policy with all that it was made of: what people ask about, and what a verdict does not need. */
export interface Reading {
  readonly config: Config;
  /** The configuration that it extends. */
  readonly baseline?: Config;
  /** Each as often as it is asked: two components may share one. */
  readonly outlines: readonly Outline[];
  readonly policy: Policy;
  readonly entries: readonly Entry[];
  /** A checklist read without the configuration of a repository: nobody is mapped and no gate is set up. */
  readonly isAlone: boolean;
}

/** Reads config and checklists for people who ask about them, or throws every problem in them. */
export function understand(parts: Parts): Reading {
  return { ...readingOf(parts), isAlone: false };
}

/** One checklist, judged as if the configuration said nothing. */
export function understandAlone(checklist: Outline, catalogue: readonly SourceText[] = []): Reading {
  const config = readConfig({ file: 'no configuration', text: 'version: 1\nchecklist: ./alone\n' });
  return { ...readingOf({ config, checklists: [checklist], commit: 'workspace', catalogue }), isAlone: true };
}

function readingOf(parts: Parts): Omit<Reading, 'isAlone'> {
  const policy = assemblePolicy(parts);
  const { checklists, components } = mergeOutlines(parts.baseline, parts);
  const outlines = [...checklists, ...Object.values(components).flat()];
  const { baseline } = parts;
  const below = new Set([...(baseline?.checklists ?? []), ...Object.values(baseline?.components ?? {}).flat()]);
  const items = new Map(policy.checklist.items.map((item) => [item.id, item]));
  const isBuiltOn = policy.checklist.items.some(({ control }) => control !== undefined);
  const controls: Catalogue = isBuiltOn ? readCatalogue(parts.catalogue ?? []) : new Map();
  const entries = placeItems(checklists, components).flatMap((placed) => {
    const item = items.get(placed.id);
    if (item === undefined) return [];
    const control = item.control === undefined ? undefined : controls.get(item.control);
    return [{ item, placed, ...(control && { control }), isFromBaseline: below.has(placed.outline) }];
  });
  return { config: parts.config, ...(baseline && { baseline: baseline.config }), outlines, policy, entries };
}
