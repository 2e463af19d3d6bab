import { expect, test } from '@jest/globals';
import { show } from '../../../src/sandbox/page/html.ts';
import { deliveryPage, timeline } from '../../../src/sandbox/page/timeline.ts';
import type { Delivery } from '../../../src/sandbox/state/delivery.ts';
import { town } from '../town.ts';
import { dangers, viewAs } from './visit.ts';

const { world, gate } = town();
const delivery: Delivery = {
  id: 1,
  guid: 'guid-1',
  app: gate,
  event: 'issue_comment',
  action: 'edited',
  installationId: 1,
  repositoryId: 1,
  deliveredAt: world.clock.now() - 1000,
  redelivery: true,
  url: 'http://127.0.0.1/',
  headers: { 'x-github-delivery': 'guid-1' },
  payload: '{"body":"<script>x</script>"}',
  statusCode: 500,
  status: 'Invalid HTTP Response: 500',
  durationMs: 12.4,
  answer: { headers: { a: 'b' }, body: '<script>' },
};
const entry = {
  at: world.clock.now(),
  method: 'GET',
  target: '/repos/<b>',
  operation: 'GET /repos/{owner}/{repo}',
  status: 404,
  requestId: 'ABC',
  fault: 'not-found',
};

test('nothing yet', () => {
  expect(show(timeline(viewAs(world, 'ada', '/-/timeline')))).toContain('Nothing yet');
});

test('webhooks and calls together, the newest first', () => {
  world.deliveries.set(1, delivery);
  const at = (query: string) => show(timeline({ ...viewAs(world, 'ada', `/-/timeline${query}`), journal: [entry] }));
  const shown = at('');
  expect(shown.indexOf('ABC')).toBeLessThan(shown.indexOf('guid-1'));
  expect(shown).toContain('issue_comment.edited');
  expect(shown).toContain('500 Invalid HTTP Response: 500 in 12 ms');
  expect(shown).toContain('action="/-/deliveries/1/redeliver"');
  expect(shown).toContain('fault: not-found');
  expect(shown).toContain('GET /repos/&lt;b&gt;');
  expect([at('?only=calls').includes('guid-1'), at('?only=webhooks').includes('ABC')]).toEqual([false, false]);
  expect(dangers(shown)).toEqual([]);
});

test('all that was sent and answered', () => {
  const shown = show(deliveryPage(viewAs(world, 'ada'), delivery));
  expect(shown).toContain('&quot;body&quot;: &quot;&lt;script&gt;');
  expect(shown).toContain('1 attempt with this id.');
  expect(dangers(shown)).toEqual([]);
  expect(show(deliveryPage(viewAs(world, 'ada'), { ...delivery, answer: null }))).toContain('<p>None.</p>');
});
