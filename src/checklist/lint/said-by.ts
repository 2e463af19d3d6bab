import type { Json } from '../../ground/json.ts';
import { own } from '../bind.ts';
import type { WrittenConfig } from '../config-schema.ts';
import type { Item } from '../model.ts';
import type { Entry } from './reading.ts';

/**
 * Who said a value, the last to win first: `items` and `gates` of the configuration, the item in its checklist, a section or group around
 * it, the control that it names, `defaults` of the configuration, or nobody, and then Gonogo's own default holds.
 */
export type SaidBy = 'items' | 'gates' | 'checklist' | 'section' | 'control' | 'defaults' | 'default';

/** The last word on each field of an item; settings of a gate by their key: `limits.lines`. */
export type Sayings = { readonly [field: string]: SaidBy };

type Layer = readonly [by: SaidBy, said: { readonly [field: string]: unknown } | undefined];

const plain = ['title', 'why', 'how', 'criteria', 'after', 'references', 'owner', 'due', 'locked', 'always'] as const;
const times = ['notApplicable', 'enforceFrom', 'debt'] as const;

export function saidBy({ item, placed, control: built }: Entry, config: WrittenConfig): Sayings {
  const items: Layer = ['items', own(config.items, item.id)];
  const checklist: Layer = ['checklist', placed.leaf.said];
  const section: Layer = ['section', { ...placed.inherited }];
  const defaults: Layer = ['defaults', config.defaults];
  const { proofs = [], ...fields } = built ?? {};
  const gate = item.proof.by === 'gate' ? item.proof.use.gate : undefined;
  const control: Layer = ['control', { ...fields, ...proofs.find((proof) => proof.gate === gate) }];
  const named = (keys: readonly string[], layers: readonly Layer[]) =>
    keys.map((field) => [field, whoSaid(field, layers)] as const);
  return Object.fromEntries([
    ...named(['level', 'phase'], [items, checklist, section, control]),
    ...conditionSayings(item, [items, checklist, section]),
    ...proofSayings(item, { items, checklist, control, defaults }, config),
    ...named(['asked', 'onPush'], [items, checklist, control, defaults]),
    ...named([...plain, ...times], [items, checklist, control]).filter(([, by]) => by !== 'default'),
  ]);
}

function whoSaid(field: string, layers: readonly Layer[]): SaidBy {
  return layers.find(([, said]) => said !== undefined && Object.hasOwn(said, field))?.[0] ?? 'default';
}

/** Its fields come from the item and from all that is around it, the nearest last. */
function conditionSayings({ when }: Item, layers: readonly Layer[]): [string, SaidBy][] {
  const inside = layers.map(([by, said]): Layer => [by, fieldsOf(said?.['when'])]);
  return Object.keys(when ?? {}).map((field) => [`when.${field}`, whoSaid(field, inside)]);
}

interface ProofLayers {
  readonly items: Layer;
  readonly checklist: Layer;
  readonly control: Layer;
  readonly defaults: Layer;
}

function proofSayings(
  { proof }: Item,
  { items, checklist, control, defaults }: ProofLayers,
  config: WrittenConfig,
): [string, SaidBy][] {
  switch (proof.by) {
    case 'sign-off':
      return [['signOff', whoSaid('signOff', [items, checklist, control])]];
    case 'items':
      return [['rollUp', whoSaid('rollUp', [items, checklist])]];
    case 'person':
      return [['who', whoSaid('who', [items, checklist, control, defaults])]];
    case 'gate': {
      const layers: readonly Layer[] = [items, ['gates', own(config.gates, proof.use.gate)], checklist, control];
      return [
        ['gate', whoSaid('gate', [items, checklist, control])],
        ...(proof.use.target === undefined ? [] : [['target', whoSaid('target', layers)] satisfies [string, SaidBy]]),
        ...settingSayings('source', proof.use.source, layers),
        ...settingSayings('limits', proof.use.limits, layers),
      ];
    }
  }
}

function settingSayings(field: 'source' | 'limits', value: Json, layers: readonly Layer[]): [string, SaidBy][] {
  const inside = layers.map(([by, said]): Layer => [by, fieldsOf(said?.[field])]);
  return Object.keys(fieldsOf(value) ?? {}).map((key) => [`${field}.${key}`, whoSaid(key, inside)]);
}

function fieldsOf(value: unknown): { readonly [key: string]: unknown } | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
