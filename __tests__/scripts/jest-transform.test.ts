import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { root } from '../house/sources.ts';

interface Transform {
  process(source: string): { code: string };
  processAsync(source: string): Promise<{ code: string }>;
  getCacheKey(source: string, path: string, options: { configString: string; instrument: boolean }): string;
}

let transform: Transform;

beforeAll(async () => {
  const module: { default: Transform } = await import(join(root, 'scripts/jest-transform.mjs'));
  transform = module.default;
});

const source = 'type A = 1;\nexport const a: number = f<A>(1);\n';

test('types go and every line and column stays', async () => {
  const { code } = transform.process(source);
  expect(code).toBe('           \nexport const a         = f   (1);\n');
  expect(await transform.processAsync(source)).toEqual({ code });
});

test('what Node itself could not run is an error', () => {
  expect(() => transform.process('enum A { B }')).toThrow(/enum/);
});

test('another text, file or configuration is another entry of the cache', () => {
  const options = { configString: '{}', instrument: false };
  const keys = [
    transform.getCacheKey(source, 'a.ts', options),
    transform.getCacheKey(`${source} `, 'a.ts', options),
    transform.getCacheKey(source, 'b.ts', options),
    transform.getCacheKey(source, 'a.ts', { ...options, instrument: true }),
    transform.getCacheKey(source, 'a.ts', { ...options, configString: '{ }' }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(transform.getCacheKey(source, 'a.ts', options)).toBe(keys[0]);
});
