import { createRequire } from 'node:module';
import { join } from 'node:path';
import vm from 'node:vm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { root } from '../house/sources.ts';

interface Coverage {
  readonly path: string;
  readonly hash: string;
  readonly s: Record<string, number>;
  readonly f: Record<string, number>;
  readonly b: Record<string, number[]>;
}

interface Counts {
  readonly countsOf: (path: string, hash: string, describe: () => Coverage) => Coverage;
  readonly news: () => Record<string, Coverage>;
}

/** The part of it that is asked here; it brings no types. */
interface Istanbul {
  createInstrumenter(options: { esModules: boolean; compact: boolean }): { instrumentSync(code: string, path: string): string };
  readInitialCoverage(code: string): unknown;
}

let istanbul: Istanbul;
let counting: (code: string, path: string) => string;
let createCounts: () => Counts;

beforeAll(async () => {
  istanbul = createRequire(import.meta.url)('istanbul-lib-instrument');
  ({ counting, createCounts } = await import(join(root, 'scripts/jest-coverage.mjs')));
});

const code = `// What it is.
const larger = (a, b) => (a > b || b === 0 ? a : b);
function never() {
  return 1;
}
result = larger(one, other);
`;

/** Runs it in a world of its own. */
function run({ countsOf }: Counts, given: { one: number; other: number }, text = code): unknown {
  const world = vm.createContext({ ...given, result: undefined, gonogoCounts: countsOf });
  vm.runInContext(counting(text, '/src/larger.js'), world);
  return world['result'];
}

describe('code that counts', () => {
  test('does what it did, and tells which lines, functions and ways ran', () => {
    const counts = createCounts();
    expect(run(counts, { one: 3, other: 2 })).toBe(3);
    const told = counts.news()['/src/larger.js'];
    expect(told).toMatchObject({ path: '/src/larger.js', f: { 0: 1, 1: 0 }, b: { 0: [1, 0], 1: [1, 0] } });
    expect(Object.values(told?.s ?? {})).toEqual([1, 1, 0, 1]);
  });

  test('is what Istanbul would count, place by place', () => {
    const instrumenter = istanbul.createInstrumenter({ esModules: true, compact: false });
    const world = vm.createContext({ one: 1, other: 2, result: 0 });
    vm.runInContext(instrumenter.instrumentSync(code, '/src/larger.js'), world);
    const counts = createCounts();
    run(counts, { one: 1, other: 2 });
    expect(counts.news()).toEqual(JSON.parse(JSON.stringify(world['__coverage__'])));
  });

  test('tells jest what there is to count when it never runs', () => {
    expect(istanbul.readInitialCoverage(counting(code, '/src/larger.js'))).toMatchObject({
      path: '/src/larger.js',
      coverageData: { f: { 0: 0, 1: 0 }, b: { 0: [0, 0], 1: [0, 0] } },
    });
  });
});

describe('one worker', () => {
  test('counts on from world to world', () => {
    const counts = createCounts();
    for (const one of [3, 3, 1]) run(counts, { one, other: 2 });
    expect(counts.news()['/src/larger.js']).toMatchObject({ f: { 0: 3 }, b: { 0: [2, 1] } });
  });

  test('tells of a file again only when more of it ran', () => {
    const counts = createCounts();
    const paths = (one: number, other = 2) => {
      run(counts, { one, other });
      return Object.keys(counts.news());
    };
    expect([paths(3), paths(3), paths(1), paths(1), paths(0, 0)].map(({ length }) => length)).toEqual([1, 0, 1, 0, 0]);
  });

  test('asks only once what there is to count', () => {
    const { countsOf } = createCounts();
    let asked = 0;
    const describing = () => {
      asked += 1;
      return { path: '/src/a.js', hash: 'h', s: { 0: 0 }, f: {}, b: {} };
    };
    expect(countsOf('/src/a.js', 'h', describing)).toBe(countsOf('/src/a.js', 'h', describing));
    expect(asked).toBe(1);
  });

  test('begins anew with another text of the file', () => {
    const counts = createCounts();
    run(counts, { one: 3, other: 2 });
    counts.news();
    run(counts, { one: 3, other: 2 }, `${code}never();\n`);
    expect(counts.news()['/src/larger.js']).toMatchObject({ f: { 0: 1, 1: 1 } });
  });

  test('keeps nothing of a world', () => {
    const counts = createCounts();
    const world = vm.createContext({ one: 3, other: 2, result: 0, gonogoCounts: counts.countsOf });
    vm.runInContext(counting(code, '/src/larger.js'), world);
    const { s, b } = counts.news()['/src/larger.js'] ?? {};
    const theirs = [vm.runInContext('Object.prototype', world), vm.runInContext('Array.prototype', world)];
    expect([s, b, b?.[0]].map((each) => theirs.includes(Object.getPrototypeOf(each)))).toEqual([false, false, false]);
  });
});
