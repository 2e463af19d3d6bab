import { parseYaml } from '../../checklist/yaml.ts';
import { compileGlobs } from '../../ground/glob.ts';
import type { Json } from '../../ground/json.ts';
import { ProblemError } from '../../ground/problem.ts';

/** What a file of workflows, or of an action, puts to use. */
export interface Uses {
  /** Actions and workflows of the same repository, as paths from its root: `.github/actions/build`. */
  readonly local: readonly string[];
  /** Whether each job that uses Gonogo does nothing besides it but bring reports, all pinned to commits; null where no job uses it. */
  readonly isClean: boolean | null;
}

const mostBytes = 512 * 1024;

/** Undefined where it cannot be told. */
export function usesIn(file: string, text: string): Uses | undefined {
  try {
    const { value } = parseYaml({ file, text }, mostBytes);
    const jobs = valuesOf(fieldOf(value, 'jobs'));
    const steps = [...jobs.map(stepsOf), stepsOf(fieldOf(value, 'runs'))];
    const used = [...jobs, ...steps.flat()].flatMap((each) => textOf(fieldOf(each, 'uses')) ?? []);
    const local = used.filter((use) => use.startsWith('./')).map((use) => use.slice(2).replace(/\/+$/, ''));
    const own = jobs.map(stepsOf).filter((each) => each.some(isOurs));
    return { local: [...new Set(local)], isClean: own.length === 0 ? null : own.every((each) => each.every(isHarmless)) };
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

/**
 * Whether GitHub starts this workflow for what a merge queue makes for a branch. Where that cannot be told, one that speaks of it is taken
 * at its word: a queue that waits for nothing gives up by itself, and one that did not wait has merged.
 */
export function listensToQueue(file: string, text: string, branch: string): boolean {
  try {
    const on = fieldOf(parseYaml({ file, text }, mostBytes).value, 'on');
    if (on === queueEvent || (isList(on) && on.includes(queueEvent))) return true;
    const of = fieldOf(on, queueEvent);
    return of !== undefined && !leavesOut(of, branch);
  } catch (error) {
    if (error instanceof ProblemError) return text.includes(queueEvent);
    throw error;
  }
}

const queueEvent = 'merge_group';

function leavesOut(of: Json, branch: string): boolean {
  const [only, but] = ['branches', 'branches-ignore'].map((name) => fieldOf(of, name));
  return (only !== undefined && !isIn(only, branch)) || (but !== undefined && isIn(but, branch));
}

function isIn(patterns: Json, branch: string): boolean {
  const all = (isList(patterns) ? patterns : [patterns]).filter((each) => typeof each === 'string');
  return all.length > 0 && compileGlobs(all)(branch);
}

const ours = /^[\w.-]+\/gonogo(?:\/[\w./-]+)?@/i;
const bringing = /^actions\/download-artifact@/;
const pinned = /@[0-9a-f]{40}$/;

function isOurs(step: Json): boolean {
  return ours.test(textOf(fieldOf(step, 'uses')) ?? '');
}

function isHarmless(step: Json): boolean {
  const use = textOf(fieldOf(step, 'uses')) ?? '';
  return pinned.test(use) && (ours.test(use) || bringing.test(use));
}

function stepsOf(of: Json | undefined): readonly Json[] {
  const steps = fieldOf(of, 'steps');
  return isList(steps) ? steps : [];
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function fieldOf(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== 'object' || value === null || isList(value)) return undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function valuesOf(value: Json | undefined): readonly Json[] {
  return typeof value === 'object' && value !== null && !isList(value) ? Object.values(value) : [];
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
