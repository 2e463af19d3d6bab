import { afterEach, expect, test } from '@jest/globals';
import { addComment } from '../../../src/sandbox/state/issues.ts';
import { type DeliverOptions, startDelivering } from '../../../src/sandbox/webhooks/deliver.ts';
import { signed } from '../../../src/sandbox/webhooks/send.ts';
import { town } from '../town.ts';
import { openHook } from './hook.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function delivering(options: Partial<DeliverOptions> = {}, answer?: (at: number) => number | 'never') {
  const [here, hook] = [town(), await openHook(answer)];
  Object.assign(here.gate.hook, { url: hook.url, secret: 's', active: true });
  here.installation.events = ['issue_comment'];
  const deliverer = startDelivering(here.world, { seed: 1, ...options });
  closing.push(deliverer.stop, hook.close);
  const issue = here.pull('next');
  await deliverer.settled();
  hook.received.length = 0;
  const say = (count: number) => {
    for (let at = 0; at < count; at++) addComment(here.world, issue, { body: String(at), author: here.person('rea') });
    return deliverer.settled();
  };
  const heard = () => hook.received.map(({ body }) => Number(JSON.parse(body).comment?.body));
  return { ...here, deliverer, hook, say, heard };
}

test('each once, signed, in order', async () => {
  const { say, heard, hook, world } = await delivering();
  await say(5);
  expect(heard()).toEqual([0, 1, 2, 3, 4]);
  const [first] = hook.received;
  expect(first?.headers).toMatchObject({ 'x-github-event': 'issue_comment', ...signed('s', first?.body ?? '') });
  expect([...world.deliveries.values()].at(-1)).toMatchObject({
    event: 'issue_comment',
    action: 'created',
    statusCode: 200,
    redelivery: false,
  });
});

test('a failure is not tried again by itself, and a redelivery has the same guid', async () => {
  const { say, hook, world, deliverer } = await delivering({ timeoutMs: 1_500 }, (at) =>
    at === 1 ? 500 : at === 2 ? 'never' : 200,
  );
  await say(3);
  const [, second, third] = [...world.deliveries.values()].filter(({ event }) => event === 'issue_comment');
  expect([second?.statusCode, third?.status, hook.received.length]).toEqual([500, 'timed out', 3]);
  for (const again of world.redelivering) if (second) again(second);
  await deliverer.settled();
  expect(hook.received.at(-1)).toMatchObject({ guid: second?.guid, body: second?.payload });
  expect([...world.deliveries.values()].at(-1)).toMatchObject({ redelivery: true, statusCode: 200 });
});

test('shaken: lost, doubled, late and overtaken, the same way for the same seed', async () => {
  const shaken = async (shaking: DeliverOptions['shaking'], count = 12) => {
    const { say, heard, deliverer } = await delivering({ shaking: {} });
    deliverer.shake(shaking ?? {});
    await say(count);
    return heard();
  };
  const lost = await shaken({ drop: 0.5 });
  expect(lost.length).toBeLessThan(12);
  expect(await shaken({ drop: 0.5 })).toEqual(lost);
  expect(await shaken({ duplicate: 1 }, 2)).toEqual([0, 0, 1, 1]);
  expect(await shaken({ reorder: 1 }, 4)).toEqual([1, 0, 3, 2]);
  const late = await shaken({ delay: { chance: 0.5, mostMs: 30 } });
  expect(late).not.toEqual(late.toSorted((a, b) => a - b));
  expect(new Set(late).size).toBe(12);
});

test('what does not fit a description is told, and an App without a hook is sent nothing', async () => {
  const told: string[] = [];
  const { say, hook, gate, heard } = await delivering({ check: (event, action) => told.push(`${event}.${action}`) });
  gate.hook.active = false;
  await say(1);
  expect([heard(), told.at(-1)]).toEqual([[], 'issue_comment.created']);
  expect(hook.received).toEqual([]);
});
