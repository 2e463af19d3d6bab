import { describe, expect, test } from '@jest/globals';
import type { GateAnswer, ItemVerdict } from '../../../src/verdict/verdict.ts';
import { annotationsOf } from '../../../src/views/check-run/annotations.ts';
import { item, now, verdict } from '../samples.ts';

type Finding = GateAnswer['judgement']['findings'][number];

function answer(findings: readonly Partial<Finding>[]): GateAnswer {
  const whole = findings.map((each, at) => ({ id: `f${at}`, title: `hole ${at}`, file: 'src/a.ts', line: at + 1, ...each }));
  const judgement = { result: 'fail', summary: 's', measured: [], findings: whole, remedy: 'Mend it.' } as const;
  return { gate: 'audit', state: 'judged', at: now, judgement };
}

const failed = (findings: readonly Partial<Finding>[], fields: Partial<ItemVerdict> = {}) =>
  item({ id: 'audit', title: 'No holes', by: 'gate', state: 'failed', answer: answer(findings), ...fields });
const shown = (...given: readonly ItemVerdict[]) => annotationsOf(verdict({ items: given })).batches.flat();

test('a finding stands beside its line, with what to do', () => {
  expect(shown(failed([{ severity: 'high' }]))).toEqual([
    { path: 'src/a.ts', line: 1, level: 'failure', title: 'No holes (audit)', message: 'high: hole 0\n→ Mend it.' },
  ]);
});

test('what blocks comes first, and in it the worst', () => {
  const words = ['low', 'CRITICAL', 'odd', 'Error', 'info'].map((severity) => ({ severity, title: severity }));
  const owed = failed([{ title: 'owed' }], {
    id: 'owed',
    level: 'should',
    required: false,
    answer: { ...answer([{ title: 'owed' }]), gate: 'b' },
  });
  const waived = failed([], { id: 'w', state: 'waived', answer: { ...answer([{ title: 'waived' }]), gate: 'c' } });
  expect(shown(waived, owed, failed(words)).map(({ level, message }) => `${level} ${message.split('\n')[0]}`)).toEqual([
    'failure CRITICAL: CRITICAL',
    'failure Error: Error',
    'failure odd: odd',
    'failure low: low',
    'failure info: info',
    'warning owed',
    'notice waived',
  ]);
});

test('one scan that serves two items is shown once, at its worst', () => {
  const beside = item({ id: 'box', support: [answer([{}])] });
  expect(shown(beside, failed([{}])).map(({ level, title }) => [level, title])).toEqual([['failure', 'No holes (audit)']]);
});

describe('a place that GitHub could not show', () => {
  test.each<[string, Partial<Finding>]>([
    ['no file', { file: '' }],
    ['outside', { file: '../etc/passwd' }],
    ['absolute', { file: '/etc/passwd' }],
    ['another system', { file: 'src\\a.ts' }],
    ['hidden characters', { file: 'src/\u202ea.ts' }],
    ['no line', { line: 0 }],
    ['half a line', { line: 1.5 }],
    ['too far down', { line: 2 ** 31 }],
  ])('%s', (_, finding) => {
    expect(shown(failed([finding]))).toEqual([]);
  });

  test('an item that does not apply', () => {
    expect(shown(failed([{}], { applies: false }))).toEqual([]);
  });
});

test('batches of fifty, ten at most, and the rest is counted', () => {
  const { batches, left } = annotationsOf(verdict({ items: [failed(Array.from({ length: 623 }, () => ({})))] }));
  expect([batches.map((each) => each.length), left]).toEqual([Array.from({ length: 10 }, () => 50), 123]);
  expect(annotationsOf(verdict({ items: [failed([{}])] }))).toMatchObject({ batches: [[{}]], left: 0 });
});
