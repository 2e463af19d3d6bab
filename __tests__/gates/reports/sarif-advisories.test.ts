import { expect, test } from '@jest/globals';
import type { Advisory } from '../../../src/gates/reports/advisory.ts';
import { readSarifAdvisories } from '../../../src/gates/reports/sarif-advisories.ts';
import { textSource } from './text-source.ts';

async function read(results: readonly object[], rules: readonly object[] = []) {
  const found: Advisory[] = [];
  const doubts: string[] = [];
  const report = { version: '2.1.0', runs: [{ tool: { driver: { name: 'Scout', rules } }, results }] };
  await readSarifAdvisories(textSource(JSON.stringify(report)), {
    add: (each) => found.push(each),
    doubt: (text) => doubts.push(text),
    scanned: ({ tool }) => expect(tool).toBe('Scout'),
  });
  return { found, doubts };
}

test('a package, its version and its fix come out of the words of the result', async () => {
  const text =
    'Package: zlib\nInstalled Version: 1.2.3\nVulnerability CVE-2026-1234\nSeverity: HIGH\nFixed Version: 1.2.4\nLink: x';
  const rules = [{ id: 'CVE-2026-1234', properties: { 'security-severity': '9.8' } }];
  const { found } = await read([{ ruleId: 'CVE-2026-1234', message: { text } }], rules);
  expect(found).toMatchObject([
    { ids: ['CVE-2026-1234'], package: 'zlib', version: '1.2.3', fixedIn: '1.2.4', fix: 'available', severity: 'critical' },
  ]);
});

test('a level alone says little: what is no error is of unknown severity', async () => {
  const { found } = await read([{ ruleId: 'a', level: 'note' }, { ruleId: 'b' }, { ruleId: 'c', level: 'error' }]);
  expect(found.map(({ severity }) => severity)).toEqual(['unknown', 'unknown', 'high']);
});

test('a rule that names the package too is known by its number, and what is suppressed is shown as such', async () => {
  const suppressions = [{ kind: 'external', justification: 'not reached' }];
  const { found } = await read([
    { ruleId: 'GHSA-35jh-r3h4-6jhm-lodash', suppressions },
    { ruleId: 'x', kind: 'pass' },
    { ruleId: 'y', baselineState: 'absent' },
  ]);
  expect(found).toMatchObject([{ ids: ['GHSA-35jh-r3h4-6jhm', 'GHSA-35jh-r3h4-6jhm-lodash'], suppressed: 'not reached' }]);
});

test('a score counts, also where the level says none', async () => {
  const { found } = await read([
    { ruleId: 'a', level: 'none', properties: { 'security-severity': '7.5' } },
    { ruleId: 'b', level: 'none' },
  ]);
  expect(found).toMatchObject([{ ids: ['a'], severity: 'high' }]);
});
