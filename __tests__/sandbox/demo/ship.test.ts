import { expect, test } from '@jest/globals';
import { settleDemo } from '../../../src/sandbox/demo/demo.ts';
import { shippedFrom } from '../../../src/sandbox/state/shipped.ts';
import { createWorld } from '../../../src/sandbox/state/world.ts';

test('one deployment went through, and one waits for its reviewer', () => {
  const { repo } = settleDemo(createWorld());
  const { releases, workflowRuns, deployments } = shippedFrom(repo);
  expect([...releases.values()].map(({ draft }) => draft)).toEqual([false, true]);
  expect([...workflowRuns.values()].map(({ attempts }) => attempts[0]?.conclusion)).toEqual(['success', null]);
  expect([...deployments.values()].map(({ environment, passage }) => [environment, passage?.state])).toEqual([
    ['staging', 'approved'],
    ['production', 'waiting'],
  ]);
});
