import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A library that we do not use, of one version, in a folder of its own: only who measures ever installs it. */
export function peer(name: string, version: string): unknown {
  const folder = join(tmpdir(), 'gonogo-peers', `${name.replaceAll('/', '+')}@${version}`);
  if (!existsSync(join(folder, 'node_modules'))) {
    mkdirSync(folder, { recursive: true });
    const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder, `${name}@${version}`];
    const { status } = spawnSync('npm', words, { stdio: 'ignore' });
    if (status !== 0) throw new Error(`${name}@${version} cannot be installed`);
  }
  return createRequire(join(folder, 'x.js'))(name);
}

/** A function of such a library. What it takes and gives is for who calls it to know. */
export function calls(library: unknown, name: string): (...values: readonly unknown[]) => unknown {
  const found: unknown = typeof library === 'function' && name === '' ? library : Reflect.get(Object(library), name);
  if (typeof found !== 'function') throw new TypeError(`there is no ${name}`);
  return (...values) => Reflect.apply(found, library, values);
}

/** The same for what is made with `new`. */
export function makes(library: unknown, name: string): (...values: readonly unknown[]) => unknown {
  const found: unknown = Reflect.get(Object(library), name);
  if (typeof found !== 'function') throw new TypeError(`there is no ${name}`);
  return (...values) => Reflect.construct(found, values);
}
