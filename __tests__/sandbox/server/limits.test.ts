import { expect, test } from '@jest/globals';
import { createLimits, limitsOfGitHub, noLimits } from '../../../src/sandbox/server/limits.ts';
import { runToken } from '../../../src/sandbox/state/run-token.ts';
import { startRun } from '../../../src/sandbox/state/runs.ts';
import type { Caller } from '../../../src/sandbox/state/who.ts';
import { town } from '../town.ts';

const read = { resource: 'core', cost: 1, writes: false, makesContent: false } as const;
const write = { ...read, writes: true, makesContent: true };
const anonymous = { kind: 'anonymous' } as const;

function counting(rules: Partial<typeof limitsOfGitHub>) {
  const time = { now: 0 };
  return { time, limits: createLimits({ ...noLimits, ...rules }, () => time.now) };
}

test('the primary limit counts down, refuses, and begins anew after an hour', () => {
  const { time, limits } = counting({ anonymous: 2 });
  expect(limits.ask(anonymous, read).window).toEqual({ limit: 2, used: 1, remaining: 1, reset: 3600 });
  limits.ask(anonymous, read);
  expect(limits.ask(anonymous, read)).toMatchObject({ refused: 'primary', window: { remaining: 0 } });
  limits.giveBack(anonymous, read);
  expect(limits.show(anonymous, 'core').remaining).toBe(1);
  expect(limits.show(anonymous, 'graphql').used).toBe(0);
  time.now = 3_600_001;
  expect(limits.ask(anonymous, read)).toMatchObject({ window: { used: 1 } });
});

test('the secondary limit counts writing five times, within a minute', () => {
  const { time, limits } = counting({ pointsAMinute: 10 });
  expect([limits.ask(anonymous, write).refused, limits.ask(anonymous, write).refused]).toEqual([undefined, undefined]);
  expect(limits.ask(anonymous, read)).toMatchObject({ refused: 'secondary', retryAfter: 60 });
  time.now = 60_001;
  expect(limits.ask(anonymous, read).refused).toBeUndefined();
});

test('what makes content is counted by itself', () => {
  const { time, limits } = counting({ contentAMinute: 1, contentAnHour: 2 });
  const ask = () => limits.ask(anonymous, write).refused;
  expect([ask(), ask()]).toEqual([undefined, 'secondary']);
  time.now = 61_000;
  expect(ask()).toBeUndefined();
  time.now = 122_000;
  expect([ask(), limits.ask(anonymous, read).refused]).toEqual(['secondary', undefined]);
  expect(limitsOfGitHub).toMatchObject({ primary: 5000, contentAMinute: 80 });
});

test('all runs of a repository share a limit of their own', () => {
  const { world, repo, person } = town();
  const { limits } = counting({ workflow: 2 });
  const tokenOfRun = (): Caller => {
    const run = startRun(world, repo, { event: 'push', actor: person('wil'), path: 'ci.yml', jobs: [{ name: 'test' }] });
    const token = runToken(world, run);
    const grant = world.grants.get(token);
    if (!grant) throw new Error('no grant');
    return { kind: 'token', token, grant };
  };
  limits.ask(tokenOfRun(), read);
  limits.ask(tokenOfRun(), read);
  expect(limits.ask(tokenOfRun(), read)).toMatchObject({ refused: 'primary', window: { limit: 2 } });
  expect(limitsOfGitHub.workflow).toBe(1000);
});
