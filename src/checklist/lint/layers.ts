import { own } from '../bind.ts';
import type { Config } from '../config.ts';
import { ownWords } from '../control.ts';
import type { Item } from '../model.ts';
import { namesIn } from '../parameters.ts';
import type { Entry, Reading } from './reading.ts';

type Shared = 'items' | 'gates' | 'checklist' | 'section' | 'defaults';

/**
 * Who said a value, the last to win first: `items` and `gates` of the configuration, the item in its checklist, a section or group around
 * it, the control that it names, `defaults` of the configuration, or nobody, and then Gonogo's own default holds. What the baseline says
 * comes after what the repository says in the same way. `component` is the one whose checklist it is.
 */
export type SaidBy = Shared | `baseline ${Shared}` | 'component' | 'control' | 'default';

type Fields = { readonly [field: string]: unknown };

export interface Layer {
  readonly by: SaidBy;
  readonly said: Fields;
}

/** All that speaks of one item. In each list the first to speak wins. */
export interface Layers {
  readonly items: readonly Layer[];
  /** Settings of the gate that proves it, for the whole repository. */
  readonly gates: readonly Layer[];
  readonly checklist: Layer;
  readonly section: Layer;
  readonly control: Layer;
  readonly defaults: readonly Layer[];
}

export type Around = Pick<Reading, 'config' | 'baseline'>;

export function layersOf({ item, placed, control, isFromBaseline }: Entry, around: Around): Layers {
  const gate = item.proof.by === 'gate' ? item.proof.use.gate : undefined;
  const { proofs = [], ...fields } = control ?? {};
  const proof = proofs.find((each) => each.gate === gate);
  return {
    items: fromConfigs('items', around, ({ written }) => own(written.items, item.id)),
    gates: fromConfigs('gates', around, ({ written }) => (gate === undefined ? undefined : own(written.gates, gate))),
    checklist: { by: isFromBaseline ? 'baseline checklist' : 'checklist', said: ownWords(placed.leaf.said) },
    section: { by: isFromBaseline ? 'baseline section' : 'section', said: { ...placed.inherited } },
    control: { by: 'control', said: { ...fields, ...proof } },
    defaults: fromConfigs('defaults', around, ({ written }) => written.defaults),
  };
}

/** The repository first. */
function fromConfigs(by: Shared, { config, baseline }: Around, find: (config: Config) => Fields | undefined): Layer[] {
  return [{ by, said: find(config) ?? {} }, ...(baseline ? [{ by: `baseline ${by}` as const, said: find(baseline) ?? {} }] : [])];
}

export function whoSaid(field: string, layers: readonly Layer[]): SaidBy {
  return firstTo(field, layers)?.by ?? 'default';
}

export function firstTo(field: string, layers: readonly Layer[]): Layer | undefined {
  return layers.find(({ said }) => Object.hasOwn(said, field));
}

/** The same layers, one field deeper. */
export function inside(field: string, layers: readonly Layer[]): Layer[] {
  return layers.map(({ by, said }) => ({ by, said: fieldsOf(said[field]) }));
}

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** The layers of a setting of the gate: the whole repository's stand above the checklist, and an item's above both. */
export function settingLayers({ items, gates, checklist, control }: Layers): Layer[] {
  return [...items, ...gates, checklist, control];
}

/** The layers of all else that an item says. */
export function ownLayers({ items, checklist, control }: Layers): Layer[] {
  return [...items, checklist, control];
}

/** Who gave the values that a control leaves open. Those beside another control that the item named before are not heard. */
export function parameterLayers({ items, checklist, control }: Layers, { control: id }: Item): Layer[] {
  const isBeside = checklist.said['control'] === undefined || checklist.said['control'] === id;
  return [
    ...inside('parameters', items),
    ...(isBeside ? inside('parameters', [checklist]) : []),
    { ...control, said: fieldsOf(control.said['parameters']) },
  ];
}

/** Who filled what a control wrote with a parameter in it: whoever gave the parameter, and else the control itself. */
export function filledBy(value: unknown, parameters: readonly Layer[]): SaidBy {
  const given = namesIn(value).map((name) => whoSaid(name, parameters));
  return given.find((by) => by !== 'control' && by !== 'default') ?? 'control';
}
