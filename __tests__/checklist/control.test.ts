import { describe, expect, test } from '@jest/globals';
import { assemblePolicy } from '../../src/checklist/assemble.ts';
import type { Catalogue } from '../../src/checklist/catalogue.ts';
import { readConfig } from '../../src/checklist/config.ts';
import { below, controlOf, ownWords, wantedProofs } from '../../src/checklist/control.ts';
import type { ItemFields } from '../../src/checklist/fields.ts';
import type { Item } from '../../src/checklist/model.ts';
import { readChecklist } from '../../src/checklist/written.ts';
import { problemsOfCall } from './problems-of-call.ts';

const catalogue = [
  {
    file: 'catalogue.yml',
    text: `format: gonogo/catalogue/1
title: T
controls:
  - id: cover
    title: "{{lines}} % of lines"
    why: "Because of {{lines}}"
    references: ["https://example.org/{{lines}}"]
    how: "Reach {{lines}}"
    criteria: ["{{lines}} or more"]
    level: should
    phase: verify
    who: { team: testers }
    parameters: { lines: { type: number, default: 80, minimum: 0 } }
    proofs: [{ gate: coverage, limits: { lines: "{{lines}}", branches: 10 } }]
  - { id: sign, title: Signed, signOff: { role: lead } }
  - { id: open, title: "On {{where}}", parameters: { where: { type: text } } }
  - { id: two, title: Two, proofs: [{ gate: coverage, target: a }, { gate: coverage, limits: { lines: 1 } }] }
`,
  },
];
const bound = 'gates: { coverage: { source: { files: x } } }\n';

function assemble(item: string, config = '', around = ''): Item {
  const policy = assemblePolicy({
    config: readConfig({ file: 'config.yml', text: `version: 1\nchecklist: c.yml\n${config}` }),
    checklists: [
      readChecklist({
        file: 'c.yml',
        text: `format: gonogo/checklist/1\ntitle: T\nsections:\n  - title: S\n${around}    items:\n      - { ${item} }\n`,
      }),
    ],
    commit: 'c',
    catalogue,
  });
  const [only] = policy.checklist.items;
  if (only === undefined) throw new Error('no item');
  return only;
}

const faults = (item: string, config = '') => problemsOfCall(() => assemble(item, config));

describe('an item that names a control', () => {
  test('is all that the control says, with parameters put in', () => {
    expect(assemble('control: cover', bound)).toMatchObject({
      id: 'cover',
      control: 'cover',
      parameters: { lines: 80 },
      title: '80 % of lines',
      why: 'Because of 80',
      references: ['https://example.org/80'],
      how: 'Reach 80',
      criteria: ['80 or more'],
      level: 'should',
      phase: 'verify',
      proof: { by: 'gate', use: { gate: 'coverage', limits: { lines: 80, branches: 10 } } },
    });
  });

  test('is for people until the inputs of its gate are there', () => {
    expect(assemble('control: cover').proof).toMatchObject({
      by: 'person',
      who: { team: 'testers' },
      couldBe: [{ gate: 'coverage' }],
    });
  });

  test('the last word wins: control, checklist, gates, items', () => {
    const own = 'control: cover, parameters: { lines: 70 }, level: must, limits: { functions: 5 }';
    const config =
      'gates: { coverage: { source: { files: x }, limits: { branches: 20 } } }\nitems: { cover: { limits: { lines: 95 } } }\n';
    const item = assemble(own, config);
    expect(item).toMatchObject({ level: 'must', title: '70 % of lines' });
    expect(item.proof).toMatchObject({ use: { limits: { lines: 95, branches: 20, functions: 5 } } });
  });

  test('what is said around it stands above the control and below the item', () => {
    expect(assemble('control: cover', '', '    level: may\n    phase: day\n')).toMatchObject({ level: 'may', phase: 'day' });
    expect(assemble('control: cover, level: must', '', '    level: may\n')).toMatchObject({ level: 'must', phase: 'verify' });
  });

  test('has its own id and title where it gives them', () => {
    expect(assemble('id: x, title: Mine, control: cover')).toMatchObject({ id: 'x', title: 'Mine', control: 'cover' });
  });

  test('another parameter is another requirement', () => {
    const digests = ['80', '81'].map((lines) => assemble(`control: cover, parameters: { lines: ${lines} }`).digest);
    expect(new Set(digests).size).toBe(2);
    expect(assemble('control: cover').digest).toBe(digests[0]);
  });

  test('the configuration can name it, or another one', () => {
    expect(assemble('id: x, title: X', 'items: { x: { control: cover, parameters: { lines: 60 } } }\n')).toMatchObject({
      title: 'X',
      parameters: { lines: 60 },
    });
    expect(assemble('id: x, control: cover, parameters: { lines: 60 }', 'items: { x: { control: sign } }\n')).toMatchObject({
      control: 'sign',
      parameters: {},
    });
    expect(
      assemble('control: cover, parameters: { lines: 60 }', 'items: { cover: { parameters: { lines: 61 } } }\n'),
    ).toMatchObject({
      parameters: { lines: 61 },
    });
    expect(assemble('control: cover, parameters: { lines: 60 }', 'items: { cover: { control: cover } }\n').parameters).toEqual({
      lines: 60,
    });
  });
});

describe('a way of proof that the item names takes the control’s away', () => {
  test.each([
    ['control: cover, signOff: { role: r }', { by: 'sign-off', role: 'r' }],
    ['control: cover, who: { role: r }', { by: 'gate' }],
    ['control: sign', { by: 'sign-off', role: 'lead' }],
    ['control: sign, rollUp: all-above', { by: 'items', of: 'all-above' }],
    ['control: cover, rollUp: all-above', { by: 'items', of: 'all-above' }],
    ['control: sign, who: { team: t }', { by: 'person', who: { team: 't' } }],
    ['control: sign, gate: coverage, limits: { lines: 1 }', { by: 'gate', use: { limits: { lines: 1 } } }],
    ['control: cover, gate: coverage, limits: { lines: 1 }', { by: 'gate', use: { limits: { lines: 1, branches: 10 } } }],
  ])('%s: %j', (item, proof) => {
    expect(assemble(item, bound).proof).toMatchObject(proof);
  });
});

describe('what is wrong is said', () => {
  test.each([
    ['control: cove', 'checklist.no-such-control', 'Did you mean cover?'],
    ['control: nothing-like-it, title: A', 'checklist.no-such-control', 'docs/configuration.md'],
    ['control: open', 'checklist.parameter-missing', 'a text'],
    ['control: open, parameters: { where: 1 }', 'checklist.parameter-type', ''],
    ['control: cover, parameters: { line: 1 }', 'checklist.no-such-parameter', 'lines'],
    ['control: cover, parameters: { lines: -1 }', 'checklist.parameter-type', ''],
    ['title: A, parameters: { a: 1 }', 'checklist.no-control', 'control'],
    ['title: A, limits: { lines: 1 }', 'checklist.no-gate', 'gate'],
    ['control: sign, target: t', 'checklist.no-gate', 'gate'],
    ['control: two, limits: { lines: 1 }', 'checklist.no-gate', 'gate'],
    ['control: cover, signOff: { role: r }, limits: { lines: 1 }', 'checklist.no-gate', 'gate'],
    ['control: cover, rollUp: all-above, limits: { lines: 1 }', 'checklist.no-gate', 'gate'],
    ['title: A, source: { files: x }', 'checklist.no-gate', 'gate'],
    ['title: A, origin: app', 'checklist.no-gate', 'gate'],
    ['title: A, acceptNotApplicable: none here', 'checklist.no-gate', 'gate'],
  ])('%s: %s', (item, code, remedy) => {
    const problems = faults(item);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems).toMatchObject([{ file: 'c.yml', line: 6, remedy: expect.stringContaining(remedy) }]);
  });

  test('a catalogue that is wrong is said once, and only when something refers to it', () => {
    const parts = (item: string) => ({
      config: readConfig({ file: 'config.yml', text: 'version: 1\nchecklist: c.yml\n' }),
      checklists: [readChecklist({ file: 'c.yml', text: `format: gonogo/checklist/1\ntitle: T\nitems: [{ ${item} }]\n` })],
      commit: 'c',
      catalogue: [{ file: 'k.yml', text: 'format: gonogo/catalogue/1\n' }],
    });
    expect(problemsOfCall(() => assemblePolicy(parts('control: cover'))).every(({ file }) => file === 'k.yml')).toBe(true);
    expect(assemblePolicy(parts('title: A')).checklist.items).toHaveLength(1);
  });
});

test('the id of a control that stands for a title is none, whichever control it is in the end', () => {
  expect(ownWords({ title: 'cover', control: 'cover', level: 'may' })).toEqual({ control: 'cover', level: 'may' });
  expect(ownWords({ title: 'cover' })).toEqual({ title: 'cover' });
  expect(assemble('control: cover', 'items: { cover: { control: sign } }\n').title).toBe('Signed');
});

test('what the configuration says of an item counts as what the item says', () => {
  const codes = (config: string) => faults('id: x, control: cover', `items: { x: { ${config} } }\n`).map(({ code }) => code);
  expect(codes('signOff: { role: r }, limits: { lines: 1 }')).toEqual(['checklist.no-gate']);
  expect(codes('rollUp: all-above, limits: { lines: 1 }')).toEqual(['checklist.no-gate']);
  expect(codes('limits: { lines: 1 }')).toEqual([]);
  expect(faults('id: x, title: X', 'items: { x: { limits: { lines: 1 } } }\n').map(({ code }) => code)).toEqual([
    'checklist.no-gate',
  ]);
});

describe('the gates that may prove an item', () => {
  const proofs = [{ gate: 'a', target: 't', source: { x: 1, y: 1 } }, { gate: 'a', limits: { z: 1 } }, { gate: 'b' }];
  const wanted = (said: ItemFields, of = proofs) =>
    wantedProofs({ said, override: undefined, given: { id: 'c', fields: {}, proofs: of, parameters: {} } }, () =>
      expect('a fault').toBe('none'),
    );

  test('are those of the control, as they are, when there are several', () => {
    expect(wanted({})).toStrictEqual(proofs);
  });

  test('are on top of the first that names the same gate', () => {
    expect(wanted({ gate: 'a', source: { y: 2 } })).toStrictEqual([
      { gate: 'a', target: 't', source: { x: 1, y: 2 }, limits: {} },
    ]);
    expect(wanted({ gate: 'b', target: 'own', origin: 'app' })).toStrictEqual([
      { gate: 'b', target: 'own', source: {}, limits: {}, origin: 'app' },
    ]);
    expect(wanted({ gate: 'other' })).toStrictEqual([{ gate: 'other', source: {}, limits: {} }]);
  });

  test('is the only one, with what the item says of it', () => {
    expect(wanted({ target: 'own', limits: { z: 2 } }, proofs.slice(1, 2))).toStrictEqual([
      { gate: 'a', target: 'own', source: {}, limits: { z: 2 } },
    ]);
  });
});

test('places and values of a control’s gate are put in', () => {
  const controls: Catalogue = new Map([
    [
      'c',
      {
        id: 'c',
        title: 'C',
        parameters: { where: { type: 'text' }, path: { type: 'text' } },
        proofs: [{ gate: 'g', target: '{{where}}', source: { url: '/{{path}}' } }, { gate: 'h' }],
        support: [{ gate: 'i', source: { url: '/{{path}}' } }],
      },
    ],
  ]);
  const said = { title: 'C', control: 'c', parameters: { where: 'live', path: 'up' } };
  const given = controlOf({ said, override: undefined, catalogue: controls }, () => expect('a fault').toBe('none'));
  expect(given?.proofs).toStrictEqual([{ gate: 'g', target: 'live', source: { url: '/up' } }, { gate: 'h' }]);
  expect(below(given, {})).toMatchObject({ title: 'C', support: [{ gate: 'i', source: { url: '/up' } }] });
  expect(below(given, { support: [] })).toMatchObject({ support: [] });
});

test('without a control everything is the item’s own', () => {
  const report = () => expect('a fault').toBe('none');
  expect(controlOf({ said: { title: 'A' }, override: undefined, catalogue: new Map() }, report)).toBeUndefined();
  expect(below(undefined, { title: 'A' })).toEqual({ title: 'A' });
  expect(wantedProofs({ said: { title: 'A' }, override: undefined, given: undefined }, report)).toEqual([]);
});
