import { expect, test } from '@jest/globals';
import { addAccount } from '../../../src/sandbox/state/accounts.ts';
import { actionsId, createWorld, happened } from '../../../src/sandbox/state/world.ts';

test('no id is given out twice, and everyone who listens hears what happened', () => {
  const world = createWorld();
  expect(new Set(Array.from({ length: 9 }, world.nextId)).size).toBe(9);
  const ids = Array.from({ length: 15_000 }, world.nextId);
  expect([ids.includes(15_367), ids.includes(actionsId), ids.includes(15_369)]).toEqual([true, false, true]);
  const heard: string[] = [];
  world.listeners.push(
    ({ event }) => heard.push(event),
    ({ event }) => heard.push(`${event} again`),
  );
  happened(world, { event: 'ping', sender: addAccount(world, 'ada'), about: {} });
  expect(heard).toEqual(['ping', 'ping again']);
});
