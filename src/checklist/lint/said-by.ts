import type { Json } from '../../ground/json.ts';
import type { Item } from '../model.ts';
import {
  type Around,
  fieldsOf,
  filledBy,
  firstTo,
  inside,
  type Layer,
  type Layers,
  layersOf,
  ownLayers,
  parameterLayers,
  type SaidBy,
  settingLayers,
  whoSaid,
} from './layers.ts';
import type { Entry } from './reading.ts';

/** The last word on each field of an item; settings of a gate by their key: `limits.lines`. */
export type Sayings = { readonly [field: string]: SaidBy };

type Saying = readonly [field: string, by: SaidBy];

/** Named only where somebody said them. */
const plain = [
  'title',
  'why',
  'how',
  'criteria',
  'after',
  'references',
  'owner',
  'due',
  'support',
  'locked',
  'always',
  'notApplicable',
  'enforceFrom',
  'debt',
] as const;

export function saidBy(entry: Entry, around: Around): Sayings {
  const { item } = entry;
  const layers = layersOf(entry, around);
  const { items, checklist, section, control, defaults } = layers;
  const named = (keys: readonly string[], from: readonly Layer[]): Saying[] => keys.map((field) => [field, whoSaid(field, from)]);
  const given = parameterLayers(layers, item);
  return Object.fromEntries([
    ...named(['level', 'phase'], [...items, checklist, section, control]),
    ...conditionSayings(entry, layers),
    ...proofSayings(item, layers),
    ...named(['asked', 'onPush'], [...ownLayers(layers), ...defaults]),
    ...named(plain, ownLayers(layers)).filter(([, by]) => by !== 'default'),
    ...Object.keys(item.parameters).map((name): Saying => [`parameters.${name}`, whoSaid(name, given)]),
  ]);
}

/** The item's own condition is said as a whole; what is around it adds the fields that it leaves out. */
function conditionSayings({ item, placed }: Entry, { items, checklist, section }: Layers): Saying[] {
  const nearest = firstTo('when', [...items, checklist]);
  const from = inside('when', [...(nearest ? [nearest] : []), section]);
  return Object.keys(item.when ?? {}).map((field): Saying => {
    const isComponent = field === 'component' && placed.component !== undefined;
    return [`when.${field}`, isComponent ? 'component' : whoSaid(field, from)];
  });
}

function proofSayings(item: Item, layers: Layers): Saying[] {
  const { proof } = item;
  const named = (field: string, from = ownLayers(layers)): Saying => [field, whoSaid(field, from)];
  switch (proof.by) {
    case 'sign-off':
      return [named('signOff')];
    case 'items':
      return [named('rollUp')];
    case 'person':
      return [
        named('who', [...ownLayers(layers), ...layers.defaults]),
        ...(proof.evidence === undefined ? [] : [named('evidence')]),
      ];
    case 'gate': {
      const { target, origin, source, limits } = proof.use;
      return [
        named('gate'),
        ...(target === undefined ? [] : [named('target', settingLayers(layers))]),
        ...(origin === undefined ? [] : [named('origin')]),
        ...(proof.acceptNotApplicable === undefined ? [] : [named('acceptNotApplicable')]),
        ...settingSayings('source', source, { layers, item }),
        ...settingSayings('limits', limits, { layers, item }),
      ];
    }
  }
}

function settingSayings(field: 'source' | 'limits', value: Json, { layers, item }: { layers: Layers; item: Item }): Saying[] {
  const from = inside(field, settingLayers(layers));
  const given = parameterLayers(layers, item);
  return Object.keys(fieldsOf(value)).map((key): Saying => {
    const layer = firstTo(key, from);
    const by = layer?.by === 'control' ? filledBy(layer.said[key], given) : (layer?.by ?? 'default');
    return [`${field}.${key}`, by];
  });
}
