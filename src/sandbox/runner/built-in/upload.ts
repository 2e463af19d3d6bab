import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { uploadArtifact } from '../../state/artifacts.ts';
import { fullName } from '../../state/repositories.ts';
import { serverUrl } from '../github-values.ts';
import { problem } from '../problem.ts';
import type { StepWork } from '../step-work.ts';
import { inputsOf } from './inputs.ts';

const known = {
  name: 'artifact',
  path: '',
  'if-no-files-found': 'warn',
  'retention-days': '0',
  'compression-level': '6',
  overwrite: 'false',
  'include-hidden-files': 'false',
};

/** `actions/upload-artifact`. */
export function upload(step: StepWork): number {
  const inputs = inputsOf(step, 'actions/upload-artifact', known);
  const { work, output } = step;
  const { world, run } = work.execution;
  if (inputs.path === '') throw problem('actions/upload-artifact', 'path is not said');
  const files = filesAt(work.machine.workspace, { path: inputs.path, hidden: inputs['include-hidden-files'] === 'true' });
  if (files.length === 0) return nothingFound(step, inputs);
  const root = rootOf(files, inputs.path);
  const days = Number(inputs['retention-days']);
  const artifact = uploadArtifact(world, run, {
    name: inputs.name,
    files: Object.fromEntries(files.map((file) => [relative(root, file).split(sep).join('/'), readFileSync(file)])),
    overwrite: inputs.overwrite === 'true',
    ...(days > 0 && { retentionDays: days }),
  });
  const digest = createHash('sha256').update(artifact.zip).digest('hex');
  const url = `${serverUrl(world)}/${fullName(run.repo)}/actions/runs/${run.id}/artifacts/${artifact.id}`;
  output.outputs.set('artifact-id', String(artifact.id));
  output.outputs.set('artifact-digest', digest);
  output.outputs.set('artifact-url', url);
  output.line(
    `Artifact ${artifact.name} has been successfully uploaded! Final size is ${artifact.zip.length} bytes. Artifact ID is ${artifact.id}`,
  );
  return 0;
}

function nothingFound({ output }: StepWork, inputs: Readonly<Record<keyof typeof known, string>>): number {
  const message = `No files were found with the provided path: ${inputs.path}. No artifacts will be uploaded.`;
  if (inputs['if-no-files-found'] === 'error') {
    output.report('error', message);
    return 1;
  }
  if (inputs['if-no-files-found'] === 'ignore') output.line(message);
  else output.report('warning', message);
  return 0;
}

/** One place a line; those with `!` in front are left out. A folder is all that is in it. */
function filesAt(workspace: string, { path, hidden }: { path: string; hidden: boolean }): string[] {
  const lines = path
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const without = new Set(lines.filter((line) => line.startsWith('!')).flatMap((line) => found(workspace, line.slice(1))));
  const all = lines.filter((line) => !line.startsWith('!')).flatMap((line) => found(workspace, line));
  const shown = (file: string) =>
    !relative(workspace, file)
      .split(sep)
      .some((part) => part.startsWith('.') && part !== '..');
  return [...new Set(all)].filter((file) => !without.has(file) && (hidden || shown(file))).toSorted();
}

function found(workspace: string, pattern: string): string[] {
  const places = globSync(pattern, { cwd: workspace }).map((each) => resolve(workspace, each));
  return places.flatMap((place) => {
    if (!statSync(place).isDirectory()) return [place];
    return globSync('**', { cwd: place })
      .map((each) => join(place, each))
      .filter((each) => statSync(each).isFile());
  });
}

/** What all of them have in common is cut off: of one file everything but its name. */
function rootOf(files: readonly string[], path: string): string {
  const [first = ''] = files;
  if (files.length === 1 && basename(first) === basename(path.trim())) return dirname(first);
  const parts = files.map((file) => dirname(file).split(sep));
  const [shortest = []] = parts.toSorted((a, b) => a.length - b.length);
  const end = shortest.findIndex((part, at) => parts.some((each) => each[at] !== part));
  return (end === -1 ? shortest : shortest.slice(0, end)).join(sep) || sep;
}
