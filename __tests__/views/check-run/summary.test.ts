import { expect, test } from '@jest/globals';
import { summaryOf } from '../../../src/views/check-run/summary.ts';
import { full, item, items, now, verdict } from '../samples.ts';

test('the answer, what to fix, who can, and what is no proof, in this order', () => {
  const order = [...summaryOf(full, { now }, 0).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading);
  expect(order).toEqual([
    '❌ NO-GO: 1 failed',
    'What to fix first',
    'Who can act',
    'Not proved, but excused',
    'Standing from earlier',
    'Debts',
    'Later',
  ]);
});

test('excused and standing say by whom and until when', () => {
  const text = summaryOf(full, { now }, 0);
  expect(text).toContain(
    '- 🟡 Load test: WAIVED by @<!-- -->bob on 2027-03-01 10:00 UTC until 2027-03-20 00:00 UTC: no traffic yet\n',
  );
  expect(text).toContain('- ➖ Read replicas follow: N/A · the policy says so until 2027-06-30 00:00 UTC: single region\n');
  expect(text).toMatch(
    /- 📌 Firewall closes all but 443: standing by @<!-- -->anna on [^\n]* until 2027-03-10 00:00 UTC · renew before/,
  );
  expect(text).not.toContain('API docs follow the API: ');
});

test('a long list is short here, and says how long it is', () => {
  const many = Array.from({ length: 94 }, (_, at) => item({ id: `i${at}`, next: 'To be ticked by anybody with write access.' }));
  const text = summaryOf(verdict({ decision: 'waiting', items: many }), { now }, 0);
  expect(text.match(/^- ⬜/gm)).toHaveLength(10);
  expect(text).toContain('- and 84 more like these\n');
});

test('handles, links and findings that have no room beside their lines', () => {
  const options = {
    now,
    handles: new Map([['backup', 'data-1']]),
    links: { board: 'https://a.example/b', report: 'https://a.example/r', docs: 'javascript:alert(1)' },
  };
  const text = summaryOf(verdict({ decision: 'waiting', items: [items.open] }), options, 7);
  expect(text).toContain('**Backups were restored once** · Data · data-1');
  expect(text).toContain('[the checklist comment of the pull request](https://a.example/b)');
  expect(text).toContain('`/gonogo tick data-1`');
  expect(text).toContain(
    'for 7 more there is no room there.<br>\n[Checklist](https://a.example/b) · [Full report](https://a.example/r)\n',
  );
});

test('how much is done is drawn', () => {
  expect(summaryOf(verdict({ items: [items.passed, items.open], decision: 'waiting' }), { now }, 0)).toContain(
    '`█████░░░░░` 1 of 2 required done · 1 to do',
  );
});

test('whoever relies on a check that blocks nothing is told', () => {
  const warnings = ['main does not require the check gonogo', '<b>@acme/all</b>'];
  const text = summaryOf(verdict({ decision: 'go' }), { now, warnings }, 0);
  expect(text).toContain('> ⚠️ main does not require the check gonogo\n');
  expect(text).not.toContain('<b>@acme');
});
