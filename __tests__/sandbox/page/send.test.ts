import { expect, test } from '@jest/globals';
import { addComment } from '../../../src/sandbox/state/issues.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { cookieOf, visiting } from './visit.ts';

const browser = visiting();
const { world, as, ask, gate, acme } = browser;
browser.pull('next');
const cookie = cookieOf(world, 'ada');

test('who one is, and what a click sends, is chosen', () => {
  const chosen = ask('POST', '/-/you', { cookie, form: { login: 'wil', back: '/acme/shop/pull/1?x=1' } });
  expect(chosen).toMatchObject({ status: 303, headers: { location: '/acme/shop/pull/1?x=1' } });
  expect(chosen?.headers['set-cookie']).toContain(cookieOf(world, 'wil'));
  expect(ask('POST', '/-/you', { cookie, form: { login: '' } })?.headers['set-cookie']).toContain('sandbox_you=nobody');
  expect(ask('POST', '/-/you', { cookie, form: { login: 'none' } })?.status).toBe(404);
  expect(ask('POST', '/-/ticks', { cookie, form: { ticks: 'whole', back: '/' } })?.headers['set-cookie']).toContain(
    'sandbox_ticks=whole',
  );
});

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/a\r\nx: y', '', 'javascript:x'])(
  'no way back to %j',
  (back) => {
    expect(ask('POST', '/-/you', { cookie, form: { login: 'wil', back } })?.headers['location']).toBe('/');
  },
);

test('a delivery is sent once more, for three days', () => {
  const again: string[] = [];
  world.redelivering.push(({ guid }) => again.push(guid));
  const empty = {
    installationId: null,
    repositoryId: null,
    redelivery: false,
    url: '',
    headers: {},
    payload: '{}',
    statusCode: 200,
    status: 'OK',
    durationMs: 1,
    answer: null,
  };
  world.deliveries.set(5, { ...empty, id: 5, guid: 'g', app: gate, event: 'push', action: null, deliveredAt: world.clock.now() });
  expect(as('rea').post('/-/deliveries/5/redeliver', {}).location).toBe('/-/timeline');
  world.deliveries.set(6, {
    ...empty,
    id: 6,
    guid: 'h',
    app: gate,
    event: 'push',
    action: null,
    deliveredAt: world.clock.now() - 4 * 86_400_000,
  });
  expect(as('rea').post('/-/deliveries/6/redeliver', {})).toMatchObject({
    status: 422,
    text: expect.stringContaining('too old'),
  });
  expect(as('rea').post('/-/deliveries/7/redeliver', {}).status).toBe(404);
  expect(again).toEqual(['g']);
});

test.each([
  '/acme/shop/none',
  '/acme/shop/pull/1/none',
  '/acme/shop/pull/1/toString',
  '/acme/shop/none/1/x',
  '/acme/shop/runs/1/press',
  '/-/none',
  '/acme',
])('nothing is done at %s', (path) => {
  expect(as('ada').post(path, {}).status).toBe(404);
});

test('a comment is reached through its own repository only', () => {
  const other = addRepo(world, { owner: acme.account, name: 'other' });
  const said = addComment(world, browser.pull('other'), { body: 'x', author: gate.bot });
  expect(as('ada').post(`/acme/${other.name}/comments/${said.id}/edit`, { body: 'y' }).status).toBe(404);
  expect(said.body).toBe('x');
});
