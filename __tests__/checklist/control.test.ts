import { describe, expect, test } from '@jest/globals';
import { assemblePolicy } from '../../src/checklist/assemble.ts';
import { readConfig } from '../../src/checklist/config.ts';
import { below, controlOf, ownWords, wantedProofs } from '../../src/checklist/control.ts';
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
    why: Because
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
      why: 'Because',
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
  });
});

describe('a way of proof that the item names takes the control’s away', () => {
  test.each([
    ['control: cover, signOff: { role: r }', { by: 'sign-off', role: 'r' }],
    ['control: cover, who: { role: r }', { by: 'gate' }],
    ['control: sign', { by: 'sign-off', role: 'lead' }],
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
    ['control: nothing-like-it, title: A', 'checklist.no-such-control', ''],
    ['control: open', 'checklist.parameter-missing', 'a text'],
    ['control: open, parameters: { where: 1 }', 'checklist.parameter-type', ''],
    ['control: cover, parameters: { line: 1 }', 'checklist.no-such-parameter', 'lines'],
    ['control: cover, parameters: { lines: -1 }', 'checklist.parameter-type', ''],
    ['title: A, parameters: { a: 1 }', 'checklist.no-control', 'control'],
    ['title: A, limits: { lines: 1 }', 'checklist.no-gate', 'gate'],
    ['control: sign, target: t', 'checklist.no-gate', 'gate'],
    ['control: two, limits: { lines: 1 }', 'checklist.no-gate', 'gate'],
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

test('without a control everything is the item’s own', () => {
  const report = () => expect('a fault').toBe('none');
  expect(controlOf({ said: { title: 'A' }, override: undefined, catalogue: new Map() }, report)).toBeUndefined();
  expect(below(undefined, { title: 'A' })).toEqual({ title: 'A' });
  expect(wantedProofs({ said: { title: 'A' }, override: undefined, given: undefined }, report)).toEqual([]);
});
