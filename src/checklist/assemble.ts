import { epochOf } from '../ground/instant.ts';
import { digest } from '../ground/json.ts';
import { type Problem, ProblemError, problemsIn } from '../ground/problem.ts';
import { type Baseline, conflicts, mergeConfigs, mergeOutlines } from './baseline.ts';
import { targetsOf } from './component.ts';
import { checkComponents } from './component-check.ts';
import type { Config } from './config.ts';
import { checkConfig } from './config-check.ts';
import type { WrittenConfig } from './config-schema.ts';
import { buildItems, type Material } from './items.ts';
import type { Item } from './model.ts';
import type { Outlines } from './outline.ts';
import { checkOutline } from './patterns.ts';
import { placeItems } from './place.ts';
import type { Freeze, Policy } from './policy.ts';
import { problemAt } from './problems.ts';
import { readEnd, readStart } from './times.ts';
import type { SourceText } from './yaml.ts';

const mostItems = 2_000;

export interface Parts extends Outlines {
  readonly config: Config;
  readonly commit: string;
  /** Files of the catalogue, for items that name a control. They are read only then. */
  readonly catalogue?: readonly SourceText[];
  /** What the config extends. */
  readonly baseline?: Baseline;
}

/** Config and checklists, merged and checked against one another: a policy, or every problem in it. */
export function assemblePolicy(parts: Parts): Policy {
  const { config, commit, catalogue = [], baseline } = parts;
  const outlines = mergeOutlines(baseline, parts);
  const problems: Problem[] = [...outlines.unreadable];
  const written = baseline ? mergeConfigs(baseline.config.written, config.written) : config.written;
  if (baseline) problems.push(...conflicts(baseline.config.written, config));
  else if (config.extended !== undefined) problems.push(withoutBaseline(config));
  const configs = [...(baseline ? [baseline.config] : []), config];
  problems.push(...configs.flatMap(({ document, written: said }) => checkConfig(document, said)));
  // What could not be read has been said already.
  const clashes = outlines.unreadable.length === 0 ? checkComponents(written, configs, outlines.components) : [];
  problems.push(...clashes);
  const areDistinct = clashes.every(({ code }) => code !== 'config.same-component');
  const items = areDistinct ? itemsOf(outlines, { written, configs, catalogue }, problems) : [];
  const freeze = configs.flatMap((each) => freezesOf(each, problems));
  if (problems.length > 0) throw new ProblemError(...distinct(problems));
  const content = {
    format: 'gonogo/policy/1' as const,
    enforcement: written.enforcement ?? 'enforce',
    checklist: { title: titleOf(outlines), items },
    people: { ...written.people },
    targets: Object.fromEntries(targetsOf(written).map(({ name, address }) => [name, address])),
    solo: written.solo ?? false,
    freeze,
    trust: { ...written.trust, minimum: written.trust?.minimum ?? ('unchanged-workflow' as const) },
    ...carried(written),
  };
  return { ...content, commit, digest: digest(content) };
}

/** Runs one step and keeps its problems, so that the next step can add its own. */
function attempt<T>(problems: Problem[], step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    problems.push(...problemsIn(error));
    return undefined;
  }
}

/** Keys that are taken as they are written. What is not written stays away, so that it changes no digest. */
function carried({ environments, components, releases, check, verification, rollback }: WrittenConfig) {
  return {
    ...(environments && { environments }),
    ...(components && { components: pathsAndTags(components) }),
    ...(releases && { releases }),
    ...(check && { check }),
    ...(verification && { verification }),
    ...(rollback && { rollback }),
  };
}

/** What is asked of a component is in the items already, and where it lives is in the targets. */
function pathsAndTags(components: NonNullable<WrittenConfig['components']>): NonNullable<Policy['components']> {
  return Object.fromEntries(
    Object.entries(components).map(([name, { paths, tags }]) => [name, { paths, ...(tags && { tags }) }]),
  );
}

/** That of what all are asked; where there is none, those of the components. */
function titleOf({ checklists, components }: Required<Outlines>): string {
  const outlines = checklists.length > 0 ? checklists : Object.values(components).flat();
  return [...(checklists.length > 0 ? outlines : new Set(outlines))].map(({ title }) => title).join(' + ');
}

/** Two components that share a checklist have the same mistakes in it. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function itemsOf({ checklists, components }: Required<Outlines>, material: Material, problems: Problem[]): Item[] {
  const outlines = new Set([...checklists, ...Object.values(components).flat()]);
  for (const outline of outlines) {
    checkOutline(
      outline,
      (fault, { line, column, path }) =>
        problems.push({ ...fault, file: outline.file, line, column, ...(path !== undefined && { path }) }),
      material.written,
    );
  }
  const placed = placeItems(checklists, components);
  if (placed.length === 0 && outlines.size === 0 && problems.length === 0) problems.push(noChecklist(material));
  if (placed.length > mostItems) {
    problems.push(tooMany(placed.length));
    return [];
  }
  return buildItems(placed, material, problems);
}

function noChecklist({ configs }: Material): Problem {
  const fault = { code: 'checklist.empty', message: 'no checklist is named', remedy: 'Name one under `checklist`.' };
  const [config] = configs.slice(-1);
  return config ? problemAt(config.document, '', fault) : fault;
}

function tooMany(count: number): Problem {
  const message = `there are ${count} items; at most ${mostItems} are taken`;
  return { code: 'checklist.too-many-items', message, remedy: 'Split it by component.' };
}

function withoutBaseline({ document, extended = '' }: Config): Problem {
  return problemAt(document, '_extends', {
    code: 'config.no-baseline',
    message: `the baseline of ${extended} is not here`,
    remedy: 'Name a checkout of it with --baseline DIR, or take `_extends` out.',
  });
}

function freezesOf({ document, written }: Config, problems: Problem[]): Freeze[] {
  return (written.freeze ?? []).flatMap(({ from, until, reason, zone }, index) => {
    const found: Problem[] = [];
    const read = attempt(found, () => ({ from: readStart(from, zone), until: readEnd(until, zone), reason }));
    problems.push(...found.map((problem) => problemAt(document, `freeze.${index}`, problem)));
    if (read && epochOf(read.until) <= epochOf(read.from)) {
      const fault = { code: 'config.freeze', message: 'the freeze ends before it begins', remedy: 'Put `until` after `from`.' };
      problems.push(problemAt(document, `freeze.${index}`, fault));
    }
    return read ? [read] : [];
  });
}
