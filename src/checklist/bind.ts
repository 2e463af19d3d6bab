import type { GateUse } from '../gates/engine/contract.ts';
import { type Issue, issuesOf, sayIssues } from '../gates/engine/validate.ts';
import { gateById, gates } from '../gates/registry.ts';
import type { Json } from '../ground/json.ts';
import { nearest, type Problem } from '../ground/problem.ts';
import { ownTargets, targetFor, targetsOf } from './component.ts';
import type { WrittenConfig } from './config-schema.ts';
import type { ItemFields, WrittenSupport } from './fields.ts';

type Fault = Pick<Problem, 'code' | 'message' | 'remedy'>;

/** `configured`: its inputs are there, so it proves · `inactive`: it could, once they are · `faulty`: what is there is wrong. */
export type Binding =
  | { readonly is: 'configured'; readonly use: GateUse }
  | { readonly is: 'inactive'; readonly use: GateUse }
  | { readonly is: 'faulty'; readonly fault: Fault };

type Settings = { readonly [key: string]: Json };
type Wanted = Pick<ItemFields, 'target' | 'source' | 'limits' | 'origin'> & {
  readonly gate: string;
  /** The one whose checklist asks: its own targets are looked at first. */
  readonly component?: string | undefined;
};

/**
 * Merges an item's own words with the config's section for the gate and for the item, last wins, and says whether the gate can prove it.
 * A binding whose inputs nobody configured leaves the item to people, so that a bundled checklist works before anything is set up.
 */
export function bind(wanted: Wanted, override: ItemFields | undefined, config: WrittenConfig): Binding {
  const gate = gateById(wanted.gate);
  if (gate === undefined) return { is: 'faulty', fault: noSuchGate(wanted.gate) };
  const section = own(config.gates, gate.id);
  const named = override?.target ?? section?.target ?? wanted.target;
  const target = named === undefined ? undefined : targetFor(named, wanted.component, config);
  const source = merge(wanted.source, section?.source, override?.source);
  const limits = merge(wanted.limits, section?.limits, override?.limits);
  const origin = override?.origin ?? wanted.origin;
  const use = { gate: gate.id, ...(target !== undefined && { target }), source, limits, ...(origin !== undefined && { origin }) };
  if (gate.needs.includes('target')) {
    if (target === undefined) return { is: 'inactive', use };
    const targets = targetsOf(config).map(({ name }) => name);
    if (!targets.includes(target)) {
      const meant = nearest(target, [
        ...(wanted.component === undefined ? [] : ownTargets(wanted.component, config)),
        ...targets,
      ]);
      return meant === undefined ? { is: 'inactive', use } : { is: 'faulty', fault: noSuchTarget(target, meant) };
    }
  } else if (!gate.needs.includes('platform') && section === undefined && Object.keys(source).length === 0) {
    // A gate that reads files says which; the platform is there without anybody's saying so.
    return { is: 'inactive', use };
  }
  const sourceIssues = issuesOf(gate.source, source);
  if (sourceIssues.length > 0 && sourceIssues.every(({ keyword }) => keyword === 'required')) return { is: 'inactive', use };
  const limitIssues = issuesOf(gate.limits, limits);
  if (sourceIssues.length + limitIssues.length === 0) return { is: 'configured', use };
  const said = [
    ...sourceIssues.map((issue) => ({ ...issue, from: own(section?.source, topOf(issue)) === undefined ? '' : 'source.' })),
    ...limitIssues.map((issue) => ({ ...issue, from: own(section?.limits, topOf(issue)) === undefined ? '' : 'limits.' })),
  ].map(({ from, path, ...issue }) => ({
    ...issue,
    path: from === '' ? path : `gates.${gate.id}.${from}${path} of the configuration`,
  }));
  return { is: 'faulty', fault: badSettings(gate.id, sayIssues(said)) };
}

function topOf({ path }: Issue): string {
  return path.split('.')[0] ?? '';
}

/** Support is only shown, but a wrong one is a mistake all the same. */
export function bindSupport(support: readonly WrittenSupport[], config: WrittenConfig, component?: string): Binding[] {
  return support.map((wanted) => bind({ ...wanted, component }, undefined, config));
}

/** An object read from a file has only the keys that stand in it. */
export function own<T>(record: { readonly [key: string]: T } | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

function merge(...layers: readonly (Settings | undefined)[]): Settings {
  return Object.assign({}, ...layers);
}

export function noSuchGate(name: string): Fault {
  const meant = nearest(
    name,
    gates.map(({ id }) => id),
  );
  const remedy = meant === undefined ? `Use one of: ${gates.map(({ id }) => id).join(', ')}.` : `Did you mean ${meant}?`;
  return { code: 'checklist.no-such-gate', message: `there is no gate named ${name}`, remedy };
}

function noSuchTarget(name: string, meant: string): Fault {
  return { code: 'checklist.no-such-target', message: `there is no target named ${name}`, remedy: `Did you mean ${meant}?` };
}

function badSettings(gate: string, said: string): Fault {
  return {
    code: 'checklist.gate-settings',
    message: `the gate ${gate} does not take this: ${said}`,
    remedy: `docs/gates/${gate}.md lists what it takes.`,
  };
}
