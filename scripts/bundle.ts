import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { filesIn } from './compare.ts';
import { schemas } from './schemas.ts';
import { buildValidators, compileModule } from './validators.ts';

const newestUnsupported = 23;

/**
 * What a shell starts. It has to load in a Node that cannot load the rest, so it asks for the version first and writes what any
 * Node can read.
 */
const entry = `#!/usr/bin/env node
if (Number.parseInt(process.versions.node, 10) > ${newestUnsupported}) {
  import('./main.mjs').catch(function (error) {
    process.stderr.write('Gonogo could not start: ' + (process.env.GONOGO_DEBUG ? error.stack : error.message) + '\\n  Install it again; if that does not help, please report it.\\n');
    process.exitCode = 70;
  });
} else {
  process.stderr.write('Gonogo needs Node ${newestUnsupported + 1} or newer; this is ' + process.version + '.\\n  Install it from https://nodejs.org and run the same command again.\\n');
  process.exitCode = 70;
}
`;

/** CommonJS packages in an ES module ask for these. They are var because a package may declare its own. */
const banner = [
  "import{createRequire as gonogoRequire}from'node:module'",
  "import{fileURLToPath as gonogoPath}from'node:url'",
  'var require=gonogoRequire(import.meta.url)',
  'var __filename=gonogoPath(import.meta.url)',
  "var __dirname=gonogoPath(new URL('.',import.meta.url))",
].join(';');

/** Puts the compiled validators where the compiler would be. */
function compiledSchemas(from: string): Plugin {
  return {
    name: 'compiled-schemas',
    setup(esbuild) {
      esbuild.onLoad({ filter: /[\\/]src[\\/]gates[\\/]engine[\\/]compile\.ts$/ }, () => ({
        contents: compileModule(schemas),
        loader: 'js',
        resolveDir: from,
      }));
    },
  };
}

export interface Bundle {
  /** Bytes by file, relative to the folder, sorted. */
  readonly sizes: readonly (readonly [file: string, bytes: number])[];
  /** What is read before the first line of a command runs. */
  readonly eager: number;
  readonly packages: readonly string[];
}

/** What is built, by the folder in dist/ that it is built into: the file that it starts with, and what else belongs there. */
const doors = {
  cli: { start: 'src/doors/cli.ts', files: { 'gonogo.js': entry } },
  // The runner brings the Node that action.yml asks for, so that nothing has to be asked first.
  action: { start: 'src/doors/action.ts', files: {} },
} as const satisfies Readonly<Record<string, { readonly start: string; readonly files: Readonly<Record<string, string>> }>>;

export type Door = keyof typeof doors;
export const builtDoors: readonly Door[] = ['cli', 'action'];

/** Bundles a door of the checkout `from` into the folder `to`, which is new or empty. */
export async function bundleDoor(door: Door, { from, to }: { readonly from: string; readonly to: string }): Promise<Bundle> {
  const { start, files } = doors[door];
  const validators = await buildValidators(schemas, { from, to });
  const { metafile } = await build({
    absWorkingDir: from,
    entryPoints: { main: start },
    outdir: to,
    // A name that needs no package.json beside it to be read as a module.
    outExtension: { '.js': '.mjs' },
    // Beside one another, so that each of them finds the validators in the same place.
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    banner: { js: banner },
    legalComments: 'none',
    logLevel: 'warning',
    // Where node_modules really lies must not show in what is built.
    preserveSymlinks: true,
    // The entry above imports what Node would call main.
    define: { 'import.meta.main': 'true' },
    plugins: [compiledSchemas(from)],
  });
  const inputs = [...Object.keys(metafile.inputs), ...Object.keys(validators.inputs)];
  refuseCompiler(inputs);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(to, file), text, { mode: 0o755 });
  const packages = packagesOf(inputs);
  writeFileSync(join(to, 'LICENSES.txt'), notices(from, packages));
  return { sizes: sizesOf(to), eager: eagerBytes(metafile, start), packages };
}

function refuseCompiler(inputs: readonly string[]): void {
  const compiler = inputs.find((path) => path.includes('node_modules/ajv/dist/compile/'));
  if (compiler !== undefined)
    throw new Error(`The schema compiler got into the bundle (${compiler}): import it only in compile.ts.`);
}

function packagesOf(inputs: readonly string[]): string[] {
  const names = inputs.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].toSorted();
}

/** Their licences ask that the notice goes with every copy. */
function notices(from: string, packages: readonly string[]): string {
  const texts = packages.map((name) => `${name}\n\n${noticeOf(join(from, 'node_modules', name), name)}\n`);
  return `Gonogo contains these packages.\n\n${texts.join(`\n${'-'.repeat(72)}\n\n`)}`;
}

/** A few bring no file, and say in their manifest what they are given under and by whom. */
function noticeOf(folder: string, name: string): string {
  const file = readdirSync(folder).find((entryName) => /^licen[cs]e/i.test(entryName));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
  const { license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (typeof license !== 'string') throw new Error(`${name} is in the bundle and says nothing of its licence.`);
  return `${license} licence, ${typeof author === 'string' ? author : (author?.name ?? 'its authors')}.`;
}

function eagerBytes({ outputs }: Metafile, start: string): number {
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const each of outputs[path]?.imports ?? [])
      if (each.kind === 'import-statement' && each.path in outputs) visit(each.path);
  };
  const main = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === start);
  if (main !== undefined) visit(main);
  return [...seen].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
}

function sizesOf(folder: string): [string, number][] {
  return filesIn(folder).map((file): [string, number] => [file, statSync(join(folder, file)).size]);
}
