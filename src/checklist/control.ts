import { nearest, type Problem } from '../ground/problem.ts';
import type { Catalogue, Control } from './catalogue.ts';
import type { ItemFields, WrittenItem, WrittenSupport } from './fields.ts';
import { fill, resolve, say, type Values } from './parameters.ts';

type Fault = Pick<Problem, 'code' | 'message' | 'remedy'>;

/** What a control gives to one item, with its parameters put in. */
export interface Given {
  readonly id: string;
  readonly fields: ItemFields;
  readonly proofs: readonly WrittenSupport[];
  readonly parameters: Values;
}

/** The control that an item names, or nothing: because it names none, or because of faults that are reported. */
export function controlOf(
  { said, override, catalogue }: { said: WrittenItem; override: ItemFields | undefined; catalogue: Catalogue },
  report: (fault: Fault) => void,
): Given | undefined {
  const id = override?.control ?? said.control;
  // Parameters are for the control beside which they stand.
  const beside = override?.control === undefined || override.control === said.control ? said.parameters : undefined;
  const values = { ...beside, ...override?.parameters };
  if (id === undefined) {
    if (Object.keys(values).length > 0) report(withoutControl);
    return undefined;
  }
  const control = catalogue.get(id);
  if (control === undefined) {
    report(noSuchControl(id, catalogue));
    return undefined;
  }
  const parameters = resolve(control.parameters ?? {}, values, report);
  return { id, fields: fieldsOf(control, parameters), proofs: filledIn(control.proofs ?? [], parameters), parameters };
}

function fieldsOf({ id: _id, parameters: _parameters, proofs: _proofs, ...control }: Control, values: Values): ItemFields {
  const { title, why, how, criteria, references, support } = control;
  const put = (text: string) => say(text, values);
  return {
    ...control,
    title: put(title),
    ...(why !== undefined && { why: put(why) }),
    ...(how !== undefined && { how: put(how) }),
    ...(criteria && { criteria: criteria.map(put) }),
    ...(references && { references: references.map(put) }),
    ...(support && { support: filledIn(support, values) }),
  };
}

function filledIn(uses: readonly WrittenSupport[], values: Values): WrittenSupport[] {
  return uses.map(({ gate, target, source, limits }) => ({
    gate,
    ...(target !== undefined && { target: say(target, values) }),
    ...(source && { source: fillSettings(source, values) }),
    ...(limits && { limits: fillSettings(limits, values) }),
  }));
}

function fillSettings(settings: Values, values: Values): Values {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, fill(value, values)]));
}

/** What an item says in its checklist. There the id of a control may stand for a title, and is none. */
export function ownWords({ title, ...said }: WrittenItem): ItemFields {
  return title === said.control ? said : { ...said, title };
}

/** The fields of a control below those that the item says: a way of proof that is named there takes the control's own away. */
export function below(given: Given | undefined, nearer: ItemFields): ItemFields {
  if (given === undefined) return nearer;
  const { who, signOff, title, ...rest } = given.fields;
  const isOtherWay = nearer.signOff !== undefined || nearer.rollUp !== undefined;
  const keepsSignOff = !isOtherWay && nearer.who === undefined && nearer.gate === undefined;
  return {
    ...rest,
    ...(who && !isOtherWay && { who }),
    ...(signOff && keepsSignOff && { signOff }),
    ...nearer,
    ...(title !== undefined && nearer.title === undefined && { title }),
  };
}

type Wanted = WrittenSupport & Pick<ItemFields, 'origin'>;

/** The gates that may prove an item, best first: its own, on top of what its control says of the same gate, or those of its control. */
export function wantedProofs(
  { said, override, given }: { said: ItemFields; override: ItemFields | undefined; given: Given | undefined },
  report: (fault: Fault) => void,
): Wanted[] {
  const gate = override?.gate ?? said.gate;
  const proofs = said.signOff || said.rollUp || override?.signOff || override?.rollUp ? [] : (given?.proofs ?? []);
  const settings = gateKeys.filter((key) => said[key] !== undefined || override?.[key] !== undefined);
  if (gate !== undefined) return [onTop(proofs.find((proof) => proof.gate === gate) ?? { gate }, said)];
  const [only] = proofs;
  if (settings.length > 0 && (only === undefined || proofs.length > 1)) report(withoutGate(settings));
  return proofs.length === 1 && only ? [onTop(only, said)] : [...proofs];
}

const gateKeys = ['target', 'source', 'limits', 'origin', 'acceptNotApplicable'] as const;

function onTop(proof: WrittenSupport, said: ItemFields): Wanted {
  const target = said.target ?? proof.target;
  return {
    gate: proof.gate,
    ...(target !== undefined && { target }),
    source: { ...proof.source, ...said.source },
    limits: { ...proof.limits, ...said.limits },
    ...(said.origin !== undefined && { origin: said.origin }),
  };
}

function noSuchControl(id: string, catalogue: Catalogue): Fault {
  const meant = nearest(id, catalogue.keys());
  const remedy = meant === undefined ? 'docs/configuration.md says where the catalogue is.' : `Did you mean ${meant}?`;
  return { code: 'checklist.no-such-control', message: `the catalogue has no control ${id}`, remedy };
}

const withoutControl: Fault = {
  code: 'checklist.no-control',
  message: '`parameters` are for a control, and this item names none',
  remedy: 'Name a `control`, or take them out.',
};

function withoutGate(keys: readonly string[]): Fault {
  const message = `${keys.map((key) => `\`${key}\``).join(', ')} are for a gate, and it is not clear for which`;
  return { code: 'checklist.no-gate', message, remedy: 'Name the `gate`, or take them out.' };
}
