import { describe, expect, test } from '@jest/globals';
import { assemblePolicy } from '../../src/checklist/assemble.ts';
import { conflicts, mergeConfigs, mergeOutlines } from '../../src/checklist/baseline.ts';
import { readConfig } from '../../src/checklist/config.ts';
import type { WrittenConfig } from '../../src/checklist/config-schema.ts';
import { readChecklist } from '../../src/checklist/written.ts';
import { problemsOfCall } from './problems-of-call.ts';

const list = (file: string, ...items: string[]) =>
  readChecklist({
    file,
    text: `format: gonogo/checklist/1\ntitle: ${file}\nitems:\n${items.map((each) => `  - { ${each} }\n`).join('')}`,
  });
const mine = (text: string) =>
  readConfig({ file: 'mine.yml', text: `version: 1\n_extends: acme/base\nchecklist: own.yml\n${text}` });
const base = (text: string) =>
  readConfig({ file: 'base.yml', text: `version: 1\nchecklist: base-list.yml\n${text}` }, { isBaseline: true });
const locked = 'id: cover, title: Covered, locked: true, gate: coverage, limits: { lines: 80 }';

function assemble(own: string, theirs = '', items: readonly string[] = [locked]) {
  return assemblePolicy({
    config: mine(own),
    checklists: [list('own.yml', 'id: mine, title: Mine')],
    commit: 'c',
    baseline: { config: base(theirs), checklists: [list('base-list.yml', ...items)] },
  });
}
const said = (own: string, theirs = '') =>
  problemsOfCall(() => assemble(own, theirs)).map(({ file, path, message }) => `${file} ${path}: ${message}`);

test('the items of the baseline come first, and the repository adds', () => {
  const policy = assemble(
    'people: { lead: { team: acme/b } }\nfreeze: [{ from: 2027-01-01, until: 2027-01-02, reason: mine }]\n',
    'people: { security: { team: acme/a } }\nfreeze: [{ from: 2026-01-01, until: 2026-01-02, reason: theirs }]\nenforcement: enforce\n',
  );
  expect(policy.checklist.items.map(({ id }) => id)).toEqual(['cover', 'mine']);
  expect(Object.keys(policy.people).toSorted()).toEqual(['lead', 'security']);
  expect(policy.freeze.map(({ reason }) => reason)).toEqual(['theirs', 'mine']);
});

describe('a locked item', () => {
  test.each([
    'gates: { coverage: { source: { files: x } } }',
    'items: { cover: { limits: { lines: 90 } } }',
    'items: { cover: { limits: { branches: 1 } } }',
    'items: { cover: { always: true, why: W, how: H, owner: { team: t } } }',
    'items: { mine: { level: may } }',
  ])('may be tightened: %s', (own) => {
    expect(said(`${own}\n`)).toEqual([]);
  });

  test.each([
    ['items: { cover: { limits: { lines: 70 } } }', 'its proof'],
    ['items: { cover: { level: should } }', 'level'],
    ['items: { cover: { locked: false } }', 'locked'],
    ['items: { cover: { notApplicable: { reason: r, until: 2027-01-01 } } }', 'notApplicable'],
    ['items: { cover: { when: { paths: [x] } } }', 'when'],
    ['items: { cover: { phase: month } }', 'phase'],
    ['gates: { coverage: { source: { files: x }, limits: { lines: 10 } } }', 'its proof'],
    ['defaults: { who: { team: mine } }', 'its proof'],
  ])('and not loosened: %s', (own, what) => {
    expect(said(`${own}\n`)).toEqual([`mine.yml items.cover: the baseline locks cover, and this loosens ${what}`]);
  });

  test('may be one of the repository’s own that the baseline names', () => {
    expect(said('items: { mine: { level: may } }\n', 'items: { mine: { locked: true } }\n')).toEqual([
      'mine.yml items.mine: the baseline locks mine, and this loosens level',
    ]);
  });

  test('that the repository does not have is an error of the policy', () => {
    expect(said('', 'items: { gone: { locked: true } }\n')).toEqual(['base.yml items.gone: the checklist has no item gone']);
  });

  test('an item that is not locked is the repository’s to change', () => {
    expect(assemble('items: { free: { level: may } }\n', '', ['id: free, title: Free']).checklist.items[0]?.level).toBe('may');
  });

  test('an id of the baseline cannot be taken', () => {
    expect(
      problemsOfCall(() =>
        assemblePolicy({
          config: mine(''),
          checklists: [list('own.yml', 'id: cover, title: Mine')],
          commit: 'c',
          baseline: { config: base(''), checklists: [list('base-list.yml', locked)] },
        }),
      ).map(({ code }) => code),
    ).toContain('checklist.same-id');
  });
});

describe('what the baseline says stands', () => {
  test.each([
    ['enforcement: enforce', 'enforcement: observe', 'enforcement'],
    ['solo: false', 'solo: true', 'solo'],
    ['trust: { minimum: pinned-workflow }', 'trust: { minimum: workspace }', 'trust.minimum'],
    ['trust: { workflows: [a.yml] }', 'trust: { workflows: [b.yml] }', 'trust.workflows'],
    [`trust: { pinned: [a/b/c@${'1'.repeat(40)}] }`, `trust: { pinned: [a/b/c@${'2'.repeat(40)}] }`, 'trust.pinned'],
    ['people: { lead: { team: a } }', 'people: { lead: { team: b } }', 'people.lead'],
    ['targets: { p: { url: "https://a.example" } }', 'targets: { p: { url: "https://b.example" } }', 'targets.p'],
    ['components: { a: { paths: [a] } }', 'components: { a: { paths: [b] } }', 'components.a'],
  ])('%s, and not %s', (theirs, own, path) => {
    expect(conflicts(base(`${theirs}\n`).written, mine(`${own}\n`)).map((problem) => problem.path)).toEqual([path]);
    expect(conflicts(base(`${theirs}\n`).written, mine(`${theirs}\n`))).toEqual([]);
    expect(conflicts(base('').written, mine(`${own}\n`))).toEqual([]);
    expect(conflicts(base(`${theirs}\n`).written, mine(''))).toEqual([]);
  });

  test('and who says otherwise is told where', () => {
    expect(conflicts(base('solo: false\n').written, mine('solo: true\n'))).toMatchObject([
      { code: 'config.loosens-baseline', file: 'mine.yml', line: 4 },
    ]);
  });

  test('a higher minimum is no conflict, and is taken', () => {
    const [theirs, own] = [base('trust: { minimum: workspace }\n').written, mine('trust: { minimum: app }\n')];
    expect(conflicts(theirs, own)).toEqual([]);
    expect(mergeConfigs(theirs, own.written).trust).toEqual({ minimum: 'app' });
    expect(mergeConfigs(theirs, mine('').written).trust).toEqual({ minimum: 'workspace' });
  });

  test('also when both are merged', () => {
    const naming = (value: string) =>
      `people: { lead: { team: ${value} } }\ntargets: { p: { url: "https://${value}" } }\ntrust: { workflows: [${value}] }\n`;
    expect(mergeConfigs(base(naming('a')).written, mine(naming('b')).written)).toMatchObject({
      people: { lead: { team: 'a' } },
      targets: { p: { url: 'https://a' } },
      trust: { workflows: ['a'] },
    });
  });

  test('stricter is taken', () => {
    const merged = mergeConfigs(
      base('solo: true\nenforcement: observe\n').written,
      mine('solo: false\nenforcement: enforce\n').written,
    );
    expect(merged).toMatchObject({ solo: false, enforcement: 'enforce' });
  });
});

test('every key of one side alone is taken as it is, and nothing is made up', () => {
  const least = { version: 1 as const, checklist: 'a.yml' };
  const all: WrittenConfig = {
    ...least,
    enforcement: 'observe',
    solo: true,
    verification: 'issue',
    environments: ['a'],
    targets: { p: { url: 'https://a.example' } },
    people: { lead: { team: 'a/b' } },
    components: { c: { paths: ['c/**'] } },
    gates: { coverage: { source: { files: 'x' }, limits: { lines: 1 } } },
    items: { i: { level: 'may', parameters: { x: 1 } } },
    defaults: { onPush: 'reset' },
    releases: { base: ['main'] },
    check: { settle: 5 },
    trust: { minimum: 'app', workflows: ['w'] },
  };
  expect(mergeConfigs(all, least)).toStrictEqual(all);
  expect(mergeConfigs(least, all)).toStrictEqual(all);
  expect(mergeConfigs(least, least)).toStrictEqual(least);
});

test('what both say is put together, and neither loses what it alone says', () => {
  const least = { version: 1 as const, checklist: 'a.yml' };
  const theirs: WrittenConfig = {
    ...least,
    components: { a: { paths: ['a'] } },
    targets: { a: { url: 'https://a.example' } },
    gates: { coverage: { source: { files: 'x' }, target: 't' }, other: { target: 't' } },
    items: { i: { level: 'may', source: { a: 1, b: 1 }, parameters: { x: 1, y: 1 } }, j: { level: 'may' } },
    defaults: { onPush: 'reset', asked: 'each-release' },
    releases: { base: ['main', 'old'], tags: ['v*'] },
    check: { settle: 5 },
    trust: { workflows: ['w'] },
  };
  const own: WrittenConfig = {
    ...least,
    components: { b: { paths: ['b'] } },
    targets: { b: { url: 'https://b.example' } },
    gates: { coverage: { limits: { lines: 1 } }, other: { target: 'u' } },
    items: { i: { title: 'I', source: { b: 2 }, parameters: { y: 2 } }, j: { title: 'J' } },
    defaults: { onPush: 'keep' },
    releases: { base: ['main', 'next'], labels: ['release'] },
    check: { waiting: 'in_progress' },
    trust: { pinned: ['p'], minimum: 'app' },
  };
  expect(mergeConfigs(theirs, own)).toStrictEqual({
    ...least,
    components: { a: { paths: ['a'] }, b: { paths: ['b'] } },
    targets: { a: { url: 'https://a.example' }, b: { url: 'https://b.example' } },
    gates: { coverage: { source: { files: 'x' }, limits: { lines: 1 }, target: 't' }, other: { target: 'u' } },
    items: {
      i: { level: 'may', title: 'I', source: { a: 1, b: 2 }, parameters: { x: 1, y: 2 } },
      j: { level: 'may', title: 'J' },
    },
    defaults: { onPush: 'keep', asked: 'each-release' },
    releases: { base: ['main', 'old', 'next'], tags: ['v*'], labels: ['release'] },
    check: { settle: 5, waiting: 'in_progress' },
    trust: { workflows: ['w'], pinned: ['p'], minimum: 'app' },
  });
});

test('settings, items and lists of both are put together', () => {
  const merged = mergeConfigs(
    base('environments: [a]\ngates: { coverage: { source: { files: x } } }\nitems: { i: { level: may, limits: { lines: 1 } } }\n')
      .written,
    mine('environments: [b]\ngates: { coverage: { limits: { lines: 2 } } }\nitems: { i: { limits: { branches: 2 } } }\n').written,
  );
  expect(merged).toMatchObject({
    environments: ['a', 'b'],
    gates: { coverage: { source: { files: 'x' }, limits: { lines: 2 } } },
    items: { i: { level: 'may', limits: { lines: 1, branches: 2 } } },
  });
});

describe('where the baseline is not', () => {
  test('nothing is judged without it', () => {
    const parts = { config: mine(''), checklists: [list('own.yml', 'title: A')], commit: 'c' };
    expect(problemsOfCall(() => assemblePolicy(parts))).toMatchObject([
      { code: 'config.no-baseline', file: 'mine.yml', line: 2 },
    ]);
  });

  test('a baseline has no other', () => {
    expect(problemsOfCall(() => base('_extends: acme/other\n'))).toMatchObject([
      { code: 'config.baseline-extends', path: '_extends' },
    ]);
  });
});

describe('components of both', () => {
  const a = "a: { paths: [a], checklist: ./a.yml, targets: { p: { url: 'https://a.example' } } }";
  const asked = 'id: up, title: Up, gate: coverage, target: p, source: { files: x }, limits: { lines: 1 }';
  const both = (own: string, theirs: string) =>
    assemblePolicy({
      config: mine(own),
      checklists: [list('own.yml', 'id: mine, title: Mine')],
      components: own.includes('components') ? { a: [list('a.yml', asked)] } : {},
      commit: 'c',
      baseline: {
        config: base(theirs),
        checklists: [],
        components: theirs.includes('components') ? { a: [list('base/a.yml', asked)] } : {},
      },
    }).checklist.items.map(({ id, at }) => `${id} ${at.file}`);

  test('are asked by whoever has them; of one that both name, the baseline stands', () => {
    expect(both('', `components: { ${a} }\n`)).toEqual(['mine own.yml', 'a.up base/a.yml']);
    expect(both(`components: { ${a} }\n`, '')).toEqual(['mine own.yml', 'a.up a.yml']);
    expect(both(`components: { ${a} }\n`, `components: { ${a} }\n`)).toEqual(['mine own.yml', 'a.up base/a.yml']);
  });

  test('a lock of the baseline knows the targets of the repository', () => {
    expect(both(`components: { ${a} }\n`, 'items: { a.up: { locked: true } }\n')).toEqual(['mine own.yml', 'a.up a.yml']);
  });

  test('come in one order, and what could not be read with them', () => {
    const [one, two] = [list('one.yml', 'title: A'), list('two.yml', 'title: B')];
    const problem = { code: 'c', message: 'm', remedy: 'r' };
    const merged = mergeOutlines(
      { checklists: [one], components: { b: [one] }, unreadable: [problem] },
      { checklists: [two], components: { a: [two], b: [two] } },
    );
    expect(merged).toEqual({ checklists: [one, two], components: { b: [one], a: [two] }, unreadable: [problem] });
    expect(Object.keys(merged.components)).toEqual(['b', 'a']);
    expect(mergeOutlines(undefined, { checklists: [two] })).toEqual({ checklists: [two], components: {}, unreadable: [] });
  });
});
