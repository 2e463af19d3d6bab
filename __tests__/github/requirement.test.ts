import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Link } from '../../src/github/link.ts';
import { createRequirement } from '../../src/github/requirement.ts';
import { addRuleset } from '../../src/sandbox/state/rulesets.ts';
import { type Here, openPlatform } from './open.ts';

let here: Here;
beforeEach(async () => {
  here = await openPlatform();
});
afterEach(() => here.close());

const rule = (...checks: readonly object[]) =>
  addRuleset(here.world, here.repo, {
    rules: [
      {
        type: 'required_status_checks',
        parameters: { required_status_checks: checks, strict_required_status_checks_policy: false },
      },
      { type: 'deletion' },
    ],
    sender: here.person('ada'),
  });
const asked = (branch = 'main') => here.platform.requirement({ place: here.place, branch, check: 'gonogo' });

test('pinned to us, to anybody, or not at all', async () => {
  expect(await asked()).toBe('not-required');
  rule({ context: 'build' });
  expect(await asked()).toBe('not-required');
  rule({ context: 'gonogo' });
  expect(await asked()).toBe('anybody');
  rule({ context: 'gonogo', integration_id: here.gate.id });
  expect(await asked()).toBe('ours');
});

test('workflows that a branch takes nothing without, by their repositories', async () => {
  const workflows = (branch = 'main') => here.platform.requiredWorkflows({ place: here.place, branch });
  rule({ context: 'build' });
  expect(await workflows()).toEqual([]);
  const required = [{ path: '.github/workflows/ci.yml', repository_id: 77, ref: 'refs/heads/main' }];
  addRuleset(here.world, here.repo, {
    rules: [{ type: 'workflows', parameters: { workflows: required } }],
    sender: here.person('ada'),
  });
  expect(await workflows()).toEqual([{ repoId: 77, path: '.github/workflows/ci.yml' }]);
  here.sandbox.faults.add({ does: 'not-found', on: 'GET /repos/{owner}/{repo}/rules/branches/{branch}' });
  expect(await workflows('other')).toEqual([]);
});

test('what cannot be looked up is unknown, unless it is known to be ours', async () => {
  const over = here.sandbox.faults.add({ does: 'not-found', on: 'GET /repos/{owner}/{repo}/branches/{branch}' });
  expect(await asked()).toBe('unknown');
  rule({ context: 'gonogo', integration_id: here.gate.id });
  expect(await asked()).toBe('ours');
  over();
  here.sandbox.faults.add({ does: 'server-error', on: 'GET /repos/{owner}/{repo}/rules/branches/{branch}' });
  await expect(asked()).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
});

/** What the older protection of branches tells, which the sandbox does not have. */
async function protectedBy(required: object | null) {
  const client = {
    ask: async ({ read }: { read: (value: unknown, at: string) => unknown }) =>
      read({ protection: { required_status_checks: required } }, ''),
    answer: async () => ({ value: [], headers: new Headers() }),
  };
  const link = { client, me: async () => ({ appId: 9 }) } as unknown as Link;
  return createRequirement(link).requirement({ place: here.place, branch: 'main', check: 'gonogo' });
}

test.each([
  [{ enforcement_level: 'everyone', contexts: ['gonogo'], checks: [{ context: 'gonogo', app_id: 9 }] }, 'ours'],
  [{ enforcement_level: 'everyone', contexts: ['gonogo'], checks: [{ context: 'gonogo', app_id: 15368 }] }, 'another-app'],
  [{ enforcement_level: 'everyone', contexts: ['gonogo'], checks: [{ context: 'gonogo', app_id: -1 }] }, 'anybody'],
  [{ enforcement_level: 'everyone', contexts: ['gonogo'] }, 'anybody'],
  [{ enforcement_level: 'off', contexts: ['gonogo'] }, 'not-required'],
  [null, 'not-required'],
])('the older protection: %j', async (required, wanted) => {
  expect(await protectedBy(required)).toBe(wanted);
});
