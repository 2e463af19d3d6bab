import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { isExpired } from '../../state/artifacts.ts';
import { likeRef } from '../../state/rules.ts';
import type { Artifact } from '../../state/ship.ts';
import { unzipped } from '../../state/unzip.ts';
import { problem } from '../problem.ts';
import type { StepWork } from '../step-work.ts';
import { inputsOf } from './inputs.ts';

const known = { name: '', 'artifact-ids': '', path: '', pattern: '', 'merge-multiple': 'false' };

/** `actions/download-artifact`, of its own run. */
export function download(step: StepWork): number {
  const inputs = inputsOf(step, 'actions/download-artifact', known);
  const { work, output } = step;
  const { world, run } = work.execution;
  const there = latest([...run.artifacts.values()].filter((each) => !isExpired(world, each)));
  const ids = inputs['artifact-ids'].split(',').map((each) => each.trim());
  const named = inputs.name !== '';
  const meant = there.filter(({ name, id }) => {
    if (named) return name === inputs.name;
    if (inputs['artifact-ids'] !== '') return ids.includes(String(id));
    return inputs.pattern === '' || likeRef(inputs.pattern).test(name);
  });
  if (meant.length === 0 && (named || inputs['artifact-ids'] !== ''))
    throw problem('actions/download-artifact', `Artifact not found for name: ${inputs.name || inputs['artifact-ids']}`);
  const target = resolve(work.machine.workspace, inputs.path);
  for (const artifact of meant) {
    unpack(artifact, named || inputs['merge-multiple'] === 'true' ? target : join(target, artifact.name));
    output.line(`Artifact ${artifact.name} was downloaded to ${target}`);
  }
  output.outputs.set('download-path', target);
  return 0;
}

/** Of each name the newest. */
function latest(artifacts: readonly Artifact[]): Artifact[] {
  return [...new Map(artifacts.map((each) => [each.name, each])).values()];
}

function unpack({ name, zip, mime }: Artifact, folder: string): void {
  const files = mime === 'application/zip' ? unzipped(zip) : new Map([[name, zip]]);
  for (const [path, content] of files) {
    const file = resolve(folder, path);
    if (relative(folder, file).startsWith('..')) throw problem('actions/download-artifact', `${path} leads out of the folder`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
