// Workflows as they stand in commits, with those that they call.
import type { Sha } from '../git/object.ts';
import { blobOf, commitOf, peel, treeOf } from '../git/store.ts';
import { entryAt } from '../git/tree.ts';
import type { Repo } from '../state/model.ts';
import { fullName } from '../state/repositories.ts';
import type { WorkflowRun } from '../state/ship.ts';
import type { World } from '../state/world.ts';
import type { Loaded } from './execution.ts';
import { problem } from './problem.ts';
import { readWorkflow } from './workflow.ts';

export const workflowFolder = '.github/workflows';
const deepest = 10;

export interface Place {
  readonly repo: Repo;
  readonly ref: string;
  readonly sha: Sha;
}

export function workflowsAt({ repo: { store }, sha }: Place): string[] {
  const folder = entryAt(store, commitOf(store, sha).tree, workflowFolder);
  if (folder?.mode !== '040000') return [];
  const files = treeOf(store, folder.sha).filter(({ name, mode }) => mode !== '040000' && /\.ya?ml$/.test(name));
  return files.map(({ name }) => `${workflowFolder}/${name}`);
}

export function sourceAt({ repo: { store }, sha }: Place, path: string): string | undefined {
  const entry = entryAt(store, commitOf(store, sha).tree, path);
  return entry === undefined || entry.mode === '040000' ? undefined : blobOf(store, entry.sha).toString('utf8');
}

export function loadWorkflow(world: World, place: Place, path: string): Loaded {
  return load(world, place, { path, depth: 0 });
}

function load(world: World, place: Place, { path, depth }: { readonly path: string; readonly depth: number }): Loaded {
  const source = sourceAt(place, path);
  const where = `${fullName(place.repo)}/${path}`;
  if (source === undefined) throw problem(where, `there is no such file at ${place.sha}`);
  if (depth > deepest) throw problem(where, `workflows call each other more than ${deepest} deep`);
  const workflow = readWorkflow(path, source);
  const calls = new Map<string, Loaded>();
  for (const { uses, id } of workflow.jobs) {
    if (uses === undefined || calls.has(uses)) continue;
    const called = placeOf(world, place, { uses, where: `${path} jobs.${id}.uses` });
    const loaded = load(world, called.place, { path: called.path, depth: depth + 1 });
    if (!('workflow_call' in loaded.workflow.on))
      throw problem(called.path, 'is not meant to be called: on has no workflow_call');
    calls.set(uses, loaded);
  }
  return { workflow, repo: place.repo, ref: place.ref, sha: place.sha, calls };
}

const remote = /^(?<repo>[\w.-]+\/[\w.-]+)\/(?<path>\.github\/workflows\/[^@/]+)@(?<ref>.+)$/;

function placeOf(world: World, caller: Place, { uses, where }: { uses: string; where: string }): { place: Place; path: string } {
  if (uses.startsWith(`./${workflowFolder}/`)) return { place: caller, path: uses.slice(2) };
  const { repo: name = '', path = '', ref = '' } = remote.exec(uses)?.groups ?? {};
  const repo = world.names.get(name.toLowerCase());
  if (repo === undefined) throw problem(where, `there is no ${uses} in the sandbox`);
  const named = [ref, `refs/tags/${ref}`, `refs/heads/${ref}`].find((each) => repo.refs.has(each));
  const sha = peel(repo.store, (named && repo.refs.get(named)) ?? ref);
  if (sha === undefined) throw problem(where, `${name} has no ${ref}`);
  return { place: { repo, ref: named ?? sha, sha }, path };
}

/** All that are called, however deep, as a run tells of them. */
export function referencedBy({ calls }: Loaded): WorkflowRun['referenced'] {
  return [...calls].flatMap(([uses, called]) => {
    const name = `${fullName(called.repo)}/${called.workflow.path}`;
    const asked = uses.startsWith('./') ? called.ref : uses.slice(uses.indexOf('@') + 1);
    const isRef = called.ref.startsWith('refs/');
    return [{ path: `${name}@${asked}`, sha: called.sha, ...(isRef && { ref: called.ref }) }, ...referencedBy(called)];
  });
}
