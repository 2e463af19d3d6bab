import { viewArtifact } from '../../shown/runs.ts';
import { linkTo, removeArtifact } from '../../state/artifacts.ts';
import type { Artifact } from '../../state/ship.ts';
import { shippedFrom } from '../../state/shipped.ts';
import { found, runWith } from '../find.ts';
import { page } from '../pages.ts';
import { noContent, ok, onRepo, type RepoCall, type Route } from '../route.ts';

function allIn({ repo }: RepoCall): Artifact[] {
  return [...shippedFrom(repo).workflowRuns.values()].flatMap(({ artifacts }) => [...artifacts.values()]);
}

function artifactOf(call: RepoCall): Artifact {
  const id = Number(call.param('artifact_id'));
  return found(allIn(call).find((artifact) => artifact.id === id));
}

/** The newest first; one name may come several times. */
function list(call: RepoCall, artifacts: readonly Artifact[]) {
  const name = call.query.get('name');
  const items = artifacts.filter((artifact) => name === null || artifact.name === name).toSorted((a, b) => b.id - a.id);
  return page(call, { items, view: (artifact) => viewArtifact(call.world, artifact), under: 'artifacts' });
}

const reads = { app: ['actions:read'], role: 'read' } as const;
const writes = { app: ['actions:write'], role: 'write' } as const;
const at = '/repos/{owner}/{repo}/actions';

export const artifactRoutes: readonly Route[] = [
  onRepo(`GET ${at}/artifacts`, reads, (call) => list(call, allIn(call))),
  onRepo(`GET ${at}/runs/{run_id}/artifacts`, reads, (call) => list(call, [...runWith(call).artifacts.values()])),
  onRepo(`GET ${at}/artifacts/{artifact_id}`, reads, (call) => ok(viewArtifact(call.world, artifactOf(call)))),
  onRepo(`DELETE ${at}/artifacts/{artifact_id}`, writes, (call) => {
    removeArtifact(artifactOf(call));
    return noContent;
  }),
  onRepo(`GET ${at}/artifacts/{artifact_id}/{archive_format}`, reads, (call) => {
    found(call.param('archive_format') === 'zip');
    return { status: 302, headers: { location: linkTo(call.world, artifactOf(call)) } };
  }),
];
