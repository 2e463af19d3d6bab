import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RunnerOptions } from '../../../src/sandbox/runner/execution.ts';
import type { Executed } from '../../../src/sandbox/runner/runner.ts';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { openTown } from '../open-town.ts';

/** A town whose workflows run, and one line for a workflow on its main branch. */
export async function openWorkshop(options: SandboxOptions = {}) {
  const town = await openTown(options);
  const folders: string[] = [];
  const write = (files: Record<string, string>, branch = 'main') =>
    commitFiles(town.world, town.repo, { author: town.person('ada'), message: 'write', branch, files });
  const run = async (yaml: string, more: RunnerOptions = {}, files: Record<string, string> = {}): Promise<Executed> => {
    write({ '.github/workflows/w.yml': yaml, ...files });
    return await town.sandbox.execute(town.repo, { workflow: 'w.yml', on: 'push', sender: town.person('wil'), ...more });
  };
  /** An action in a folder: its files, and what it is mapped by. */
  const action = (files: Record<string, string>) => {
    const folder = mkdtempSync(join(tmpdir(), 'action-'));
    folders.push(folder);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return { 'acme/tool': folder };
  };
  const close = async () => {
    await town.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  };
  return { ...town, write, run, action, close };
}

/** Jobs, each with its end. */
export function ends({ jobs }: Executed): Record<string, string | null> {
  return Object.fromEntries(jobs.map(({ name, conclusion }) => [name, conclusion]));
}

/** A workflow of one job with these steps. */
export function oneJob(steps: string, more = ''): string {
  return `on: push\n${more}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps
    .trim()
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n')}\n`;
}
