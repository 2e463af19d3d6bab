import { expect, test } from '@jest/globals';
import { createFaults, type Fault } from '../../../src/sandbox/faults/faults.ts';
import { createWorld } from '../../../src/sandbox/state/world.ts';

function strikes(fault: Fault, operations: readonly string[]) {
  const world = createWorld();
  world.clock.set('2026-01-01T00:00:00Z');
  const faults = createFaults(world);
  const remove = faults.add(fault);
  const struck = operations.map((operation) => {
    world.clock.advance(60_000);
    return faults.strike(operation) !== undefined;
  });
  remove();
  return { struck, faults };
}

test.each([
  [{ does: 'hang' }, ['a', 'b'], [true, true]],
  [{ does: 'hang', on: 'b' }, ['a', 'b', 'b'], [false, true, true]],
  [{ does: 'hang', on: 'b', times: 1 }, ['b', 'b'], [true, false]],
  [{ does: 'hang', after: 2, times: 1 }, ['a', 'a', 'a', 'a'], [false, false, true, false]],
  [{ does: 'hang', from: '2026-01-01T00:02:00Z', until: '2026-01-01T00:03:00Z' }, ['a', 'a', 'a'], [false, true, false]],
  [{ does: 'hang', chance: 0 }, ['a', 'a'], [false, false]],
] as const)('%j', (fault, operations, expected) => {
  const { struck, faults } = strikes(fault, operations);
  expect(struck).toEqual(expected);
  expect(faults.strike('a')).toBeUndefined();
});

test('by chance: some, the same ones for the same seed, and none once cleared', () => {
  const many = Array.from({ length: 60 }, () => 'a');
  const [one, two] = [strikes({ does: 'hang', chance: 0.5 }, many), strikes({ does: 'hang', chance: 0.5 }, many)];
  expect(one.struck).toEqual(two.struck);
  expect(new Set(one.struck).size).toBe(2);
  one.faults.add({ does: 'hang' });
  one.faults.clear();
  expect(one.faults.strike('a')).toBeUndefined();
});
