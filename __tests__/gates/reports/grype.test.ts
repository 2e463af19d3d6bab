import { expect, test } from '@jest/globals';
import { problemsOf } from '../problems.ts';
import { readText } from './intake.ts';
import { grype } from './samples.ts';

const [match] = grype.matches;

test('matches are counted, and the image and the date of the database are named', async () => {
  const { facts, found, scanned } = await readText({ ...grype, matches: [match, match] });
  expect(facts).toEqual({
    shape: 'grype',
    matches: 2,
    by_severity: { critical: 2 },
    unique_ids: 1,
    fix_state: { fixed: 2 },
    ignored: 0,
    version: '0.104.1',
  });
  expect(found[0]).toMatchObject({
    ids: ['CVE-2022-1292'],
    package: 'openssl',
    severity: 'critical',
    fix: 'available',
    fixedIn: '1.1.1',
  });
  expect(scanned).toEqual([
    {
      tool: 'grype 0.104.1',
      digests: [grype.source.target.imageID],
      databaseAt: '2026-01-02T03:04:05Z',
      createdAt: '2026-01-02T10:00:00Z',
    },
  ]);
});

test.each([
  [{ state: 'not-fixed' }, 'none'],
  [{ state: 'wont-fix' }, 'will-not-fix'],
  [{ state: 'unknown' }, 'unknown'],
  [{ state: '', versions: ['2'] }, 'available'],
  [undefined, 'unknown'],
])('a fix of %j is %s', async (fix, said) => {
  const { found } = await readText({ ...grype, matches: [{ ...match, vulnerability: { ...match?.vulnerability, fix } }] });
  expect(found[0]?.fix).toBe(said);
});

test('what grype ignores is kept with the reason, and an old distribution is named', async () => {
  const ignoredMatches = [{ ...match, appliedIgnoreRules: [{ reason: '', 'vex-status': 'not_affected' }] }];
  const alertsByPackage = [{ package: { name: 'a' }, alerts: [{ type: 'distro-eol', message: 'debian 9 has ended' }] }];
  const { facts, found, scanned } = await readText({ ...grype, matches: [], ignoredMatches, alertsByPackage });
  expect(facts).toMatchObject({ matches: 0, ignored: 1 });
  expect(found).toMatchObject([{ suppressed: 'not_affected' }]);
  expect(scanned).toMatchObject([{ endOfLife: ['debian 9 has ended'] }]);
});

test('log lines around it, no matches and a match of nothing are problems', async () => {
  const text = JSON.stringify(grype);
  expect(await problemsOf(() => readText(`[0000]  WARN x\n${text}`, 'grype'))).toMatchObject([{ code: 'report.unknown' }]);
  expect(await problemsOf(() => readText(`${text}\n[0019] ERROR x`, 'grype'))).toMatchObject([{ code: 'json.broken' }]);
  expect(await problemsOf(() => readText({ ...grype, matches: [match, {}] }))).toMatchObject([{ code: 'grype.shape' }]);
  expect(await problemsOf(() => readText({ ...grype, descriptor: { name: 'another' } }))).toMatchObject([
    { code: 'grype.shape' },
  ]);
});
