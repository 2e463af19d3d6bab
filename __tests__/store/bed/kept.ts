import type * as Engines from './engines.ts';

/** What outlives this file of tests; `scripts/jest-environment.mjs` brings it here. */
export async function keptEngines(): Promise<typeof Engines> {
  const bring: unknown = Reflect.get(globalThis, 'gonogoEngines');
  if (typeof bring !== 'function') throw new Error('tests of the store run in the environment that jest.config.mjs names');
  return bring();
}
