import { describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { scan } from './scanner.ts';
import { filesUnder, read, root } from './sources.ts';

const imports = (source: string) => scan(source).imports.map(({ kind, specifier }) => `${kind} ${specifier}`);

describe('imports', () => {
  test.each([
    ["import a from 'a';", ['static a']],
    ['import * as b from "b";', ['static b']],
    ["import c, { d as e, type F } from './c.ts';", ['static ./c.ts']],
    ["import {\n  a,\n  b,\n} from './many.ts';", ['static ./many.ts']],
    ["import 'side-effect';", ['static side-effect']],
    ["import type { T } from './t.ts';", ['type ./t.ts']],
    ["import type T from './t.ts';", ['type ./t.ts']],
    ["import type from './t.ts';", ['static ./t.ts']],
    ["export { a } from './a.ts';", ['static ./a.ts']],
    ["export * from './a.ts';", ['static ./a.ts']],
    ["export type { A } from './a.ts';", ['type ./a.ts']],
    ["export * as a from './a.ts';", ['static ./a.ts']],
    ["import data from '../package.json' with { type: 'json' };", ['static ../package.json']],
    ["const a = await import('./a.ts');", ['dynamic ./a.ts']],
    ["type A = import('./a.ts').A;", ['dynamic ./a.ts']],
    ['const a = import(`./a.ts`);', ['dynamic ./a.ts']],
    ['const a = import(`./${name}.ts`);', ['dynamic ?']],
    ['const a = import(name);', ['dynamic ?']],
    ["const a = require('a');", ['dynamic a']],
    ["import /* why */ { a } from // because\n 'a';", ['static a']],
    ["import { a } from 'a'; import { b } from 'b';", ['static a', 'static b']],
    ["export const from = 'x';\nexport function f() {}\nimport { a } from 'a';", ['static a']],
    ["// import { a } from 'a';", []],
    ["/* import 'a'; */", []],
    ['const text = "import \'a\';";', []],
    ["const text = `import { a } from 'a'; ${import('b')} import 'c'`;", ['dynamic b']],
    ['const nested = `${`${`import "a"`}`}`; import "b";', ['static b']],
    ['const pattern = /["\'`]/; import "b";', ['static b']],
    ["const pattern = /[/'\"]/g; import 'b';", ['static b']],
    ["const half = a / b; import 'c'; const c = d / e;", ['static c']],
    ["return /'/.test(x); import 'c';", ['static c']],
    ["const x = (a + b) / 2; const y = '/'; import 'c';", ['static c']],
    ["import.meta.url; loader.import('a'); $import('a');", []],
    ["const s = 'it\\'s'; import 'c';", ['static c']],
    ["#!/usr/bin/env node it's\nimport 'c';", ['static c']],
  ])('%j', (source, expected) => {
    expect(imports(source)).toEqual(expected);
  });

  test('name the line on which the statement begins', () => {
    expect(scan("// one\n\nimport {\n  a,\n} from 'a';\nawait import('b');").imports.map(({ line }) => line)).toEqual([3, 6]);
  });

  test('are all that an independent parser finds in this repository', async () => {
    const files = filesUnder('src', '.ts');
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: files,
      bundle: true,
      // Every file once, and not once for each that needs it.
      splitting: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      write: false,
      outdir: 'nowhere',
      metafile: true,
      logLevel: 'silent',
    });
    const missed = Object.entries(metafile.inputs).flatMap(([file, input]) => {
      const seen = new Set(scan(read(file)).imports.map(({ specifier }) => specifier));
      return input.imports.map((found) => found.original ?? found.path).filter((specifier) => !seen.has(specifier));
    });
    expect(missed).toEqual([]);
    expect(Object.keys(metafile.inputs).length).toBeGreaterThanOrEqual(files.length);
  });
});

describe('code and comments', () => {
  test('keep every offset and line', () => {
    const source = "const a = 'x y'; // c d\nconst b = `e ${f} g`; /* h\n i */ const j = /k l/;";
    const { code, comments } = scan(source);
    expect(code).toBe("const a = '   ';       \nconst b = `  ${f}  `;     \n      const j = /   /;");
    expect(comments).toEqual([
      { text: '// c d', line: 1 },
      { text: '/* h\n i */', line: 2 },
    ]);
  });

  test.each(["'never closed", '`never closed', '/* never closed', 'a = /never closed', '`${', "'\\"])(
    'end with the file in %j',
    (source) => {
      expect(scan(source).code).toHaveLength(source.length);
    },
  );
});
