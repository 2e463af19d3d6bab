// Whether `on:` of a workflow means what happened.
import { diffTrees } from '../git/diff.ts';
import { mergeBase } from '../git/history.ts';
import { commitOf } from '../git/store.ts';
import type { Change } from '../state/change.ts';
import type { Occasion } from './occasion.ts';
import { problem } from './problem.ts';
import { type Fields, texts } from './shape.ts';
import type { Workflow } from './workflow.ts';

/** Which actions of an event count where none is named: all of them, but for these. */
const usualTypes: Readonly<Record<string, readonly string[]>> = {
  pull_request: ['opened', 'synchronize', 'reopened'],
  pull_request_target: ['opened', 'synchronize', 'reopened'],
  merge_group: ['checks_requested'],
};

const known: Readonly<Record<string, readonly string[]>> = {
  push: ['branches', 'branches-ignore', 'tags', 'tags-ignore', 'paths', 'paths-ignore'],
  pull_request: ['types', 'branches', 'branches-ignore', 'paths', 'paths-ignore'],
  pull_request_target: ['types', 'branches', 'branches-ignore', 'paths', 'paths-ignore'],
  merge_group: ['types', 'branches', 'branches-ignore'],
  workflow_run: ['types', 'workflows', 'branches', 'branches-ignore'],
};

export interface Happening {
  readonly change: Change;
  readonly occasion: Occasion;
}

export function isWanted({ on, path }: Workflow, happening: Happening): boolean {
  const { event } = happening.change;
  const filters = on[event];
  if (filters === undefined) return false;
  const where = `${path} on.${event}`;
  const may = known[event] ?? ['types'];
  const strange = Object.keys(filters).find((key) => !may.includes(key));
  if (strange !== undefined) throw problem(where, `the sandbox does not know "${strange}"; it knows ${may.join(', ')}`);
  return (
    isType(filters, happening, where) &&
    isRef(filters, happening, where) &&
    isPath(filters, happening, where) &&
    isOf(filters, happening)
  );
}

function isType(filters: Fields, { change: { action, event } }: Happening, where: string): boolean {
  const types = filters['types'] === undefined ? usualTypes[event] : texts(filters['types'], `${where}.types`);
  return types === undefined || action === undefined || types.includes(action);
}

function isOf(filters: Fields, { change: { about, event } }: Happening): boolean {
  if (event !== 'workflow_run') return true;
  const names = filters['workflows'];
  if (names === undefined) throw problem('on.workflow_run', 'names no workflows');
  return texts(names, 'workflows').includes(about.workflow_run?.workflow.name ?? '');
}

/** A push is meant by where it went, a pull request by where it wants to go. */
function isRef(filters: Fields, { change: { event, about }, occasion }: Happening, where: string): boolean {
  const [heads, tags] = ['refs/heads/', 'refs/tags/'];
  const group = about.merge_group;
  const ref = group ? group.baseRef.replace(/^/, heads) : event === 'push' ? occasion.ref : heads + occasion.baseRef;
  const name = ref.replace(/^refs\/(?:heads|tags)\//, '');
  const has = (...keys: readonly string[]) => keys.some((key) => filters[key] !== undefined);
  if (event === 'push' && ref.startsWith(tags)) {
    if (!has('tags', 'tags-ignore')) return !has('branches', 'branches-ignore');
    return passes(filters, { name, key: 'tags', where });
  }
  if (!has('branches', 'branches-ignore')) return !has('tags', 'tags-ignore');
  return passes(filters, { name, key: 'branches', where });
}

interface Question {
  readonly name: string;
  readonly key: string;
  readonly where: string;
}

function passes(filters: Fields, { name, key, where }: Question): boolean {
  const [only, without] = [filters[key], filters[`${key}-ignore`]];
  if (only !== undefined && !matchesAny(texts(only, `${where}.${key}`), name)) return false;
  return without === undefined || !matchesAny(texts(without, `${where}.${key}-ignore`), name);
}

function isPath(filters: Fields, { change, occasion }: Happening, where: string): boolean {
  const [only, without] = [filters['paths'], filters['paths-ignore']];
  if (only === undefined && without === undefined) return true;
  // Tags are not asked for their files.
  if (occasion.ref.startsWith('refs/tags/')) return true;
  const files = filesOf(change);
  if (only !== undefined) return files.some((file) => matchesAny(texts(only, `${where}.paths`), file));
  return files.some((file) => !matchesAny(texts(without, `${where}.paths-ignore`), file));
}

function filesOf({ repo, about }: Change): string[] {
  const { push, pull_request: issue } = about;
  if (!repo) return [];
  const head = push?.after ?? issue?.pull.headSha ?? '';
  const parent = repo.store.commits.get(head)?.parents[0];
  const base = issue
    ? mergeBase(repo.store, issue.pull.baseSha, head)
    : repo.store.commits.has(push?.before ?? '')
      ? push?.before
      : parent;
  const tree = (sha: string | undefined) => (sha === undefined ? null : commitOf(repo.store, sha).tree);
  return diffTrees(repo.store, tree(base), tree(head)).map(({ path }) => path);
}

/** The last pattern that fits decides; one with `!` takes back. */
export function matchesAny(patterns: readonly string[], name: string): boolean {
  let is = false;
  for (const pattern of patterns) {
    const without = pattern.startsWith('!');
    if (patternOf(without ? pattern.slice(1) : pattern).test(name)) is = !without;
  }
  return is;
}

/** One star stays within a part, two do not; `?` and `+` are about the sign before them. */
function patternOf(pattern: string): RegExp {
  const parts = pattern.replaceAll(/\*\*\/|\*\*|\*|\[[^\]]*\]|[?+]|\\.|[.^$(){}|]/g, (sign) => {
    if (sign === '**/') return '(?:.*/)?';
    if (sign === '**') return '.*';
    if (sign === '*') return '[^/]*';
    return /^[[?+\\]/.test(sign) ? sign : `\\${sign}`;
  });
  return new RegExp(`^${parts}$`);
}
