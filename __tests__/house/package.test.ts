import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundleDoor } from '../../scripts/bundle.ts';
import { withHttp } from '../gates/probes/servers.ts';
import { read, root } from './sources.ts';

// What people get from the registry, unpacked where nothing else is.
const scratch = mkdtempSync(join(tmpdir(), 'gonogo-package-'));
const staged = join(scratch, 'staged');
const bin = join(scratch, 'package/dist/cli/gonogo.js');
const workspace = join(scratch, 'workspace');
const manifest: { version: string; files: string[] } = JSON.parse(read('package.json'));
let packed: string[] = [];

const workspaceFiles: Record<string, string> = {
  '.github/gonogo.yml': 'version: 1\nchecklist: .github/release.yml\n',
  '.github/release.yml': `format: gonogo/checklist/1
title: Release checklist
sections:
  - title: Quality
    phase: merge
    items:
      - { id: coverage, title: Tests cover the code, level: must, gate: coverage, source: { files: coverage/lcov.info }, limits: { lines: 80 } }
`,
  'coverage/lcov.info': 'TN:\nSF:src/a.ts\nDA:1,1\nDA:2,1\nLF:2\nLH:2\nend_of_record\n',
};

function gonogo(...args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, ...args], {
    cwd: workspace,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], CI: 'true', NO_COLOR: '1' },
  });
  return { stdout, stderr, status };
}

/** While a server of this process has to answer, nothing may wait for the end of another one. */
function probing(...args: readonly string[]): Promise<{ stdout: string; code: number | null }> {
  const child = spawn(process.execPath, [bin, 'probe', ...args], { cwd: workspace, env: { PATH: process.env['PATH'] } });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ stdout, code })));
}

function packStaged(): { filename: string; files: { path: string }[] }[] {
  const npm = spawnSync('npm', ['pack', '--json', '--offline', '--ignore-scripts', '--pack-destination', scratch], {
    cwd: staged,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) throw new Error(`npm pack failed: ${npm.stderr}`);
  return JSON.parse(npm.stdout);
}

beforeAll(async () => {
  await bundleDoor('cli', { from: root, to: join(staged, 'dist/cli') });
  for (const path of ['package.json', ...manifest.files.filter((each) => each !== 'dist/cli' && existsSync(join(root, each)))]) {
    cpSync(join(root, path), join(staged, path), { recursive: true });
  }
  const [tarball] = packStaged();
  packed = tarball?.files.map(({ path }) => path) ?? [];
  const tar = spawnSync('tar', ['-xzf', tarball?.filename ?? ''], { cwd: scratch, encoding: 'utf8' });
  if (tar.status !== 0) throw new Error(`tar failed: ${tar.stderr}`);
  for (const [path, text] of Object.entries(workspaceFiles)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), text);
  }
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the package', () => {
  test('holds what is built, and its licences, and nothing of the workshop', () => {
    expect(packed).toEqual(expect.arrayContaining(['package.json', 'LICENSE', 'dist/cli/gonogo.js', 'dist/cli/LICENSES.txt']));
    expect(packed.filter((path) => !/^(?:package\.json|README\.md|LICENSE|dist\/cli\/|checklists\/)/.test(path))).toEqual([]);
  });

  test('tells its version without anything installed beside it', () => {
    expect(gonogo('--version')).toEqual({ stdout: `${manifest.version}\n`, stderr: '', status: 0 });
  });

  test('judges, records and replays with its compiled validators', () => {
    const recording = join(scratch, 'recording.json');
    expect(gonogo('check', '--record', recording)).toMatchObject({ stdout: expect.stringContaining('GO\n'), status: 0 });
    expect(gonogo('replay', recording)).toMatchObject({ stdout: expect.stringContaining('GO\n'), status: 0 });
    expect(gonogo('read', 'coverage/lcov.info', '--json')).toMatchObject({
      stdout: expect.stringContaining('"facts"'),
      status: 0,
    });
  });

  test('asks live addresses with all that comes late', async () => {
    const policy = "default-src 'self'; script-src 'self' 'unsafe-inline' https://ajax.googleapis.com";
    await withHttp(
      (_, response) => response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy }).end('<p>ok'),
      async ({ url }) => {
        const { stdout, code } = await probing('http', url, '--json');
        expect([code, JSON.parse(stdout)]).toMatchObject([0, { judgement: { result: 'pass' } }]);
        const headers = await probing('headers', url, '--json');
        expect(JSON.parse(headers.stdout)).toMatchObject({ judgement: { result: 'fail' } });
        // What only the evaluator knows of that host.
        expect(headers.stdout).toMatch(/ajax\.googleapis\.com/);
      },
    );
  });

  test('brings its checklists along', () => {
    expect(gonogo('show', 'essentials')).toMatchObject({
      stdout: expect.stringMatching(/^Production essentials\n56 items/),
      status: 0,
    });
    expect(gonogo('lint', 'esentials')).toMatchObject({ stderr: expect.stringContaining('Did you mean essentials?'), status: 2 });
  });

  test('blocks what does not fit, with the words of the checkout', () => {
    writeFileSync(join(workspace, '.github/other.yml'), 'version: 1\nchecklst: .github/release.yml\n');
    const built = gonogo('check', '--config', '.github/other.yml');
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [join(root, 'src/doors/cli.ts'), 'check', '--config', '.github/other.yml'],
      {
        cwd: workspace,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], CI: 'true', NO_COLOR: '1' },
      },
    );
    expect(built).toEqual({ stdout, stderr, status });
    expect(built.status).toBe(2);
    expect(built.stderr).toContain('checklst');
  });
});
