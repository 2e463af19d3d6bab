import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { main } from '../../src/doors/cli.ts';
import {
  checklist,
  config,
  covered,
  type Ended,
  folder,
  gonogo,
  lcov,
  notes,
  project,
  removeFolders,
  repository,
  write,
} from './child.ts';
import { fakeIo } from './fake-io.ts';

afterAll(removeFolders);
// Each is a process of its own, on a machine that may be busy.
const manifest: { version: string } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

describe('as a person sees it', () => {
  test('--version', async () => {
    expect(await gonogo(['--version'])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  test('--help, help and --help of a command', async () => {
    const [all, word, one] = await Promise.all([gonogo(['--help']), gonogo(['help']), gonogo(['check', '--help'])]);
    expect(all).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^Gonogo says .*\n\nUsage: gonogo COMMAND/) });
    expect(word).toEqual(all);
    expect(one).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/\nUsage: gonogo check \[OPTIONS\] \[DIR\]\n/),
    });
  });

  test('a no-go, from a folder below', async () => {
    const root = project([covered, notes], 7);
    write(root, { 'src/a.ts': '' });
    const { code, stdout, stderr } = await gonogo(['check', 'src'], { cwd: root, env: { COLUMNS: '80' } });
    expect(stdout.replace(/ at [0-9a-f]{12} /, ' at HEAD ')).toMatch(
      /^NO-GO: 1 failed\nRelease checklist · workspace at HEAD · policy: work tree\n\nWhat to fix first\n {2}✗ Tests cover the code {2}Quality · coverage\n/,
    );
    expect(stdout).toMatch(/\n {2}☐ Release notes are written {2}open\n/);
    expect(stdout).not.toContain('\u001B');
    expect([code, stderr]).toEqual([1, '']);
  });

  test('in the log of a CI job nothing is a command of the runner', async () => {
    const root = project([covered, `{ id: evil, title: "::set-output name=a::b ##[group]x" }`]);
    const { stdout } = await gonogo(['check'], { cwd: root, env: { CI: 'true', GITHUB_ACTIONS: 'true' } });
    expect(stdout).toContain('set-output');
    expect(stdout).not.toMatch(/^\s*::|##\[/m);
  });
});

describe('only what is needed is loaded', () => {
  /** Names every module as it is loaded. */
  const watch = `data:text/javascript,${encodeURIComponent(`
    import { registerHooks } from 'node:module';
    registerHooks({ load(url, context, next) { process.stderr.write('LOAD ' + url + '\\n'); return next(url, context); } });
  `)}`;
  // The list of profiles is names alone.
  const heavy = /node_modules|\/checklist\/(?!profiles\.ts)|\/verdict\/|\/gates\/engine\/(?:compile|runner|schema|validate)/;

  async function loadedBy(cwd: string, ...args: readonly string[]): Promise<string[]> {
    const { code, stderr } = await gonogo(args, { cwd, node: ['--import', watch] });
    expect(code).toBe(0);
    return stderr.split('\n').filter((line) => line.startsWith('LOAD file:'));
  }

  test.each([['--version'], ['--help'], ['read', 'a.info']])('gonogo %s %s', async (...args) => {
    const cwd = folder();
    write(cwd, { 'a.info': lcov(9) });
    const loaded = await loadedBy(cwd, ...args.filter((arg) => arg !== undefined));
    expect(loaded.length).toBeGreaterThan(3);
    expect(loaded.filter((line) => heavy.test(line))).toEqual([]);
  });

  test('and the watch sees what check loads', async () => {
    expect((await loadedBy(project([covered]), 'check')).filter((line) => heavy.test(line))).not.toEqual([]);
  });
});

test('what nobody foresaw is one sentence and exit code 70', async () => {
  const io = { ...fakeIo(), cwd: 7 };
  const fake = fakeIo();
  // A working directory that is no text breaks the first thing that resolves a path.
  const code = await Reflect.apply(main, undefined, [['read', 'x'], { ...io, stderr: fake.stderr, stdout: fake.stdout }]);
  expect(code).toBe(70);
  expect(fake.err()).toMatch(/^internal error: TypeError.*\n {2}This is a mistake in Gonogo/);
  expect(fake.err()).not.toMatch(/\n\s+at /);
});

describe('whatever is asked, or wrong in the files, no stack is shown', () => {
  const good = project([covered]);
  const yaml = (text: string) => repository({ '.github/gonogo.yml': text });
  const list = (text: string) => repository({ '.github/gonogo.yml': config, '.github/release.yml': text });

  const table: readonly (readonly [what: string, cwd: string, args: readonly string[], code: number])[] = [
    ['no command', good, [], 64],
    ['an unknown command', good, ['chekc'], 64],
    ['an unknown option', good, ['check', '--jsno'], 64],
    ['a value for a switch', good, ['check', '--json=1'], 64],
    ['an option without its value', good, ['check', '--record'], 64],
    ['an option twice', good, ['check', '--record=a', '--record=b'], 64],
    ['too many operands', good, ['check', '.', '.'], 64],
    ['an empty operand', good, ['check', ''], 64],
    ['a folder that is none', good, ['check', 'nowhere'], 64],
    ['a file where a folder should be', good, ['check', '.gitignore'], 64],
    ['a folder with a zero byte', good, ['check', 'a%00b\u0001'], 64],
    ['help for nothing', good, ['help', 'nothing'], 64],
    ['help for too much', good, ['help', 'check', 'read'], 64],
    ['replay of nothing', good, ['replay'], 64],
    ['replay of what is not there', good, ['replay', 'none.json'], 2],
    ['replay of a folder', good, ['replay', '.'], 2],
    ['replay of a report', good, ['replay', 'coverage/lcov.info'], 2],
    ['read of nothing', good, ['read'], 64],
    ['read of what is not there', good, ['read', 'none.info'], 2],
    ['read of a folder', good, ['read', '.', '--json'], 2],
    ['read of something else', good, ['read', '.gitignore'], 2],
    ['an unknown format', good, ['read', 'coverage/lcov.info', '--format', 'lvoc'], 64],
    ['a configuration that is not there', good, ['check', '--config', 'none.yml'], 2],
    ['a configuration that is a folder', good, ['check', '--config', '.'], 2],
    ['a recording where it cannot be written', good, ['check', '--record', 'no/where/x.json'], 2],
    ['a summary where it cannot be written', good, ['check', '--summary', '.'], 2],
    ['no configuration', repository({ a: '' }), ['check'], 2],
    ['no configuration, as JSON', repository({ a: '' }), ['check', '--json'], 2],
    ['an empty configuration', yaml(''), ['check'], 2],
    ['a configuration that is a list', yaml('- a\n'), ['check'], 2],
    ['a configuration that is no YAML', yaml('version: [1\n  : : :\n'), ['check'], 2],
    ['a configuration of tabs', yaml('\tversion: 1\n'), ['check'], 2],
    ['a configuration that refers to itself', yaml('a: &a [*a]\n'), ['check'], 2],
    ['an alias bomb', yaml(`a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n`), ['check'], 2],
    ['keys of another world', yaml('__proto__: { a: 1 }\nconstructor: 1\n'), ['check'], 2],
    ['another version', yaml('version: 2\nchecklist: ./a.yml\n'), ['check'], 2],
    ['a profile that there is not', yaml('version: 1\nchecklist: linkfolw\n'), ['check'], 2],
    ['a deep configuration', yaml(`${'['.repeat(5000)}${']'.repeat(5000)}`), ['check'], 2],
    ['a checklist that is not there', yaml(config), ['check'], 2],
    ['an empty checklist', list(''), ['check'], 2],
    ['a checklist without items', list(checklist()), ['check'], 2],
    ['a gate that there is not', list(checklist('{ id: a, title: A, gate: cverage }')), ['check'], 2],
    [
      'a source that the gate does not take',
      list(checklist('{ id: a, title: A, gate: coverage, source: { fiels: x }, limits: { lines: 101 } }')),
      ['check'],
      2,
    ],
    ['the same id twice', list(checklist(notes, notes)), ['check'], 2],
    [
      'items that wait for one another',
      list(checklist('{ id: a, title: A, after: [b] }', '{ id: b, title: B, after: [a] }')),
      ['check'],
      2,
    ],
    ['a title of control characters', list(checklist('{ id: a, title: "\\e[2J\\r\\n::error::x" }')), ['check'], 1],
    ['a broken policy and a recording', list(''), ['check', '--record', 'x.json', '--json'], 2],
  ];

  let ended: readonly Ended[] = [];
  beforeAll(async () => {
    // Two at a time: each is a process of its own.
    const all: Ended[] = [];
    for (let at = 0; at < table.length; at += 2) {
      all.push(...(await Promise.all(table.slice(at, at + 2).map(([, cwd, args]) => gonogo(args, { cwd })))));
    }
    ended = all;
  }, 600_000);

  test.each(table.map(([what, , args, code], index) => [what, { args, code, index }] as const))(
    '%s',
    (_, { args, code, index }) => {
      const { stdout, stderr, code: actual } = ended[index] ?? { stdout: '', stderr: '', code: null };
      // The output beside the code says why, when they differ.
      expect({ code: actual, stderr: actual === code ? '' : stderr }).toEqual({ code, stderr: '' });
      expect(stdout + stderr).not.toMatch(/^\s+at .*:\d+|node:internal|\.ts:\d+|internal error/m);
      expect(stdout + stderr).not.toMatch(/(?![\n])\p{Cc}/u);
      if (args.includes('--json')) expect(() => JSON.parse(stdout)).not.toThrow();
      else if (code !== 1) expect(stderr).toMatch(/^\S.*\n {2}\S/);
    },
  );
});
