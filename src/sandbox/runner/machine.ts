import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Texts } from './shape.ts';

/** The folders of one job, fresh for it. */
export interface Machine {
  readonly root: string;
  readonly workspace: string;
  readonly temp: string;
  readonly env: Texts;
  readonly remove: () => void;
}

const systems: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

/** Of the machine that it really is, a job sees where programs are and nothing else. */
export function openMachine(name: string, debug: boolean): Machine {
  const root = mkdtempSync(join(tmpdir(), 'sandbox-job-'));
  const [workspace, temp] = [join(root, 'work', name, name), join(root, 'work', '_temp')];
  const [home, tools] = [join(root, 'home'), join(root, 'tools')];
  for (const folder of [workspace, temp, home, tools]) mkdirSync(folder, { recursive: true });
  const env = {
    // The Node that runs this comes first, as where it was set up.
    PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(':'),
    HOME: home,
    TMPDIR: temp,
    LANG: 'C.UTF-8',
    CI: 'true',
    RUNNER_OS: systems[platform()] ?? 'Linux',
    RUNNER_ARCH: arch() === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_NAME: 'runner',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: tools,
    RUNNER_WORKSPACE: join(root, 'work', name),
    ...(debug && { RUNNER_DEBUG: '1' }),
  };
  return { root, workspace, temp, env, remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }) };
}
