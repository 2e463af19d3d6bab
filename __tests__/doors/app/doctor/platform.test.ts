import { describe, expect, test } from '@jest/globals';
import { lookAtPlatform } from '../../../../src/doors/app/doctor/platform.ts';
import { events, permissions } from '../../../../src/github/manifest.ts';
import type { Granted, Standing } from '../../../../src/github/standing.ts';
import { PlatformError } from '../../../../src/reconcile/ports/faults.ts';

const now = Date.parse('2026-11-27T10:00:00Z');
const all: Granted = Object.fromEntries(permissions.map(({ name, level }) => [name, level]));
const app = { slug: 'gonogo', permissions: all, events: events.map(({ name }) => name), time: now };
const delivered = { event: 'push', at: '2026-11-27T09:00:00Z', status: 202 };
const hook = { url: 'https://gonogo.example/api', deliveries: [delivered] };
const installed = { id: 1, account: 'acme', permissions: all, isSuspended: false };

interface Parts {
  readonly app?: Partial<Awaited<ReturnType<Standing['app']>>>;
  readonly hook?: Partial<typeof hook> | undefined;
  readonly installed?: readonly Partial<typeof installed>[];
}

const look = (parts: Parts = {}) =>
  lookAtPlatform(
    {
      app: () => Promise.resolve({ ...app, ...parts.app }),
      hook: () => Promise.resolve('hook' in parts && parts.hook === undefined ? undefined : { ...hook, ...parts.hook }),
      installed: () => Promise.resolve((parts.installed ?? [{}]).map((each) => ({ ...installed, ...each }))),
    },
    () => now,
  );

test('where all is as it should be, nothing is to be done', async () => {
  const found = await look();
  expect(found.map(({ is }) => is)).toEqual(found.map(() => 'well'));
  expect(found.map(({ about }) => about)).toEqual(['credentials', 'clock', 'permissions', 'events', 'webhooks', 'installations']);
});

describe('what is ill is said with what to do', () => {
  const without = (name: string) => Object.fromEntries(Object.entries(all).filter(([each]) => each !== name));
  test.each<[string, Parts, RegExp, string]>([
    ['clock', { app: { time: now - 90_000 } }, /90 seconds ahead of that of GitHub/, 'ill'],
    ['clock', { app: { time: null } }, /did not say/, 'unsure'],
    ['permissions', { app: { permissions: without('checks') } }, /checks: write is not granted/, 'ill'],
    ['permissions', { app: { permissions: { ...all, checks: 'read' } } }, /checks: write is not granted/, 'ill'],
    [
      'permissions',
      { app: { permissions: without('members') } },
      /members: read is not granted. Roles that name a team/,
      'unsure',
    ],
    ['events', { app: { events: [] } }, /issue_comment is not subscribed to/, 'ill'],
    ['webhooks', { hook: undefined }, /no address/, 'ill'],
    ['webhooks', { hook: { deliveries: [] } }, /none was sent/, 'unsure'],
    ['webhooks', { hook: { deliveries: [{ ...delivered, status: 401 }] } }, /answered with 401/, 'ill'],
    ['webhooks', { hook: { deliveries: [{ ...delivered, status: 0 }] } }, /answered with nothing/, 'ill'],
    [
      'webhooks',
      { hook: { deliveries: [{ ...delivered, at: '2026-11-27T08:00:00Z', status: 500 }, delivered] } },
      /1 of the last 2 failed/,
      'unsure',
    ],
    ['installations', { installed: [] }, /there is none/, 'ill'],
    ['installations', { installed: [{ isSuspended: true }] }, /acme has suspended it/, 'ill'],
    ['installations', { installed: [{ permissions: without('checks') }] }, /acme has not accepted checks yet/, 'ill'],
  ])('%s: %#', async (about, parts, what, is) => {
    const found = (await look(parts)).find((each) => each.about === about && what.test(each.what));
    expect(found).toMatchObject({ is });
    if (is === 'ill') expect(found?.remedy).toMatch(/\w/);
  });
});

test('where GitHub does not take us, nothing else is asked', async () => {
  const refused = () => Promise.reject(new PlatformError('GET /app: refused', { kind: 'refused', asked: 'GET /app' }));
  const never = () => Promise.reject(new Error('was asked'));
  expect(await lookAtPlatform({ app: refused, hook: never, installed: never }, () => now)).toEqual([
    { is: 'ill', about: 'credentials', what: 'GET /app: refused', remedy: expect.stringContaining('APP_ID') },
  ]);
});
