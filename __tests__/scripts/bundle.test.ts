import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Bundle, bundleDoor } from '../../scripts/bundle.ts';
import { gates } from '../../src/gates/registry.ts';
import { root } from '../house/sources.ts';

// A checkout in small, with everything that a bundler may get wrong.
const home = realpathSync(mkdtempSync(join(tmpdir(), 'gonogo bundle ')));
const sources: Record<string, string> = {
  'src/doors/cli.ts': `import { parse } from 'yaml';
import { compileSchema } from '../gates/engine/compile.ts';
if (process.argv[2] === 'crash') throw new Error('no luck');
if (!import.meta.main) throw new Error('not main');
const { late } = await import('./late.ts');
const errors = compileSchema({ $id: process.argv[2] ?? '' })(null).length;
console.log(JSON.stringify({ args: process.argv.slice(3), yaml: parse('a: 1'), late: late(), errors }));
process.exitCode = 3;
`,
  'src/doors/late.ts': 'export const late = (): string => "late";\n',
  'src/doors/greedy.ts': "import { Ajv } from 'ajv';\nnew Ajv();\n",
  'src/gates/engine/compile.ts': "export { Ajv as compileSchema } from 'ajv';\n",
};
const out = join(home, 'out');
const bin = join(out, 'gonogo.js');
let bundle: Bundle;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}

beforeAll(async () => {
  for (const [path, text] of Object.entries(sources)) write(path, text);
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'), 'junction');
  bundle = await bundleDoor('cli', { from: home, to: out });
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('the bundle', () => {
  test('runs alone, with its packages, its late parts and the compiled validators', () => {
    const id = String(Reflect.get(gates[0]?.source ?? {}, '$id'));
    const { stdout, stderr, status } = spawnSync(process.execPath, [bin, id, '--x', 'a b'], { encoding: 'utf8', cwd: out });
    expect({ stderr, status }).toEqual({ stderr: '', status: 3 });
    expect(JSON.parse(stdout)).toEqual({ args: ['--x', 'a b'], yaml: { a: 1 }, late: 'late', errors: 1 });
  });

  test('can be started by its name', () => {
    expect(readFileSync(bin, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(() => accessSync(bin, constants.X_OK)).not.toThrow();
  });

  test('says what is in it', () => {
    expect(bundle.packages).toContain('yaml');
    expect(bundle.sizes.map(([file]) => file)).toEqual(expect.arrayContaining(['LICENSES.txt', 'gonogo.js', 'main.mjs']));
    const total = bundle.sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
    expect(bundle.eager).toBeGreaterThan(0);
    expect(bundle.eager).toBeLessThan(total);
    expect(readFileSync(join(out, 'LICENSES.txt'), 'utf8')).toContain('yaml\n\nCopyright Eemeli Aro');
  });

  test('gives an old Node one clear message', () => {
    const old = "data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '20.20.2' })";
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', old, bin], { encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: '', status: 70 });
    expect(stderr).toMatch(/^Gonogo needs Node 24 or newer; this is v[\d.]+\.\n {2}Install it from https:\/\/nodejs\.org .*\n$/);
  });

  test('tells of a failed start without a stack', () => {
    const { stderr, status } = spawnSync(process.execPath, [bin, 'crash'], { encoding: 'utf8' });
    expect({ stderr, status }).toEqual({
      stderr: 'Gonogo could not start: no luck\n  Install it again; if that does not help, please report it.\n',
      status: 70,
    });
  });

  test('its first file is plain enough for any Node', () => {
    expect(readFileSync(bin, 'utf8')).not.toMatch(/=>|\?\.|\?\?|`|^\s*(?:import|export|const|let)\s/m);
  });
});

test('a schema compiler in the bundle stops the build', async () => {
  write('src/doors/cli.ts', "import './greedy.ts';\n");
  await expect(bundleDoor('cli', { from: home, to: join(home, 'greedy') })).rejects.toThrow(
    'The schema compiler got into the bundle',
  );
});
