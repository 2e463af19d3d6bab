import { describe, expect, test } from '@jest/globals';
import { checks } from '../../src/gates/checks.ts';
import type { ShownCheck } from '../../src/gates/engine/platform.ts';
import { issuesOf } from '../../src/gates/engine/validate.ts';
import type { Json } from '../../src/ground/json.ts';
import { askPlatform } from './recorded-platform.ts';

const actions = { app: 'github-actions', id: 15_368 };
const run = (id: number, conclusion: string | null, more: Partial<ShownCheck> = {}): ShownCheck => ({
  kind: 'run',
  id,
  name: 'build',
  by: actions,
  conclusion,
  ...more,
});
const ask = (shown: readonly ShownCheck[], limits: Json = {}, app: string | number = 'github-actions') =>
  askPlatform({ checks: shown }, { gate: 'checks', source: { required: [{ name: 'build', app }] }, limits });

describe('a check that is named must have ended well, and be of its App', () => {
  test.each<[string, readonly ShownCheck[], Json, string, string]>([
    ['it did', [run(1, 'success')], {}, 'pass', '1 of 1 ended well'],
    ['none is there', [], {}, 'cannot-tell', 'build of github-actions is not there'],
    ['it goes on', [run(1, null)], {}, 'cannot-tell', 'build of github-actions: running'],
    ['it failed', [run(1, 'failure')], {}, 'fail', 'build of github-actions: failure'],
    ['it was cancelled', [run(1, 'cancelled')], {}, 'fail', 'cancelled'],
    ['it is stale', [run(1, 'stale')], {}, 'fail', 'stale'],
    ['a word that nobody knows', [run(1, 'splendid')], {}, 'fail', 'splendid'],
    ['it was skipped', [run(1, 'skipped')], {}, 'fail', 'skipped'],
    ['it was skipped, and may be', [run(1, 'skipped')], { accept: ['skipped'] }, 'pass', '1 of 1'],
    ['it is neutral where skipped may be', [run(1, 'neutral')], { accept: ['skipped'] }, 'fail', 'neutral'],
    ['the newest is red', [run(2, 'failure'), run(1, 'success')], {}, 'fail', 'failure'],
    ['the newest is green', [run(1, 'failure'), run(2, 'success')], {}, 'pass', '1 of 1'],
    ['the newest goes on', [run(1, 'success'), run(2, null)], {}, 'cannot-tell', 'running'],
    ['of another App', [run(1, 'success', { by: { app: 'evil', id: 7 } })], {}, 'cannot-tell', 'the App evil also has one'],
    ['by somebody', [run(1, 'success', { kind: 'status', by: { login: 'eve' } })], {}, 'cannot-tell', 'eve also has one'],
    ['a login like the slug', [run(1, 'success', { by: { login: 'github-actions' } })], {}, 'cannot-tell', 'is not there'],
    ['by an account that is gone', [run(1, 'success', { by: null })], {}, 'cannot-tell', 'somebody who is no more'],
    ['another App spoils nothing', [run(1, 'success'), run(2, 'failure', { by: { app: 'evil' } })], {}, 'pass', '1 of 1'],
    ['run and status, both well', [run(1, 'success'), run(1, 'success', { kind: 'status' })], {}, 'pass', '1 of 1'],
    ['run well, status not', [run(1, 'success'), run(1, 'error', { kind: 'status' })], {}, 'fail', 'success, error'],
    ['another name', [run(1, 'success', { name: 'Build' })], {}, 'cannot-tell', 'is not there'],
  ])('%s', async (_, shown, limits, result, summary) => {
    const judgement = await ask(shown, limits);
    expect(judgement.result).toBe(result);
    expect(judgement.summary).toContain(summary);
    expect(result === 'pass' || (judgement.remedy ?? '') !== '').toBe(true);
  });

  test('by the number of the App only what the platform gives a number', async () => {
    expect((await ask([run(1, 'success')], {}, 15_368)).result).toBe('pass');
    expect((await ask([run(1, 'success', { by: { app: 'github-actions' } })], {}, 15_368)).result).toBe('cannot-tell');
    expect((await ask([run(1, 'success')], {}, 1)).result).toBe('cannot-tell');
  });
});

test('our own check cannot be asked for', () => {
  const issues = (name: string) => issuesOf(checks.source, { required: [{ name, app: 'gonogo' }] });
  expect(issues('gonogo')).toEqual([{ path: 'required.0.name', message: 'must be another one than "gonogo"', keyword: 'not' }]);
  expect(issues('gonogo observe')).toHaveLength(1);
  expect(issues('build')).toEqual([]);
});

test('a check that is named twice proves nothing twice', async () => {
  const twice = { required: [1, 2].map(() => ({ name: 'build', app: 'github-actions' })) };
  const judgement = await askPlatform({ checks: [run(1, 'success')] }, { gate: 'checks', source: twice });
  expect(judgement.result).toBe('cannot-tell');
});
