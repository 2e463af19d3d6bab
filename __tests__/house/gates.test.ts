import { describe, expect, test } from '@jest/globals';
import { gatePage, indexPage } from '../../scripts/gate-page.ts';
import { schemas } from '../../scripts/schemas.ts';
import { defineGate, type Gate } from '../../src/gates/engine/contract.ts';
import { s } from '../../src/gates/engine/schema.ts';
import { gateById, gates } from '../../src/gates/registry.ts';
import { filesOfGate, gateFlaws } from './gate-rules.ts';
import { noGate } from './rooms.ts';
import { scan } from './scanner.ts';
import { filesUnder, ownFiles, read } from './sources.ts';

const files = new Set(ownFiles());

test('every gate is whole', () => {
  expect(gates.flatMap(gateFlaws)).toEqual([]);
  expect(gates.length).toBeGreaterThan(0);
});

test('every gate has its file, its test, its page and three recorded inputs', () => {
  expect(gates.flatMap(({ id }) => filesOfGate(id)).filter((path) => !files.has(path))).toEqual([]);
});

test('the recorded inputs are what their folders are called', () => {
  const results = { pass: 'pass', fail: 'fail', broken: 'cannot-tell' };
  const expected = Object.entries(results).flatMap(([folder, result]) =>
    gates.map(({ id }) => ({ path: `__tests__/gates/recorded/${id}/${folder}/expected.json`, result })),
  );
  const found = expected.map(({ path }) => ({ path, result: Reflect.get(JSON.parse(read(path)), 'result') }));
  expect(found).toEqual(expected);
});

test('every gate file is in the registry, under its own name', () => {
  const inFolder = [...files].filter(
    (path) => /^src\/gates\/[^/]+\.ts$/.test(path) && !noGate.includes(path.slice('src/'.length)),
  );
  expect(inFolder.toSorted()).toEqual(gates.map(({ id }) => `src/gates/${id}.ts`).toSorted());
  expect(gates.map(({ id }) => gateById(id))).toEqual(gates);
});

test('every page is what npm run docs writes', () => {
  const written = filesUnder('docs/gates', '.md').map((path) => [path, read(path)]);
  const meant = [
    ['docs/gates/README.md', indexPage(gates)],
    ...gates.map((gate) => [`docs/gates/${gate.id}.md`, gatePage(gate)]),
  ];
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(meant));
});

test('every schema that the code names is compiled into the bundle', () => {
  const listed = new Set(schemas.map((schema) => Reflect.get(schema, '$id')));
  const named = filesUnder('src', '.ts').flatMap((path) => {
    const source = read(path);
    return [...scan(source).code.matchAll(/\$id:\s*(?<quote>['"])/g)].map((match) => {
      const from = match.index + match[0].length;
      return source.slice(from, source.indexOf(match.groups?.['quote'] ?? '', from));
    });
  });
  expect(named.filter((id) => !listed.has(id))).toEqual([]);
  expect(listed.size).toBeGreaterThan(0);
});

describe('the rules', () => {
  const whole: Gate = defineGate({
    id: 'tide',
    title: 'Tide',
    about: 'Asks.',
    needs: [],
    keeps: 'commit',
    source: s.object({}, { $id: 'tide.source' }),
    limits: s.object({ a: s.number({ tightens: 'lower' }) }, { $id: 'tide.limits' }),
    evidence: s.object({}, { $id: 'tide.evidence' }),
    collect: () => Promise.resolve({}),
    judge: () => ({ result: 'cannot-tell', summary: '', measured: [], findings: [] }),
  });
  const deep = s.object(
    {
      a: s.object({ b: s.number(), c: s.number({ tightens: 'sideways' }) }),
      d: s.array(s.object({ e: s.number() }), { tightens: 'subset' }),
      f: s.record(s.number({ tightens: 'lower' })),
      ab: s.object({ c: s.number() }, { tightens: 'equal' }),
    },
    { $id: 'tide.limits' },
  );

  test.each<[string, Partial<Gate>, string[]]>([
    ['a whole gate', {}, []],
    ['no words', { about: ' ' }, ['gate tide: it has no title or no about']],
    ['another $id', { source: s.object({}) }, ['gate tide: the $id of its source is not tide.source']],
    ['limits', { limits: deep }, ['a.b', 'a.c'].map((name) => `gate tide: its limit ${name} does not say how it tightens`)],
  ])('%s', (_, change, flaws) => {
    expect(gateFlaws({ ...whole, ...change })).toEqual(flaws);
  });

  test.each(['Tide', 'tide_2', '-tide', 'tide.', 'tide--low', 'tide/low', '', 'a'.repeat(81)])('the id %j', (id) => {
    expect(gateFlaws({ ...whole, id })).toContain(`gate ${id}: its id is not lower-case words joined by - or .`);
  });
});
