import { expect, test } from '@jest/globals';

test('tests find what outlives their file, and it is read only by who asks for it', async () => {
  const bring: unknown = Reflect.get(globalThis, 'gonogoEngines');
  if (typeof bring !== 'function') throw new Error('jest runs in another environment');
  const engines: unknown = await bring();
  expect(Object.keys(engines as object).toSorted()).toEqual(['embedded', 'server', 'serverUrl']);
});
