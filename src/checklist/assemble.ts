import { epochOf } from '../ground/instant.ts';
import { digest } from '../ground/json.ts';
import { nearest, type Problem, ProblemError } from '../ground/problem.ts';
import { own } from './bind.ts';
import type { Config, WrittenConfig } from './config.ts';
import { checkGraph } from './graph.ts';
import { distinguish, makeId } from './ids.ts';
import { buildItem, type ItemSource } from './item.ts';
import type { Item } from './model.ts';
import type { Freeze, Policy } from './policy.ts';
import { problemAt } from './problems.ts';
import { readEnd, readStart } from './times.ts';
import { readChecklist, type WrittenChecklist } from './written.ts';
import type { SourceText } from './yaml.ts';

const mostItems = 2_000;

export interface Parts {
  readonly config: Config;
  readonly checklists: readonly SourceText[];
  readonly commit: string;
}

/** Config and checklists, merged and checked against one another: a policy, or every problem in it. */
export function assemblePolicy({ config, checklists, commit }: Parts): Policy {
  const problems: Problem[] = [];
  const read = attempt(problems, () => checklists.map(readChecklist)) ?? [];
  const { written } = config;
  const items = itemsOf(read, config, problems);
  const freeze = freezesOf(config, problems);
  if (problems.length > 0) throw new ProblemError(...problems);
  const content = {
    format: 'gonogo/policy/1' as const,
    enforcement: written.enforcement ?? 'enforce',
    checklist: { title: read.map((each) => each.written.title).join(' + '), items },
    people: { ...written.people },
    targets: { ...written.targets },
    solo: written.solo ?? false,
    freeze,
    trust: { minimum: written.trust?.minimum ?? ('unchanged-workflow' as const) },
  };
  return { ...content, commit, digest: digest(content) };
}

/** Runs one step and keeps its problems, so that the next step can add its own. */
function attempt<T>(problems: Problem[], step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

function itemsOf(read: readonly WrittenChecklist[], config: Config, problems: Problem[]): Item[] {
  const sources = read.flatMap((each) => sourcesOf(each, config.written));
  const taken = new Map<string, number>();
  const items = sources.flatMap(({ source, report }) => {
    const ordinal = (taken.get(source.id) ?? 0) + 1;
    taken.set(source.id, ordinal);
    if (ordinal > 1 && source.written.id !== undefined) {
      report(
        {
          code: 'checklist.same-id',
          message: `the id ${source.id} is taken already`,
          remedy: 'Give each item an id of its own.',
        },
        problems,
      );
    }
    const id = source.written.id ?? distinguish(source.id, ordinal);
    const item = buildItem({ ...source, id, override: own(config.written.items, id) }, (fault) => report(fault, problems));
    return item ? [item] : [];
  });
  if (sources.length > mostItems) {
    problems.push({
      code: 'checklist.too-many-items',
      message: `there are ${sources.length} items; at most ${mostItems} are taken`,
      remedy: 'Split it by component.',
    });
  }
  if (problems.length === 0) problems.push(...unusedOverrides(items, config), ...checkGraph(items));
  return items;
}

type Report = (fault: Pick<Problem, 'code' | 'message' | 'remedy'>, problems: Problem[]) => void;

function sourcesOf({ document, written }: WrittenChecklist, config: WrittenConfig): { source: ItemSource; report: Report }[] {
  return written.sections.flatMap((section, s) =>
    section.items.map((item, i) => {
      const path = `sections.${s}.items.${i}`;
      const places = [{ kind: 'section' as const, id: makeId([section.title]), title: section.title }];
      const id = item.id ?? makeId([section.title, item.title]);
      const at = { file: document.file, line: document.where(path).line };
      const source = { id, written: item, override: undefined, phase: section.phase, path: places, config, at };
      return { source, report: (fault, problems) => problems.push(problemAt(document, path, fault)) };
    }),
  );
}

/** A word about an item that is not there is a typing mistake, and would be believed to hold. */
function unusedOverrides(items: readonly Item[], { document, written }: Config): Problem[] {
  const ids = new Set(items.map(({ id }) => id));
  const unused = Object.keys(written.items ?? {}).filter((id) => !ids.has(id));
  return unused.map((id) => {
    const meant = nearest(id, ids);
    const remedy = meant === undefined ? 'Use an id of the checklist.' : `Did you mean ${meant}?`;
    return problemAt(document, `items.${id}`, {
      code: 'config.no-such-item',
      message: `the checklist has no item ${id}`,
      remedy,
    });
  });
}

function freezesOf({ document, written }: Config, problems: Problem[]): Freeze[] {
  return (written.freeze ?? []).flatMap((window, index) => {
    const found: Problem[] = [];
    const read = attempt(found, () => ({ from: readStart(window.from), until: readEnd(window.until), reason: window.reason }));
    problems.push(...found.map((problem) => problemAt(document, `freeze.${index}`, problem)));
    if (read && epochOf(read.until) <= epochOf(read.from)) {
      const fault = { code: 'config.freeze', message: 'the freeze ends before it begins', remedy: 'Put `until` after `from`.' };
      problems.push(problemAt(document, `freeze.${index}`, fault));
    }
    return read ? [read] : [];
  });
}
