import { expect, test } from '@jest/globals';
import { settleDemo } from '../../../src/sandbox/demo/demo.ts';
import { rerequestRun, runsAt } from '../../../src/sandbox/state/checks.ts';
import { isPull } from '../../../src/sandbox/state/issues.ts';
import { enqueue } from '../../../src/sandbox/state/queue.ts';
import { createWorld } from '../../../src/sandbox/state/world.ts';

test('what is queued is merged once the tests of its group were asked for again', () => {
  const world = createWorld();
  settleDemo(world);
  const pier = world.names.get('harbour/pier');
  const mika = world.logins.get('mika');
  if (!pier || !mika) throw new Error('They are there.');
  const [first, second] = [...pier.issues.values()].filter(isPull);
  if (!first || !second) throw new Error('There are three.');
  enqueue(world, first, { sender: mika });
  enqueue(world, second, { sender: mika });
  expect(pier.groups).toHaveLength(2);
  const checks = pier.groups.flatMap(({ headSha }) => runsAt(pier, headSha));
  expect(checks.map(({ status }) => status)).toEqual(['in_progress', 'in_progress']);
  for (const check of checks) rerequestRun(world, check, mika);
  expect([first.pull.mergedAt === null, second.pull.mergedAt === null, pier.queue.length]).toEqual([false, false, 0]);
});
