import { epochOf } from '../ground/instant.ts';
import { digest } from '../ground/json.ts';
import { nearest, type Problem, ProblemError } from '../ground/problem.ts';
import { own } from './bind.ts';
import type { Config } from './config.ts';
import { checkGraph } from './graph.ts';
import { buildItem } from './item.ts';
import type { Item } from './model.ts';
import type { Outline } from './outline.ts';
import { placeItems } from './place.ts';
import type { Freeze, Policy } from './policy.ts';
import { problemAt } from './problems.ts';
import { readOutline } from './read.ts';
import { readEnd, readStart } from './times.ts';
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
  const outlines = checklists.flatMap((source) => attempt(problems, () => [readOutline(source)]) ?? []);
  const { written } = config;
  const items = itemsOf(outlines, config, problems);
  const freeze = freezesOf(config, problems);
  if (problems.length > 0) throw new ProblemError(...problems);
  const content = {
    format: 'gonogo/policy/1' as const,
    enforcement: written.enforcement ?? 'enforce',
    checklist: { title: outlines.map(({ title }) => title).join(' + '), items },
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

function itemsOf(outlines: readonly Outline[], config: Config, problems: Problem[]): Item[] {
  const placed = placeItems(outlines);
  const items = placed.flatMap((each) => {
    const report = (fault: Fault) => problems.push({ ...fault, file: each.file, ...each.leaf.at });
    if (each.isTaken) report(sameId(each.id));
    const item = buildItem({ placed: each, override: own(config.written.items, each.id), config: config.written }, report);
    return item ? [item] : [];
  });
  if (placed.length > mostItems) problems.push(tooMany(placed.length));
  if (problems.length === 0) problems.push(...unusedOverrides(items, config), ...checkGraph(items));
  return items;
}

type Fault = Pick<Problem, 'code' | 'message' | 'remedy'>;

function sameId(id: string): Fault {
  return { code: 'checklist.same-id', message: `the id ${id} is taken already`, remedy: 'Give each item an id of its own.' };
}

function tooMany(count: number): Fault {
  const message = `there are ${count} items; at most ${mostItems} are taken`;
  return { code: 'checklist.too-many-items', message, remedy: 'Split it by component.' };
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
