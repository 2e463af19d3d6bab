import { expect, test } from '@jest/globals';
import { addComment } from '../../src/sandbox/state/issues.ts';
import { openHook } from '../sandbox/webhooks/hook.ts';
import { openPlatform } from './open.ts';

test('what did not reach us, once each, and only where it still has not', async () => {
  let status = 500;
  const hook = await openHook(() => status);
  const here = await openPlatform({ app: { events: ['issue_comment'], hook: { url: hook.url, secret: 's' } } });
  const { platform, world, sandbox } = here;
  const pull = here.pull('topic');
  const say = async (body: string) => {
    addComment(world, pull, { body, author: here.person('rea') });
    await sandbox.webhooks.settled();
  };
  await say('lost');
  await say('lost too');
  status = 200;
  await say('heard');
  const since = '2020-01-01T00:00:00Z';
  const failed = (await platform.failedDeliveries(since)).filter(({ guid }) =>
    hook.received.some((each) => each.guid === guid && each.event === 'issue_comment'),
  );
  expect(failed).toHaveLength(2);
  const [first, second] = failed;
  await platform.redeliver(first?.id ?? 0);
  await sandbox.webhooks.settled();
  const left = await platform.failedDeliveries(since);
  expect(left.map(({ guid }) => guid)).toContain(second?.guid);
  expect(left.map(({ guid }) => guid)).not.toContain(first?.guid);
  status = 503;
  await platform.redeliver(second?.id ?? 0);
  await sandbox.webhooks.settled();
  const again = (await platform.failedDeliveries(since)).filter(({ guid }) => guid === second?.guid);
  expect(again).toHaveLength(1);
  expect(again[0]?.id).not.toBe(second?.id);
  expect(await platform.failedDeliveries('2999-01-01T00:00:00Z')).toEqual([]);
  await here.close();
  await hook.close();
});
