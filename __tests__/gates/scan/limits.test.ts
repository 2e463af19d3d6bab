import { expect, test } from '@jest/globals';
import { containerScan } from '../../../src/gates/container-scan.ts';
import { dependencies } from '../../../src/gates/dependencies.ts';
import { compareLimits } from '../../../src/gates/engine/tighten.ts';
import { issuesOf } from '../../../src/gates/engine/validate.ts';

const ignore = { id: 'CVE-2021-23337', reason: 'template is never called', owner: 'ada', until: '2026-11-21' };

test.each([['id'], ['reason'], ['owner'], ['until']] as const)('an ignore without its %s is refused', (missing) => {
  const { [missing]: _, ...rest } = ignore;
  expect(issuesOf(dependencies.limits, { high: 0, ignore: [rest] })).not.toEqual([]);
  expect(issuesOf(dependencies.limits, { high: 0, ignore: [ignore] })).toEqual([]);
});

test('one more ignore, a longer grace and a higher limit are looser', () => {
  const compare = (from: Parameters<typeof compareLimits>[1], to: Parameters<typeof compareLimits>[1]) =>
    compareLimits(dependencies.limits, from, to);
  expect(compare({ high: 0, ignore: [] }, { high: 0, ignore: [ignore] })).toBe('loosened');
  expect(compare({ high: 0, grace: { high: 1 } }, { high: 0, grace: { high: 2 } })).toBe('loosened');
  expect(compare({ high: 0 }, { high: 0, grace: { high: 2 } })).toBe('loosened');
  expect(compare({ high: 0 }, { high: 0, unknown: 1 })).toBe('loosened');
  expect(compare({ high: 0 }, { high: 0, passOver: ['none'] })).toBe('loosened');
  expect(compareLimits(containerScan.limits, { high: 0 }, { high: 0, databaseHours: 200 })).toBe('loosened');
  expect(compare({ high: 0 }, { high: 1 })).toBe('loosened');
  expect(compare({ high: 1 }, { high: 0 })).toBe('tightened');
});
