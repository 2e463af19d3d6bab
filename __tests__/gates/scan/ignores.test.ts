import { expect, test } from '@jest/globals';
import { ignoreFlaw, ignoring } from '../../../src/gates/scan/ignores.ts';
import { advisory, at } from './seen.ts';

const ignore = { id: 'CVE-2021-23337', reason: 'template is never called', owner: 'ada', until: '2026-11-21' };

test('an ignore lasts to the end of its last day', () => {
  expect(ignoring([ignore], at('2026-11-21T23:59:58Z')).of(advisory())).toBe(ignore);
  expect(ignoring([ignore], at('2026-11-21T23:59:59Z')).of(advisory())).toBeUndefined();
});

test('one that lasts covers what one that has ended does not', () => {
  const both = ignoring([{ ...ignore, until: '2026-01-01' }, ignore], at('2026-11-21T00:00:00Z'));
  expect(both.of(advisory())).toBe(ignore);
  expect(both.shown()).toEqual([{ metric: 'ignore of CVE-2021-23337 (ada)', value: 'ended on 2026-01-01' }]);
});

test('it needs a day that there is, within a year, and a reason and an owner', () => {
  const now = at('2026-11-21T00:00:00Z');
  expect(ignoreFlaw(ignore, now)).toBeUndefined();
  expect(ignoreFlaw({ ...ignore, until: '2026-02-30' }, now)).toContain('no day');
  expect(ignoreFlaw({ ...ignore, until: '2027-11-21' }, now)).toBeUndefined();
  expect(ignoreFlaw({ ...ignore, until: '2027-11-23' }, now)).toContain('more than a year');
  expect(ignoreFlaw({ ...ignore, owner: ' ' }, now)).toContain('no owner');
});
