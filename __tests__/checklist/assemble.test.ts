import { describe, expect, test } from '@jest/globals';
import { assemblePolicy } from '../../src/checklist/assemble.ts';
import { readConfig } from '../../src/checklist/config.ts';
import type { Item } from '../../src/checklist/model.ts';
import type { Policy } from '../../src/checklist/policy.ts';
import { usesOf } from '../../src/checklist/uses.ts';
import { readChecklist } from '../../src/checklist/written.ts';
import { problemsOfCall } from './problems-of-call.ts';

const plain = 'version: 1\nchecklist: release.yml\n';

function checklist(...items: string[]): string {
  return `format: gonogo/checklist/1\ntitle: Release\nsections:\n  - title: Safety\n    items:\n${items.map((item) => `      - { ${item} }\n`).join('')}`;
}

function assemble(config: string, ...texts: string[]): Policy {
  const read = readConfig({ file: '.github/gonogo.yml', text: config });
  return assemblePolicy({
    config: read,
    checklists: texts.map((text) => readChecklist({ file: 'release.yml', text })),
    commit: 'c',
  });
}

function only(policy: Policy): Item {
  const [item] = policy.checklist.items;
  if (item === undefined) throw new Error('no item');
  return item;
}

const said = (config: string, ...texts: string[]) => problemsOfCall(() => assemble(config, ...texts));

describe('an item in the simplest form', () => {
  test('gets its place, an id from its titles, and the safest of what it does not say', () => {
    const item = only(assemble(plain, checklist('title: Backups restored')));
    expect(item).toMatchObject({
      id: 'safety.backups-restored',
      level: 'must',
      phase: 'merge',
      path: [{ kind: 'section', id: 'safety', title: 'Safety' }],
      proof: { by: 'person', who: { write: true } },
      asked: 'each-release',
      onPush: 'keep',
      at: { file: 'release.yml', line: 6 },
    });
  });

  test('a second one of the same title gets another id', () => {
    const { items } = assemble(plain, checklist('title: Same', 'title: Same')).checklist;
    expect(items.map(({ id }) => id)).toEqual(['safety.same', 'safety.same-2']);
  });

  test('what the config says of it wins, and defaults fill the rest', () => {
    const config = `${plain}defaults: { onPush: reset, who: { role: lead } }\nitems: { a: { level: should, who: { team: t } } }\n`;
    const [a, b] = assemble(config, checklist('id: a, title: A', 'id: b, title: B')).checklist.items;
    expect(a).toMatchObject({ level: 'should', onPush: 'reset', proof: { who: { team: 't' } } });
    expect(b).toMatchObject({ level: 'must', proof: { who: { role: 'lead' } } });
  });

  test('ends and beginnings are instants: a day ends with its last moment in UTC', () => {
    const item = only(
      assemble(
        plain,
        checklist(
          'title: A, due: 2027-06-30, enforceFrom: 2027-01-01, notApplicable: { reason: r, until: "2027-01-01T10:00:00+02:00" }',
        ),
      ),
    );
    expect(item).toMatchObject({
      due: '2027-07-01T00:00:00Z',
      enforceFrom: '2027-01-01T00:00:00Z',
      notApplicable: { until: '2027-01-01T08:00:00Z' },
    });
  });

  test('standing takes 90 days unless told', () => {
    expect(only(assemble(plain, checklist('title: A, asked: { standing: {} }'))).asked).toEqual({
      standing: { lasts: 90, voidIfChanged: [] },
    });
  });

  test.each([
    ['signOff: { role: lead }', { by: 'sign-off', role: 'lead', count: 1, via: 'review', support: [] }],
    ['rollUp: all-above', { by: 'items', of: 'all-above' }],
  ])('%s', (written, proof) => {
    expect(assemble(plain, checklist('title: A', `title: B, ${written}`)).checklist.items[1]?.proof).toEqual(proof);
  });
});

describe('the digest of an item', () => {
  const digestOf = (item: string, config = plain) => only(assemble(config, checklist(item))).digest;
  const base = 'id: a, title: A';

  test.each(['why: w', 'how: h', 'references: [x]', 'owner: { team: t }', 'due: 2027-01-01'])('%s resets nothing', (more) => {
    expect(digestOf(`${base}, ${more}`)).toBe(digestOf(base));
  });

  test.each([
    'level: should',
    'phase: verify',
    'criteria: [c]',
    'who: { team: t }',
    "when: { paths: ['x'] }",
    'signOff: { role: r }',
  ])('%s is another requirement', (more) => {
    expect(digestOf(`${base}, ${more}`)).not.toBe(digestOf(base));
  });

  test('a gate that becomes active, or another limit, is another requirement', () => {
    const gate = `${base}, gate: coverage, limits: { lines: 80 }`;
    const bound = (lines: number) => `${plain}gates: { coverage: { source: { files: x }, limits: { lines: ${lines} } } }\n`;
    expect(new Set([digestOf(gate), digestOf(gate, bound(80)), digestOf(gate, bound(90))]).size).toBe(3);
  });
});

describe('a binding proves only once its inputs are configured', () => {
  const gate = 'title: A, gate: coverage, limits: { lines: 80 }';
  const bound = `${plain}gates: { coverage: { source: { files: x.info } } }\n`;

  test('until then the item is for people, and says what could prove it', () => {
    expect(only(assemble(plain, checklist(gate))).proof).toMatchObject({ by: 'person', couldBe: [{ gate: 'coverage' }] });
    expect(usesOf(assemble(plain, checklist(gate)))).toEqual([]);
  });

  test('then only the gate proves it', () => {
    const policy = assemble(bound, checklist(gate));
    expect(only(policy).proof).toEqual({
      by: 'gate',
      use: { gate: 'coverage', source: { files: 'x.info' }, limits: { lines: 80 } },
    });
    expect(usesOf(policy)).toEqual([{ gate: 'coverage', source: { files: 'x.info' }, limits: { lines: 80 } }]);
  });

  test('checklist, then gates, then items: the last one wins, key by key', () => {
    const config = `${plain}gates: { coverage: { source: { files: g }, limits: { lines: 70, branches: 60 } } }\nitems: { a: { limits: { branches: 50 } } }\n`;
    const item = only(
      assemble(config, checklist('id: a, title: A, gate: coverage, source: { files: i }, limits: { lines: 80 }')),
    );
    expect(item.proof).toMatchObject({ use: { source: { files: 'g' }, limits: { lines: 70, branches: 50 } } });
  });

  test('support is configured in the same way and never becomes the proof', () => {
    const support = 'title: A, support: [{ gate: coverage, limits: { lines: 80 } }]';
    expect(only(assemble(bound, checklist(support))).proof).toMatchObject({
      by: 'person',
      support: [{ gate: 'coverage' }],
      couldBe: [],
    });
    expect(only(assemble(plain, checklist(support))).proof).toMatchObject({
      by: 'person',
      support: [],
      couldBe: [{ gate: 'coverage' }],
    });
  });
});

describe('every problem, with its place and what to do', () => {
  test.each<[string, string, string[], { file: string; line: number; message: string; remedy?: string }]>([
    [
      'an unknown key',
      plain,
      [checklist('title: A, levle: must')],
      { file: 'release.yml', line: 6, message: 'levle', remedy: '' },
    ],
    [
      'an unknown gate',
      plain,
      [checklist('title: A, gate: covrage')],
      { file: 'release.yml', line: 6, message: 'covrage', remedy: 'coverage' },
    ],
    [
      'a wrong setting',
      `${plain}gates: { coverage: { source: { flies: x } } }\n`,
      [checklist('title: A, gate: coverage')],
      { file: 'release.yml', line: 6, message: 'flies' },
    ],
    [
      'two proofs',
      plain,
      [checklist('title: A, gate: coverage, signOff: { role: r }')],
      { file: 'release.yml', line: 6, message: 'gate and signOff' },
    ],
    [
      'the same id twice',
      plain,
      [checklist('id: a, title: A', 'id: a, title: B')],
      { file: 'release.yml', line: 7, message: 'taken' },
    ],
    [
      'after something unknown',
      plain,
      [checklist('id: abc, title: A', 'title: B, after: [abd]')],
      { file: 'release.yml', line: 7, message: 'abd', remedy: 'abc' },
    ],
    [
      'a circle',
      plain,
      [checklist('id: a, title: A, after: [b]', 'id: b, title: B, after: [a]')],
      { file: 'release.yml', line: 6, message: 'for ever' },
    ],
    [
      'a word about no item',
      `${plain}items: { abd: { level: may } }\n`,
      [checklist('id: abc, title: A')],
      { file: '.github/gonogo.yml', line: 3, message: 'abd', remedy: 'abc' },
    ],
    [
      'a date that is none',
      plain,
      [checklist('title: A, due: 2026-02-30')],
      { file: 'release.yml', line: 6, message: '2026-02-30' },
    ],
    [
      'a time without a zone',
      plain,
      [checklist('title: A, due: "2026-02-20T10:00:00"')],
      { file: 'release.yml', line: 6, message: 'zone', remedy: 'Z' },
    ],
    [
      'a freeze that ends before it begins',
      `${plain}freeze: [{ from: 2027-01-02, until: 2027-01-01, reason: r }]\n`,
      [checklist('title: A')],
      { file: '.github/gonogo.yml', line: 3, message: 'before it begins' },
    ],
    [
      'a label that takes an item away',
      plain,
      [checklist('title: A, when: { labels: ["!skip"] }')],
      { file: 'release.yml', line: 6, message: '!skip' },
    ],
    [
      'a glob that is none',
      plain,
      [checklist('title: A, when: { paths: ["src/[a"] }')],
      { file: 'release.yml', line: 6, message: '' },
    ],
    [
      'paths that only exclude',
      plain,
      [checklist('title: A, when: { paths: ["!docs/**"] }')],
      { file: 'release.yml', line: 6, message: '!' },
    ],
    [
      'no items',
      plain,
      ['format: gonogo/checklist/1\ntitle: T\nsections: []\n'],
      { file: 'release.yml', line: 3, message: 'no items' },
    ],
    ['an unknown profile', 'version: 1\nchecklist: linkflw\n', [], { file: '.github/gonogo.yml', line: 2, message: 'linkflw' }],
    ['another version', 'version: 2\nchecklist: a.yml\n', [], { file: '.github/gonogo.yml', line: 1, message: '' }],
  ])('%s', (_, config, texts, expected) => {
    const problems = said(config, ...texts);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      file: expected.file,
      line: expected.line,
      message: expect.stringContaining(expected.message),
    });
    expect(problems[0]?.remedy).toContain(expected.remedy ?? '');
    expect(problems[0]?.remedy).not.toBe('');
  });

  test('all of them at once', () => {
    const lines = said(plain, checklist('title: A, due: never', 'title: B, gate: nope', 'id: C, title: C')).map(
      ({ line }) => line,
    );
    expect(lines).toEqual([8]);
    const deeper = said(
      `${plain}freeze: [{ from: x, until: y, reason: r }]\n`,
      checklist('title: A, due: never', 'title: B, gate: nope'),
    );
    expect(deeper.map(({ file, line }) => `${file}:${line}`)).toEqual(['release.yml:6', 'release.yml:7', '.github/gonogo.yml:3']);
  });

  test('a target that looks like a known one is a typing mistake', () => {
    // Only gates that need a live address look at it, and a wrong name would leave the item to people without a word.
    expect(said(`${plain}targets: { production: { url: https://example.com } }\n`, checklist('title: A'))).toEqual([]);
  });
});

test('a policy has one digest, whatever commit it was read at', () => {
  const one = assemble(plain, checklist('title: A'));
  expect(one).toMatchObject({ enforcement: 'enforce', solo: false, trust: { minimum: 'unchanged-workflow' }, freeze: [] });
  expect(assemble(plain, checklist('title: A')).digest).toBe(one.digest);
  expect(assemble(`${plain}solo: true\n`, checklist('title: A')).digest).not.toBe(one.digest);
});
