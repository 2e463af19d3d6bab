import { posix } from 'node:path';
import { expect, test } from '@jest/globals';
import { scan } from './scanner.ts';
import { filesUnder, read } from './sources.ts';

interface Manifest {
  readonly type?: string;
}

/** Packages that cost milliseconds, and that most repositories never need: they come by `await import` where they are needed. */
const late = ['markdown-it', 'undici', 'csp_evaluator'];

/** Everything that is loaded before the first line of a file runs, with the way to it. */
function loadedBy(start: string): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>([[start, [start]]]);
  for (const [file, way] of found) {
    if (!file.startsWith('src/')) continue;
    for (const { specifier, kind } of scan(read(file)).imports) {
      const target = specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier;
      if (kind === 'static' && !found.has(target)) found.set(target, [...way, target]);
    }
  }
  return found;
}

test('no command loads what it may never need', () => {
  const doors = filesUnder('src/doors', '.ts');
  const ways = doors.flatMap((door) => {
    const loaded = loadedBy(door);
    return late.flatMap((name) => loaded.get(name)?.join(' -> ') ?? []);
  });
  expect(ways).toEqual([]);
  // It can see: YAML is there from the start, and what is late is there at all.
  expect(loadedBy('src/doors/cli/check.ts').has('yaml')).toBe(true);
  const users = filesUnder('src', '.ts').filter((file) => late.some((name) => read(file).includes(`from '${name}'`)));
  expect(users.length).toBeGreaterThanOrEqual(late.length);
});

/** In the bundle a package that is no module has a default alone when it is imported by a call, and everything else of it is undefined. */
test('a package that comes by a call is a module', () => {
  const called = filesUnder('src', '.ts').flatMap((file) =>
    scan(read(file))
      .imports.filter(({ specifier, kind }) => kind === 'dynamic' && !specifier.startsWith('.') && !specifier.startsWith('node:'))
      .map(({ specifier }) => [file, specifier] as const),
  );
  const isModule = (specifier: string) => {
    const name = specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
    const manifest: Manifest = JSON.parse(read(`node_modules/${name}/package.json`));
    return manifest.type === 'module';
  };
  expect(called.filter(([, specifier]) => !isModule(specifier))).toEqual([]);
  expect(called.map(([, specifier]) => specifier)).toContain('parse5');
});
