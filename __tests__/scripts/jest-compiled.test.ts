import { join } from 'node:path';
import vm from 'node:vm';
import { beforeAll, expect, test } from '@jest/globals';
import { root } from '../house/sources.ts';

type Compile = typeof vm.compileFunction;
let compileKept: Compile;

beforeAll(async () => {
  ({ compileKept } = await import(join(root, 'scripts/jest-compiled.mjs')));
});

test('what jest compiles in this world goes through it', () => {
  expect(String(vm.compileFunction)).toBe(String(compileKept));
});

test('each world has its own, although the text is compiled once', () => {
  const [one, other] = [vm.createContext({}), vm.createContext({})];
  const run = (parsingContext: vm.Context): unknown =>
    compileKept('globalThis.count = (globalThis.count ?? 0) + by; return [count]; // last', ['by'], {
      filename: 'count.js',
      parsingContext,
    })(2);
  expect([run(one), run(one), run(other)]).toEqual([[2], [4], [2]]);
  expect(Object.getPrototypeOf(run(one))).toBe(vm.runInContext('Array.prototype', one));
});

test('another text of the same name is another function', () => {
  const parsingContext = vm.createContext({});
  const run = (code: string): unknown => compileKept(code, [], { filename: 'same.js', parsingContext })();
  expect([run('return 1'), run('return 2'), run('return 1')]).toEqual([1, 2, 1]);
});

test.each(['throw new Error("here")', 'void 0;\n  throw new Error("here")'])('%j fails where it stands', (code) => {
  const placeOf = (compile: Compile): string | undefined => {
    try {
      compile(code, ['a', 'b'], { filename: 'place.js', parsingContext: vm.createContext({ Error }) })();
      return 'nowhere';
    } catch (error) {
      return /place\.js:\d+:\d+/.exec(String(Reflect.get(Object(error), 'stack')))?.[0];
    }
  };
  expect(placeOf(compileKept)).toBe(code.includes('\n') ? 'place.js:2:9' : 'place.js:1:7');
});

test('what is no code is an error that says so', () => {
  const options = { filename: 'broken.js', parsingContext: vm.createContext({}) };
  expect(() => compileKept('}', [], options)).toThrow(expect.objectContaining({ name: 'SyntaxError' }));
});

test('what imports while it runs asks whom it was told to ask', async () => {
  const importModuleDynamically = async (specifier: string) => {
    const module = new vm.SyntheticModule(['name'], () => module.setExport('name', specifier), { context: parsingContext });
    await module.link(() => module);
    await module.evaluate();
    return module;
  };
  const parsingContext = vm.createContext({});
  const load = compileKept("return import('there')", [], { filename: 'late.js', parsingContext, importModuleDynamically });
  expect(await load()).toMatchObject({ name: 'there' });
});
