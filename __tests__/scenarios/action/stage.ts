// The built Action, run by the sandbox's runner in workflows that a repository has.
import { copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleDoor } from '../../../scripts/bundle.ts';
import { readEvidence } from '../../../src/gates/engine/evidence.ts';
import type { ExecutedJob } from '../../../src/sandbox/runner/runner.ts';
import { noLimits } from '../../../src/sandbox/server/limits.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import type { Artifact } from '../../../src/sandbox/state/ship.ts';
import { unzipped } from '../../../src/sandbox/state/unzip.ts';
import { root } from '../../house/sources.ts';
import { openTown } from '../../sandbox/open-town.ts';

const recorded = join(root, '__tests__/gates/recorded');

/** What reads reports: each has something that passes and something that fails. */
export const reporting = [
  'coverage',
  'tests',
  'dependencies',
  'container-scan',
  'static-analysis',
  'secrets-scan',
  'tls-report',
] as const;
export type Reporting = (typeof reporting)[number];

export interface Stage {
  readonly town: Awaited<ReturnType<typeof openTown>>;
  /** For `execute`. */
  readonly actions: Record<string, string>;
  /** A folder of reports, all good but those named. */
  readonly reports: (failing?: readonly Reporting[]) => string;
  readonly close: () => Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'gonogo-action-'));
  await bundleDoor('action', { from: root, to: join(folder, 'action/dist/action') });
  for (const file of ['action.yml', 'package.json']) copyFileSync(join(root, file), join(folder, 'action', file));
  cpSync(join(root, 'checklists'), join(folder, 'action/checklists'), { recursive: true });
  const town = await openTown({ limits: noLimits });
  let made = 0;
  return {
    town,
    actions: { 'acme/gonogo': join(folder, 'action') },
    reports: (failing = []) => {
      const to = join(folder, `reports-${++made}`);
      for (const gate of reporting) writeReports(gate, failing.includes(gate) ? 'fail' : 'pass', join(to, gate));
      return to;
    },
    close: async () => {
      await town.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Expected {
  readonly source: { readonly files: string | readonly string[]; readonly database?: string; readonly lockfile?: string };
  readonly limits: object;
  readonly at?: string;
}

function expectedOf(gate: Reporting, kind: 'pass' | 'fail'): Expected {
  return JSON.parse(readFileSync(join(recorded, gate, kind, 'expected.json'), 'utf8'));
}

/** Databases of scanners age: what was scanned then was scanned today. */
function writeReports(gate: Reporting, kind: 'pass' | 'fail', to: string): void {
  const from = join(recorded, gate, kind);
  cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith('expected.json') });
  const { at } = expectedOf(gate, kind);
  if (at === undefined) return;
  const today = new Date().toISOString().slice(0, 10);
  for (const file of readdirSync(to)) {
    const text = readFileSync(join(from, file), 'utf8');
    writeFileSync(join(to, file), text.replaceAll(/2026-01-0\d(?=T)/g, today));
  }
}

/** One item for each gate, by what its own recordings pass with. */
export function checklistOf(gates: readonly Reporting[], kind: 'pass' | 'fail' = 'pass'): string {
  const items = gates.map((gate) => {
    const { source, limits } = expectedOf(gate, kind);
    const named = (name: string) => `reports/${gate}/${name}`;
    const files = [source.files].flat().map(named);
    const beside = Object.entries({ database: source.database, lockfile: source.lockfile });
    const more = Object.fromEntries(beside.flatMap(([key, name]) => (name === undefined ? [] : [[key, named(name)]])));

    return {
      id: gate,
      title: `Proved by ${gate}`,
      gate,
      source: { ...(gate === 'tests' ? {} : source), files, ...more },
      limits: gate === 'tests' ? {} : limits,
    };
  });
  const signed = { id: 'signed', title: 'Somebody signs', signOff: { role: 'release' } };
  return JSON.stringify({
    format: 'gonogo/checklist/1',
    title: 'Release of the shop',
    sections: [{ title: 'All', items: [...items, signed] }],
  });
}

export const config = JSON.stringify({ version: 1, checklist: '.github/release.yml', people: { release: { users: ['max'] } } });

/** Repository code in one job, Gonogo in another that only downloads. */
export function workflowFor(reports: string, more: { readonly with?: object; readonly permissions?: object } = {}): string {
  const permissions = more.permissions ?? { contents: 'read', 'id-token': 'write' };
  return JSON.stringify({
    name: 'Release check',
    on: ['pull_request', 'push', 'merge_group', 'workflow_dispatch'],
    permissions: {},
    jobs: {
      reports: {
        'runs-on': 'ubuntu-24.04',
        permissions: { contents: 'read' },
        steps: [
          { uses: 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd' },
          { run: `cp -R '${reports}' reports` },
          {
            uses: 'actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f',
            with: { name: 'reports', path: 'reports/' },
          },
        ],
      },
      gonogo: {
        needs: 'reports',
        if: '${{ !cancelled() }}',
        'runs-on': 'ubuntu-24.04',
        permissions,
        steps: [
          {
            uses: 'actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131',
            with: { name: 'reports', path: 'reports' },
          },
          { id: 'gonogo', uses: `acme/gonogo@${'0'.repeat(40)}`, ...(more.with !== undefined && { with: more.with }) },
        ],
        outputs: {
          decision: '${{ steps.gonogo.outputs.decision }}',
          artifact: '${{ steps.gonogo.outputs.artifact }}',
          attested: '${{ steps.gonogo.outputs.attested }}',
          commit: '${{ steps.gonogo.outputs.policy-commit }}',
        },
      },
    },
  });
}

export function settlePolicy({ town }: Stage, files: Readonly<Record<string, string>>): string {
  return commitFiles(town.world, town.repo, { author: town.person('ada'), message: 'Policy', branch: 'main', files });
}

export function jobNamed(jobs: readonly ExecutedJob[], name: string): ExecutedJob {
  const found = jobs.find((job) => job.name === name);
  if (found === undefined) throw new Error(`no job ${name} in ${jobs.map((job) => job.name).join(', ')}`);
  return found;
}

export function evidenceIn(artifacts: readonly Artifact[]) {
  return artifacts
    .filter(({ name }) => name.startsWith('gonogo-evidence-'))
    .map(({ name, zip }) => {
      const files = unzipped(zip);
      return { name, files: [...files.keys()], ...readEvidence(files.get('evidence.json') ?? '', name) };
    });
}
