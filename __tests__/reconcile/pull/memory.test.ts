import { expect, test } from '@jest/globals';
import type { Json } from '../../../src/ground/json.ts';
import { isKnown, memoryIn, noMemory } from '../../../src/reconcile/pull/memory.ts';

const row = (memory: Json) => ({
  key: '7/pull-request/12',
  repoId: 7,
  kind: 'pull-request' as const,
  number: 12,
  head: 'a',
  base: 'main',
  isOpen: true,
  memory,
});

test('what was kept is had again', () => {
  const kept = { ...noMemory, isRelease: true, labels: ['release'] };
  const saved: Json = JSON.parse(JSON.stringify(kept));
  expect(memoryIn(row(saved))).toEqual(kept);
  expect(isKnown(row(saved))).toBe(true);
});

test.each([
  ['nothing', null],
  ['text', 'gonogo/pull/1'],
  ['another format', { format: 'gonogo/pull/9', isRelease: true }],
] as const)('%s is no memory, and never one of which nothing was asked', (_name, memory) => {
  expect(memoryIn(row(memory))).toEqual(noMemory);
  expect(isKnown(row(memory))).toBe(false);
});

test('what was never looked at is not known either', () => {
  expect(memoryIn(undefined)).toEqual(noMemory);
  expect(isKnown(undefined)).toBe(false);
});
