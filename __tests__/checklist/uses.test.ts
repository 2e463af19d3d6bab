import { expect, test } from '@jest/globals';
import { asksPlatform, usesOf, withoutPlatform } from '../../src/checklist/uses.ts';
import type { GateUse } from '../../src/gates/engine/contract.ts';
import { byGate, byPerson, bySignOff, item, policy } from '../verdict/cases.ts';

const use = (name: string): GateUse => ({ gate: 'coverage', source: { files: name }, limits: { lines: 80 } });
const items = [
  item('proved', { proof: { ...byGate, use: use('proof') } }),
  item('ticked', {
    proof: { ...byPerson, by: 'person', who: { write: true }, support: [use('beside a box')], couldBe: [use('never')] },
  }),
  item('signed', { proof: { ...bySignOff, support: [use('beside a signature')] } }),
  item('all', { proof: { by: 'items', of: 'all-above' } }),
  item('later', { phase: 'verify', proof: { ...byGate, use: use('after the release') } }),
];
const files = (uses: GateUse[]) => uses.map(({ source }) => (source as { files: string }).files);

test('proofs and support are put to use, what could only prove is not', () => {
  expect(files(usesOf(policy(items)))).toEqual(['proof', 'beside a box', 'beside a signature', 'after the release']);
});

test('nothing is collected for phases that are not asked for', () => {
  expect(files(usesOf(policy(items), ['verify']))).toEqual(['after the release']);
  expect(usesOf(policy(items), ['rollback'])).toEqual([]);
});

test('what asks the platform is left out where there is none', () => {
  const uses = ['coverage', 'checks', 'health', 'reviews', 'nobody'].map((gate) => ({ gate, source: {}, limits: {} }));
  expect(withoutPlatform(uses).map(({ gate }) => gate)).toEqual(['coverage', 'health', 'nobody']);
  expect(['checks', 'reviews', 'coverage', 'nobody'].map(asksPlatform)).toEqual([true, true, false, false]);
});
