import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ownFiles, root } from '../house/sources.ts';

interface Timed {
  readonly path: string;
  readonly duration?: number;
}

let inOrder: (tests: readonly Timed[], workers: number) => readonly Timed[];
let named: readonly string[];

beforeAll(async () => {
  ({ inOrder, named } = await import(join(root, 'scripts/jest-sequencer.mjs')));
});

const at = (name: string, duration?: number): Timed => ({
  path: `/somewhere/__tests__/${name}.test.ts`,
  ...(duration !== undefined && { duration }),
});
const namesOf = (tests: readonly Timed[]) => tests.map(({ path }) => path.replace(/.*\/__tests__\/|\.test\.ts$/g, ''));

test('every file that is said to take long is there', () => {
  const files = new Set(ownFiles());
  expect(named.filter((name) => !files.has(`__tests__/${name}.test.ts`))).toEqual([]);
});

test('where nothing was measured, what is known to take long comes first', () => {
  expect(
    namesOf(
      inOrder(
        ['a', 'doors/cli', 'b', 'scripts/build'].map((name) => at(name)),
        3,
      ),
    ),
  ).toEqual(['doors/cli', 'scripts/build', 'a', 'b']);
});

test('what was measured counts more', () => {
  expect(namesOf(inOrder([at('doors/cli', 100), at('a', 2000), at('b', 1000)], 3))).toEqual(['a', 'b', 'doors/cli']);
});

test('those that wait for programs begin one after the other, with as much beside them as the other workers can do', () => {
  const beside = Array.from({ length: 8 }, (_, index) => at(`beside-${index}`, 10_000));
  const waiting = [at('scenarios/app/app', 20_000), at('scenarios/app/live', 10_000)];
  const order = namesOf(inOrder([...beside, ...waiting], 3));
  expect(order.indexOf('scenarios/app/app')).toBe(0);
  expect(order.indexOf('scenarios/app/live')).toBe(5);
});

test('none is lost, and none runs twice', () => {
  const tests = fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'scenarios/app/app'), duration: fc.option(fc.nat()) }));
  fc.assert(
    fc.property(tests, fc.integer({ min: 1, max: 9 }), (some, workers) => {
      const all = some.map(({ name, duration }) => at(name, duration ?? undefined));
      const order = inOrder(all, workers);
      expect(order).toHaveLength(all.length);
      expect(new Set(order)).toEqual(new Set(all));
    }),
  );
});
