import { expect, test } from '@jest/globals';
import { actionsApp, queueBot } from '../../../src/sandbox/state/actions-app.ts';
import { actionsId } from '../../../src/sandbox/state/world.ts';
import { town } from '../town.ts';

test('the App of the workflows is there once, under the id that it has everywhere', () => {
  const { world } = town();
  const app = actionsApp(world);
  expect([app.id, app.bot.login, app.owner.login]).toEqual([15368, 'github-actions[bot]', 'github']);
  expect(actionsApp(world)).toBe(app);
  expect(world.apps.get(actionsId)).toBe(app);
  expect(queueBot(world)).toBe(queueBot(world));
  expect([...world.installations.values()].map((each) => each.app.slug)).toEqual(['gate']);
});
