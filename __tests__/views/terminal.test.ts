import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Paint } from '../../src/views/sheet.ts';
import { terminalReport } from '../../src/views/terminal.ts';
import { columnsOf } from '../../src/views/width.ts';
import { anna, full, hold, item, items, now, section, verdict } from './samples.ts';

const plain: Paint = (_, text) => text;
const at80 = { width: 80, paint: plain, now };

test('one of everything, as a person reads it', () => {
  expect(terminalReport(full, at80)).toBe(`NO-GO: 1 failed
Release · workspace at 1a2b3c4d5e6f · policy: work tree

What to fix first
  ✗ Tests cover the code  Quality · coverage
    Lines are covered to 71.25 %, which is less than 80 %.
    ███████░┃░░ lines 71.25 % (at least 80 %)
    → Test what the report lists as uncovered, then run the tests again.
  ? No known holes in dependencies  Security › Supply chain · audit
    The report is empty.
    → Run npm audit --json > audit.json.
  ☐ Backups were restored once          Data · backup
  ☐ Coverage is good enough where it matters  Quality · quality
    not ticked yet
    → To be ticked by everybody with write access.
  ☐ Penetration test reviewed  Security · pen-test
    not ticked yet
    → To be ticked by the role security-lead.

Quality  2 of 5
  ✗ Tests cover the code
    failed · lines 71.25 % (at least 80 %), functions 92.5 % (at least 90 %)
  ✓ Release notes are written           ticked by @anna on 2027-03-01 10:00 UTC
  ~ Load test
    WAIVED by @bob on 2027-03-01 10:00 UTC until 2027-03-20 00:00 UTC: no
    traffic yet
  · API docs follow the API
    does not apply now: no changed file matches api/**
  ☐ Changelog names everybody who helped  open · should
  ☐ Coverage is good enough where it matters  open
    └ coverage: Lines are covered to 91 %.
  ✗ Everything critical is done         failed · 3 of 5 items are done
  + 1 optional item, 1 open

Security  1 of 3
  ☐ Penetration test reviewed
    open · assigned to @anna · OVERDUE since 2027-02-01 00:00 UTC
  ✓ Firewall closes all but 443
    standing by @anna on 2026-12-10 00:00 UTC until 2027-03-10 00:00 UTC · renew
    before 2027-03-10 00:00 UTC
  Supply chain  0 of 1
    ? No known holes in dependencies  cannot tell

Data  1 of 3
  ☐ Backups were restored once  open · could be proved by backup-age
  – Read replicas follow
    N/A · the policy says so until 2027-06-30 00:00 UTC: single region
  ! Logs are kept for 90 days   DEBT · until 2027-06-30 00:00 UTC · owner anna

Debts
  ! Logs are kept for 90 days  blocks from 2027-06-30 00:00 UTC, owner anna
  ! Changelog names everybody who helped  should, open

Later
  verify    1 item

4 of 11 required done · 1 failed · 1 cannot tell · 3 to do · 1 waived · 1 N/A ·
2 debts
People tick and sign on the pull request, which is not seen from here; --machine
leaves their part out.
This answer can change by itself on 2027-03-10 00:00 UTC, in 8 days.
`);
});

test('a go is short', () => {
  expect(terminalReport(verdict({ items: [items.passed] }), at80)).toBe(`GO
Release · workspace at 1a2b3c4d5e6f · policy: work tree

Quality  1 of 1
  ✓ Tests cover the code  lines 91 % (at least 80 %)

1 of 1 required done
`);
});

test('a hold is said first, and so is who can lift it', () => {
  const text = terminalReport(verdict({ decision: 'waiting', items: [items.passed], obstacles: [hold] }), at80);
  expect(text).toMatch(/^HELD by bob: the database is moving\n/);
  expect(text).toMatch(/→ bob or the role release lifts it with \/gonogo release-hold\.\n/);
});

test('an emergency names what was skipped', () => {
  const emergency = { by: anna, reason: 'outage', until: '2027-03-01T14:00:00Z', skipped: ['backup'] };
  const text = terminalReport(verdict({ items: [items.open], emergency }), at80);
  expect(text).toMatch(/^EMERGENCY: GO by @anna/);
  expect(text).toMatch(/\nSkipped in an emergency: outage\n {2}! Backups were restored once {2}Data · backup\n/);
});

test('many that wait for the same people are named once, and not all of them twice', () => {
  const many = Array.from({ length: 25 }, (_, index) => item({ ...items.open, id: `step-${index}`, title: `Step ${index}` }));
  const text = terminalReport(verdict({ decision: 'waiting', items: many }), at80);
  expect(text).toMatch(/^WAITING: 25 to do\n/);
  expect(text.match(/To be ticked by/g)).toHaveLength(1);
  expect(text).toMatch(/and 15 more like these, below/);
  expect(text.match(/Step 24\b/g)).toHaveLength(1);
});

test('a policy that cannot be read shows every problem', () => {
  const obstacles = [1, 2].map((line) => ({
    kind: 'policy' as const,
    decision: 'cannot-tell' as const,
    because: `.github/gonogo.yml:${line}:1: unknown key`,
    next: 'Correct it.',
  }));
  const text = terminalReport(verdict({ decision: 'cannot-tell', policy: null, obstacles }), at80);
  expect(text).toMatch(/^CANNOT TELL: 2 problems in the policy\nworkspace at 1a2b3c4d5e6f · no readable policy\n/);
  expect(text).toMatch(/gonogo\.yml:1:1: unknown key[\s\S]*gonogo\.yml:2:1: unknown key/);
});

describe('foreign text', () => {
  const evil = '\u001b[2J\u001b]0;x\u0007 ::set-output name=a::b \u202e ##[group]x';
  const shown = verdict({
    decision: 'no-go',
    items: [
      item({
        id: 'evil',
        title: evil,
        path: [section(evil)],
        state: 'failed',
        because: evil,
        next: evil,
        voices: [{ by: { id: 1, login: evil }, at: evil, act: 'tick', reason: evil }],
        support: [{ gate: evil, state: 'judged', judgement: { result: 'pass', summary: evil, measured: [], findings: [] } }],
      }),
    ],
    obstacles: [{ ...hold, because: evil, next: evil }],
  });

  test.each([20, 40, 80, 200])('at width %i it can do nothing to a terminal or to a runner', (width) => {
    const text = terminalReport(shown, { ...at80, width });
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
    expect(text).not.toMatch(/^\s*::/m);
    expect(text).not.toMatch(/##\[/);
  });
});

test('no line is wider than asked for, between 40 and 120 columns', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 1, max: 300 }), (title, width) => {
      const report = terminalReport(verdict({ ...full, items: [...full.items, item({ id: 'x', title })] }), { ...at80, width });
      const widest = Math.max(...report.split('\n').map(columnsOf));
      expect(widest).toBeLessThanOrEqual(Math.min(120, Math.max(40, width)) + 2);
    }),
  );
});

test('colour is only what paint makes of it', () => {
  const paint: Paint = (tone, text) => `<${tone}>${text}</>`;
  const painted = terminalReport(full, { ...at80, paint });
  expect(painted).toMatch(/^<strong><bad>NO-GO: 1 failed<\/><\/>\n/);
  expect(painted.replaceAll(/<\w+>|<\/>/g, '')).toBe(terminalReport(full, at80));
});
