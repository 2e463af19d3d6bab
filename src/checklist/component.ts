import { compileGlobs } from '../ground/glob.ts';
import type { WrittenConfig } from './config-schema.ts';
import type { Branch } from './outline.ts';
import type { Address, Policy } from './policy.ts';

/** The components that a change touches, for the facts. Null, and so unknown, when there are none to tell apart or the change is unknown. */
export function componentsOf(components: Policy['components'], changedPaths: readonly string[] | null): readonly string[] | null {
  if (components === undefined || changedPaths === null) return null;
  return Object.entries(components).flatMap(([name, { paths }]) => (changedPaths.some(compileGlobs(paths)) ? [name] : []));
}

/** All that a component asks stands in one section, and applies when the component is touched. */
export function sectionOf(name: string): Branch {
  return { kind: 'section', title: name, when: { component: [name] }, entries: [], at: { line: 1, column: 1 } };
}

type Targeted = Pick<WrittenConfig, 'targets' | 'components'>;

export interface Target {
  /** The one name that evidence is kept by. */
  readonly name: string;
  readonly address: Address;
  /** Where the configuration says it. */
  readonly path: string;
  readonly component?: string;
}

/** The targets of all, then those of each component. */
export function targetsOf({ targets = {}, components = {} }: Targeted): Target[] {
  return [
    ...Object.entries(targets).map(([name, address]) => ({ name, address, path: `targets.${name}` })),
    ...Object.entries(components).flatMap(([component, said]) =>
      Object.entries(said.targets ?? {}).map(([name, address]) => ({
        name: qualified(component, name),
        address,
        path: `components.${component}.targets.${name}`,
        component,
      })),
    ),
  ];
}

/** The target that a name means: for the items of a component one of its own first, then one of all. */
export function targetFor(name: string, component: string | undefined, config: Targeted): string {
  return component !== undefined && ownTargets(component, config).includes(name) ? qualified(component, name) : name;
}

export function ownTargets(component: string, { components = {} }: Targeted): string[] {
  const found = Object.hasOwn(components, component) ? components[component] : undefined;
  return Object.keys(found?.targets ?? {});
}

function qualified(component: string, name: string): string {
  return `${component}.${name}`;
}
