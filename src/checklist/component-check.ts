import type { Problem } from '../ground/problem.ts';
import { type Target, targetsOf } from './component.ts';
import type { Config } from './config.ts';
import type { WrittenConfig } from './config-schema.ts';
import { makeId } from './ids.ts';
import type { Components } from './outline.ts';
import { problemAt } from './problems.ts';

/** What components must be to one another, whichever configuration names them; `read` are the checklists that were brought. */
export function checkComponents(written: WrittenConfig, configs: readonly Config[], read: Components): Problem[] {
  const names = Object.keys(read);
  return [
    ...names.flatMap((name, index) => sameIds(name, names.slice(0, index), configs)),
    ...targetsOf(written).flatMap((target, index, all) => sameTarget(target, all.slice(0, index), configs)),
    ...configs.flatMap((config) => notRead(config, read)),
  ];
}

/** The configuration that speaks of a component: of two that say the same, the one that stands. */
function writerOf(component: string, configs: readonly Config[]): Config | undefined {
  return configs.find(({ written }) => Object.hasOwn(written.components ?? {}, component));
}

function sameIds(name: string, before: readonly string[], configs: readonly Config[]): Problem[] {
  const config = writerOf(name, configs);
  const other = before.find((each) => makeId([each]) === makeId([name]));
  if (config === undefined || other === undefined) return [];
  const message = `the ids of its items would begin with ${makeId([name])}, as those of ${other} do`;
  const remedy = 'Give one of them another name.';
  return [problemAt(config.document, `components.${name}`, { code: 'config.same-component', message, remedy })];
}

function sameTarget({ name, path, component }: Target, before: readonly Target[], configs: readonly Config[]): Problem[] {
  const config = component === undefined ? undefined : writerOf(component, configs);
  if (config === undefined || !before.some((each) => each.name === name)) return [];
  const message = `there is another target ${name} already`;
  return [problemAt(config.document, path, { code: 'config.same-target', message, remedy: 'Give one of them another name.' })];
}

/** Whoever brings fewer checklists than there are would ask less than was meant. */
function notRead({ document, components }: Config, read: Components): Problem[] {
  return Object.entries(components)
    .filter(([name, checklists]) => (read[name]?.length ?? 0) !== checklists.length)
    .map(([name]) =>
      problemAt(document, `components.${name}.checklist`, {
        code: 'config.checklist-not-read',
        message: `the checklist of the component ${name} was not read`,
        remedy: 'See whether its file is there.',
      }),
    );
}
