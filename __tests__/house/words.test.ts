import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ownFiles, read } from './sources.ts';
import { loosePins, looseWorkflow, strangeWords } from './words-rules.ts';

const files = ownFiles();
const workflows = files.filter((path) => /^\.github\/(?:workflows|actions)\/.*\.ya?ml$/.test(path));

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const manifest: Record<string, unknown> = JSON.parse(read('package.json'));
const lock: { lockfileVersion: number; packages: Record<string, Locked> } = JSON.parse(read('package-lock.json'));

test('no file speaks of one machine or of how it came about', () => {
  const texts = files.filter((path) => path !== 'package-lock.json').map((path) => [path, read(path)] as const);
  const readable = texts.filter(([, text]) => !text.includes('\0'));
  expect(readable.flatMap(([path, text]) => strangeWords(path, text))).toEqual([]);
  expect(readable.length).toBeGreaterThan(20);
});

describe('dependencies', () => {
  test('have one version each', () => {
    expect(loosePins(manifest)).toEqual([]);
  });

  test('have a reason each: a row of the table in ARCHITECTURE.md', () => {
    const rows = read('ARCHITECTURE.md')
      .split('\n')
      .filter((line) => line.startsWith('|'));
    const names = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((group) =>
      Object.keys(manifest[group] ?? {}),
    );
    expect(names.filter((name) => !rows.some((row) => row.includes(`\`${name}\``)))).toEqual([]);
  });

  test('come from the npm registry with their digest, as the lockfile says', () => {
    const packages = Object.entries(lock.packages).filter(([path]) => path.startsWith('node_modules/'));
    const odd = packages.filter(([, { resolved = 'https://registry.npmjs.org/', integrity, link, version }]) => {
      return (
        !resolved.startsWith('https://registry.npmjs.org/') || !integrity?.startsWith('sha512-') || link === true || !version
      );
    });
    expect(odd).toEqual([]);
    expect(lock.lockfileVersion).toBe(3);
    expect(packages.length).toBeGreaterThan(50);
  });
});

test('the lockfile knows every package for every machine, or npm ci refuses it on all of them', () => {
  const wanted = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  expect(wanted.filter((name) => !(`node_modules/${name}` in lock.packages))).toEqual([]);
});

describe('workflows', () => {
  test('pin what they use and limit their rights', () => {
    expect(workflows.flatMap((path) => looseWorkflow(path, read(path)))).toEqual([]);
    expect(workflows).toContain('.github/workflows/ci.yml');
  });

  test('CI may only read, keeps no token and runs on pull requests without their secrets', () => {
    const ci: {
      on: object;
      permissions: unknown;
      jobs: Record<string, { permissions?: unknown; steps: { uses?: string; with?: Record<string, unknown> }[] }>;
    } = parse(read('.github/workflows/ci.yml'));
    expect(ci.permissions).toEqual({ contents: 'read' });
    expect(Object.keys(ci.on).toSorted()).toEqual(['pull_request', 'push']);
    const jobs = Object.values(ci.jobs);
    expect(jobs.map((job) => job.permissions)).toEqual(jobs.map(() => undefined));
    const checkouts = jobs.flatMap((job) => job.steps).filter((step) => step.uses?.startsWith('actions/checkout@'));
    expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual(jobs.map(() => false));
  });
});

/** So that this file does not say what it forbids. */
const said = (...parts: string[]) => parts.join('');

describe('the rules', () => {
  test.each([
    ['src/a.ts', `const a = '${said('/', 'tmp/x')}';`, 'a path of one machine'],
    ['docs/a.md', `one\ntwo ${said('/', 'work/main/src')}`, 'docs/a.md:2: '],
    ['docs/a.md', said('/', 'root/.npm'), 'a path of one machine'],
    ['__tests__/gates/recorded/x/a.json', `"${said('/', 'work/main/src')}"`, 'a path of one machine'],
    ['src/a.ts', `// see ${said('issue', ' 12')}`, 'not its number'],
    ['README.md', `fixed (${said('#', '12')})`, 'not its number'],
    ['README.md', `\`\`\`\nx\n\`\`\`\n${said('issue', ' 12')}`, 'README.md:4: '],
    ['src/a.ts', `/* one\n as ${said('this', ' session')} does */`, 'src/a.ts:2: '],
  ])('%s: %j', (path, text, message) => {
    expect(strangeWords(path, text).join('\n')).toContain(message);
  });

  test.each([
    ['src/a.ts', "const colour = '#123'; const title = 'issue 12';"],
    ['src/a.ts', "import { tmpdir } from 'node:os'; const pattern = '**/tmp/x'; const url = 'https://x.org/home/a';"],
    ['__tests__/gates/recorded/x/a.json', `"${said('/', 'home/runner/a.ts')}"`],
    ['README.md', '# 1 thing\n## 2 things\ncolour#12 and a TLS session'],
    ['README.md', '```\n#12\n```\n`#12`'],
    ['.ci/run', 'results=$(mktemp -d)'],
  ])('%s: %j is fine', (path, text) => {
    expect(strangeWords(path, text)).toEqual([]);
  });

  const sha = 'a'.repeat(40);
  test.each([
    ['permissions: {}\n  - uses: actions/checkout@v4', 'w.yml:2: '],
    [`permissions: {}\n  - uses: actions/checkout@${sha}`, 'pin the commit'],
    [`permissions: {}\n  - uses: actions/checkout@${sha.slice(1)} # v4`, 'pin the commit'],
    [`permissions: {}\n    uses: a/b/.github/workflows/c.yml@main # v4`, 'pin the commit'],
    [`jobs:\n  permissions: {}\n  - uses: a/b@${sha} # v1`, 'no permissions at the top'],
  ])('a workflow: %j', (text, message) => {
    expect(looseWorkflow('w.yml', text).join('\n')).toContain(message);
  });

  test('a pinned workflow is fine', () => {
    expect(looseWorkflow('w.yml', `permissions: {}\n  - uses: a/b@${sha} # v1.2.3\n  - uses: ./local`)).toEqual([]);
  });

  test.each(['^1.0.0', '~1.0.0', '1.x', '*', 'latest', '1.0', '>=1.0.0', 'git+https://x.org/a.git', 'npm:b@1.0.0', ''])(
    'the version %j',
    (version) => {
      expect(loosePins({ devDependencies: { a: version, b: '1.0.0', c: '1.0.0-beta.1' } })).toHaveLength(1);
    },
  );
});
