import { expect, test } from '@jest/globals';
import type { Advisory } from '../../../src/gates/reports/advisory.ts';
import { newScanTally } from '../../../src/gates/reports/scan-tally.ts';

function found(change: Partial<Advisory> = {}): Advisory {
  return {
    weakness: 'vulnerability',
    ids: ['CVE-1'],
    package: 'a',
    version: '1.0',
    severity: 'high',
    fix: 'none',
    scope: 'unknown',
    ...change,
  };
}

function tallied(...all: readonly Advisory[]) {
  const tally = newScanTally();
  for (const each of all) tally.add(each);
  return tally.advisories().kept;
}

test('one thing with several names is one, and its best known name comes first', () => {
  const all = tallied(
    found({ ids: ['GHSA-1'] }),
    found({ ids: ['CVE-1'], version: '2.0' }),
    found({ ids: ['SNYK-1', 'GHSA-1', 'CVE-1'] }),
  );
  expect(all).toMatchObject([{ ids: ['CVE-1', 'GHSA-1', 'SNYK-1'], versions: ['1.0', '2.0'] }]);
});

test('the same name in another package is another thing, and so is another line of a file', () => {
  expect(tallied(found(), found({ package: 'b' }))).toHaveLength(2);
  const secret = { weakness: 'secret', ids: ['pat'], package: '.env' } as const;
  expect(
    tallied(
      found({ ...secret, version: 'line 1' }),
      found({ ...secret, version: 'line 2' }),
      found({ ...secret, version: 'line 1' }),
    ),
  ).toHaveLength(2);
});

test('where two say otherwise, what asks for more holds', () => {
  const one = found({ severity: 'unknown', fix: 'will-not-fix', scope: 'dev', suppressed: 'ignored' });
  const other = found({ severity: 'low', fix: 'major', scope: 'prod' });
  const both = { severity: 'low', fix: 'major', scope: 'prod' };
  expect(tallied(one, other)).toEqual([expect.objectContaining(both)]);
  expect(tallied(other, one)).toEqual([expect.objectContaining(both)]);
  expect(tallied(one, other)[0]?.suppressed).toBeUndefined();
  expect(tallied(one, one)[0]?.suppressed).toBe('ignored');
});

test('the worst come first; what there is no room for is counted', () => {
  const tally = newScanTally();
  for (let number = 0; number < 1500; number++)
    tally.add(found({ ids: [`CVE-${number}`], severity: number % 2 === 0 ? 'low' : 'high' }));
  for (let number = 0; number < 20_000; number++) tally.add(found({ ids: [`X-${number}`], severity: 'medium', suppressed: 'x' }));
  const { kept, moreSuppressed } = tally.advisories();
  expect([kept.length, kept[0]?.severity, kept.at(-1)?.severity]).toEqual([1000, 'high', 'low']);
  expect(tally.more).toEqual({ critical: 0, high: 0, medium: 0, low: 500, none: 0, unknown: 0 });
  expect(moreSuppressed).toBe(20_000);
});

test('a scope that the report does not know may be known by the lockfile', () => {
  const tally = newScanTally((nodes) => (nodes.has('node_modules/a') ? 'dev' : 'unknown'));
  tally.add(found({ nodes: ['node_modules/a'] }));
  tally.add(found({ ids: ['CVE-2'], scope: 'prod', nodes: ['node_modules/a'] }));
  expect(tally.advisories().kept.map(({ scope }) => scope)).toEqual(['dev', 'prod']);
});

test('foreign text is one line and short', () => {
  const [one] = tallied(found({ title: `a\nb${'x'.repeat(500)}`, ids: [] }));
  expect(one?.title).toHaveLength(200);
  expect(one?.title).not.toContain('\n');
  expect(one?.ids).toEqual(['unnamed']);
});
