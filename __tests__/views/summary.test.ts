import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { jobSummary } from '../../src/views/summary.ts';
import { terminalReport } from '../../src/views/terminal.ts';
import { anna, full, item, items, now, section, verdict } from './samples.ts';

test('one of everything, as GitHub gets it', () => {
  expect(jobSummary(full, { now })).toBe(`# ❌ NO-GO: 1 failed

Release · workspace at 1a2b3c<!-- -->4d5e6f · policy: work tree

## What to fix first

- ❌ **Tests cover the code** · Quality · coverage
  - Lines are covered to 71.25 %, which is less than 80 %.
  - \`███████░┃░░\` lines 71.25 % (at least 80 %)
  - → Test what the report lists as uncovered, then run the tests again.
- ❓ **No known holes in dependencies** · Security › Supply chain · audit
  - The report is empty.
  - → Run npm audit --json &gt; audit.json.
- ⬜ **Backups were restored once** · Data · backup
- ⬜ **Coverage is good enough where it matters** · Quality · quality
  - not ticked yet
  - → To be ticked by everybody with write access.
- ⬜ **Penetration test reviewed** · Security · pen-test
  - not ticked yet
  - → To be ticked by the role security-lead.

## Quality · 2 of 5

| | | |
| --- | --- | --- |
| ❌ | Tests cover the code | failed<br>\`███████░┃░░\` lines 71.25 % (at least 80 %)<br>\`█████████┃░\` functions 92.5 % (at least 90 %) |
| ☑️ | Release notes are written | ticked by @<!-- -->anna on 2027-03-01 10:00 UTC |
| 🟡 | Load test | WAIVED by @<!-- -->bob on 2027-03-01 10:00 UTC until 2027-03-20 00:00 UTC: no traffic yet |
| ▫️ | API docs follow the API | does not apply now: no changed file matches api/&#42;&#42; |
| ⬜ | Changelog names everybody who helped | open · should |
| ⬜ | Coverage is good enough where it matters | open<br>coverage: Lines are covered to 91 %. |
| ❌ | Everything critical is done | failed · 3 of 5 items are done |
| | 1 optional item, 1 open | |

## Security · 1 of 3

| | | |
| --- | --- | --- |
| ⬜ | Penetration test reviewed | open · assigned to @<!-- -->anna · OVERDUE since 2027-02-01 00:00 UTC |
| 📌 | Firewall closes all but 443 | standing by @<!-- -->anna on 2026-12-10 00:00 UTC until 2027-03-10 00:00 UTC · renew before 2027-03-10 00:00 UTC |
| | **Supply chain** | 0 of 1 |
| ❓ | No known holes in dependencies | cannot tell |

## Data · 1 of 3

| | | |
| --- | --- | --- |
| ⬜ | Backups were restored once | open · could be proved by backup-age |
| ➖ | Read replicas follow | N/A · the policy says so until 2027-06-30 00:00 UTC: single region |
| 🟠 | Logs are kept for 90 days | DEBT · until 2027-06-30 00:00 UTC · owner anna |

## Debts

- 🟠 Logs are kept for 90 days: blocks from 2027-06-30 00:00 UTC, owner anna
- 🟠 Changelog names everybody who helped: should, open

## Later

- verify: 1 item

4 of 11 required done · 1 failed · 1 cannot tell · 3 to do · 1 waived · 1 N/A · 2 debts<br>
People tick and sign on the pull request, which is not seen from here; --machine leaves their part out.<br>
This answer can change by itself on 2027-03-10 00:00 UTC, in 8 days.
`);
});

test('a section in which all is done folds away', () => {
  const text = jobSummary(verdict({ items: [items.passed, items.ticked, items.open], decision: 'waiting' }), { now });
  expect(text).toMatch(/<details><summary>✅ <b>Quality<\/b> · 2 of 2<\/summary>\n\n\| \| \| \|\n[\s\S]*<\/details>\n/);
  expect(text).toMatch(/\n## Data · 0 of 1\n/);
});

test('an emergency is the first word', () => {
  const emergency = { by: anna, reason: 'outage', until: '2027-03-01T14:00:00Z', skipped: ['backup'] };
  const text = jobSummary(verdict({ items: [items.open], emergency }), { now });
  expect(text).toMatch(/^# 🚨 EMERGENCY: GO by @<!-- -->anna/);
  expect(text).toMatch(/## Skipped in an emergency: outage\n\n- 🔴 Backups were restored once/);
});

test('findings are named, the rest is a number', () => {
  const findings = Array.from({ length: 30 }, (_, id) => ({ id: `f${id}`, title: `hole ${id}`, severity: 'high' }));
  const answer = { ...items.failed.answer, judgement: { ...items.failed.answer?.judgement, measured: [], findings } };
  const given = item({ ...items.failed, answer: JSON.parse(JSON.stringify(answer)) });
  const text = jobSummary(verdict({ decision: 'no-go', items: [given] }), { now });
  expect(text).toMatch(/ {2}- 30 findings\n {4}- high: hole 0\n/);
  expect(text).toMatch(/ {4}- high: hole 19\n {4}- and 10 more findings\n/);
});

describe('foreign text stays text', () => {
  const evil = '</summary><img src=x> **b** `c` | [a](http://x) @org/team #1 \n# h\n- [ ] task <!-- gonogo:x -->';
  const given = item({ id: 'evil', title: evil, path: [section(evil)], state: 'failed', because: evil, next: evil });
  const done = item({ ...given, state: 'ticked' });

  test.each<[string, Verdict]>([
    ['in what is open', verdict({ decision: 'no-go', items: [given] })],
    ['in what is folded', verdict({ items: [done] })],
  ])('%s', (_, shown) => {
    const text = jobSummary(shown, { now });
    expect(text).not.toMatch(/<img|<\/summary><|- \[ \]|\*\*b\*\*|`c`|\]\(|@org|(?<!&)#1|<!-- g/);
    // A bar in a title would be one column more.
    for (const line of text.split('\n').filter((each) => each.startsWith('| ') && each !== '| | | |')) {
      expect(line.split('|')).toHaveLength(5);
    }
  });
});

describe('a page that is too long', () => {
  const many = Array.from({ length: 3000 }, (_, index) =>
    item({
      id: `i${index}`,
      title: `Item ${index} ${'#'.repeat(200)}`,
      path: [section(`S${index % 7}`)],
      state: 'cannot-tell',
      because: '`'.repeat(5000),
    }),
  );
  const long = verdict({ decision: 'cannot-tell', items: many });

  test('stays below a megabyte, starts with the answer and says what is missing', () => {
    const text = jobSummary(long, { now });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000_000);
    expect(text.slice(0, 17)).toBe('# ❓ CANNOT TELL: ');
    expect(text.slice(-400)).toMatch(/_\d+ more, for which there is no room here/);
    expect(text.slice(-200)).toMatch(/0 of 3000 required done · 3000 cannot tell<br>\n/);
  });

  test('keeps to any budget', () => {
    const short = verdict({ ...long, items: many.slice(0, 40) });
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 100_000 }), (bytes) => {
        const text = jobSummary(short, { now, bytes });
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(bytes);
        expect(text.split('<details>').length).toBe(text.split('</details>').length);
      }),
      { numRuns: 30 },
    );
  });
});

test('the page and the terminal name the same things in the same order', () => {
  const titles = full.items.map(({ title }) => title);
  const order = (text: string) =>
    text
      .split(/Later\n/)[0]
      ?.split('\n')
      .flatMap((line) => titles.filter((title) => line.includes(title)));
  const plain = terminalReport(full, { width: 120, paint: (_, text) => text, now });
  expect(order(jobSummary(full, { now }))).toEqual(order(plain));
});
