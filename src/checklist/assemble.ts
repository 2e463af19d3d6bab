import { epochOf } from '../ground/instant.ts';
import { digest } from '../ground/json.ts';
import { type Problem, ProblemError, problemsIn } from '../ground/problem.ts';
import { type Baseline, conflicts, mergeConfigs } from './baseline.ts';
import type { Config } from './config.ts';
import { checkConfig } from './config-check.ts';
import type { WrittenConfig } from './config-schema.ts';
import { buildItems, type Material } from './items.ts';
import type { Item } from './model.ts';
import type { Outline, Outlines } from './outline.ts';
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
export function assemblePolicy({ config, checklists, unreadable = [], commit, catalogue = [], baseline }: Parts): Policy {
  const problems: Problem[] = [...(baseline?.unreadable ?? []), ...unreadable];
  const outlines = [...(baseline?.checklists ?? []), ...checklists];
  const written = baseline ? mergeConfigs(baseline.config.written, config.written) : config.written;
  if (baseline) problems.push(...conflicts(baseline.config.written, config));
  else if (config.extended !== undefined) problems.push(withoutBaseline(config));
  const configs = [...(baseline ? [baseline.config] : []), config];
  problems.push(...configs.flatMap(({ document, written: said }) => checkConfig(document, said)));
  const items = itemsOf(outlines, { written, configs, catalogue }, problems);
  const freeze = configs.flatMap((each) => freezesOf(each, problems));
  if (problems.length > 0) throw new ProblemError(...problems);
  const content = {
    format: 'gonogo/policy/1' as const,
    enforcement: written.enforcement ?? 'enforce',
    checklist: { title: outlines.map(({ title }) => title).join(' + '), items },
    people: { ...written.people },
    targets: { ...written.targets },
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
    ...(components && { components: { ...components } }),
    ...(releases && { releases }),
    ...(check && { check }),
    ...(verification && { verification }),
    ...(rollback && { rollback }),
  };
}

function itemsOf(outlines: readonly Outline[], material: Material, problems: Problem[]): Item[] {
  for (const outline of outlines) {
    checkOutline(
      outline,
      (fault, { line, column, path }) =>
        problems.push({ ...fault, file: outline.file, line, column, ...(path !== undefined && { path }) }),
      material.written,
    );
  }
  const placed = placeItems(outlines);
  if (placed.length === 0 && outlines.length === 0 && problems.length === 0) problems.push(noChecklist(material));
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
