import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Releases } from '../../../src/checklist/policy.ts';
import type { PolicyAnswer } from '../../../src/reconcile/policy/policies.ts';
import type { PullSnapshot } from '../../../src/reconcile/ports/snapshot.ts';
import { changeOf } from '../../../src/reconcile/pull/facts.ts';
import { isListed, releaseOf } from '../../../src/reconcile/pull/scope.ts';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;
let bumped: PullSnapshot;
let plain: PullSnapshot;

beforeAll(async () => {
  bed = await openBed({ files: { 'package.json': '{"version":"1.0.0"}', 'lib/version.txt': '1.0.0' } });
  bumped = await snapshot('bump', { 'package.json': '{"version":"2.0.0"}' });
  plain = await snapshot('plain', { 'package.json': '{"version":"1.0.0","private":true}' });
});

afterAll(() => bed.close());

async function snapshot(branch: string, files: Record<string, string>): Promise<PullSnapshot> {
  const { number } = await bed.release(branch, files);
  const found = await bed.platform.pull({ place: bed.place, number, boards: [], checks: [] });
  if (found === undefined) throw new Error('there is no such pull request');
  return found;
}

async function why(of: PullSnapshot, releases: Releases, labels: readonly string[] | null = []) {
  let looked = 0;
  const change = () => {
    looked += 1;
    return changeOf(bed.platform, of);
  };
  return { why: await releaseOf({ platform: bed.platform, snapshot: of, releases, labels, change }), looked };
}

describe('a release', () => {
  test('by its name needs no look at what it changes', async () => {
    expect(await why(plain, { head: ['plain'], version: ['package.json'] })).toEqual({
      why: expect.stringContaining('plain'),
      looked: 0,
    });
    expect(await why(plain, { labels: ['release'] }, ['release'])).toMatchObject({ looked: 0 });
  });

  test('by its version', async () => {
    expect((await why(bumped, { version: ['package.json'] })).why).toContain('package.json');
    expect((await why(plain, { version: ['package.json'] })).why).toBeUndefined();
    expect((await why(plain, { version: ['lib/*'] })).why).toBeUndefined();
  });

  test('where that cannot be told', async () => {
    const change = async () => null;
    const asked = { platform: bed.platform, snapshot: plain, releases: { version: ['package.json'] }, labels: [], change };
    expect(await releaseOf(asked)).toContain('could not be established');
    expect((await why(plain, { labels: ['release'] }, null)).why).toContain('could not be looked up');
    const gone = { ...bumped, base: { ...bumped.base, tip: null } };
    expect(await releaseOf({ ...asked, snapshot: gone, change: () => changeOf(bed.platform, bumped) })).toContain('package.json');
  });
});

describe('a base', () => {
  test('is asked of by the configuration of the default branch, or by one that cannot be read', async () => {
    const read = await bed.world.policies.at({ place: bed.place, commit: plain.defaultBranch?.sha ?? '' });
    const unreadable: PolicyAnswer = { is: 'unreadable', problems: [] };
    const other = { ...plain, base: { ...plain.base, branch: 'old' } };
    expect([isListed(read, plain), isListed(read, other)]).toEqual([true, false]);
    expect([isListed(unreadable, other), isListed({ is: 'none' }, plain)]).toEqual([true, false]);
    expect(isListed(read, { ...plain, defaultBranch: null })).toBe(false);
  });
});
