import { describe, expect, test } from '@jest/globals';
import {
  debtText,
  detailOf,
  footLines,
  numberText,
  optionalText,
  placeOf,
  shortfalls,
  supportText,
} from '../../src/views/detail.ts';
import { coverageFailed, coveragePassed, full, item, items, now, verdict } from './samples.ts';

describe('detailOf', () => {
  test.each([
    ['lines 91 % (at least 80 %)', items.passed],
    ['failed · lines 71.25 % (at least 80 %), functions 92.5 % (at least 90 %)', items.failed],
    ['cannot tell', items.cannotTell],
    ['open · could be proved by backup-age', items.open],
    ['open · assigned to @anna · OVERDUE since 2027-02-01 00:00 UTC', items.assigned],
    ['open · due 2027-05-01 00:00 UTC', item({ id: 'x', due: '2027-05-01T00:00:00Z' })],
    ['open · should', items.should],
    ['ticked by @anna on 2027-03-01 10:00 UTC', items.ticked],
    ['WAIVED by @bob on 2027-03-01 10:00 UTC until 2027-03-20 00:00 UTC: no traffic yet', items.waived],
    ['N/A · the policy says so until 2027-06-30 00:00 UTC: single region', items.notApplicable],
    ['standing by @anna on 2026-12-10 00:00 UTC until 2027-03-10 00:00 UTC · renew before 2027-03-10 00:00 UTC', items.standing],
    ['does not apply now: no changed file matches api/**', items.elsewhere],
    ['DEBT · until 2027-06-30 00:00 UTC · owner anna', items.debt],
    ['failed · 3 of 5 items are done', items.rollUp],
    ['passed · 3 of 3 items are done', item({ id: 'x', by: 'items', state: 'passed', because: '3 of 3 items are done' })],
  ])('%s', (text, given) => {
    expect(detailOf(given)).toBe(text);
  });

  test('of many values the worst few are named and the rest is a number', () => {
    const measured = [1, 2, 3, 4, 5, 6].map((value) => ({ metric: `m${value}`, value, limit: 'at most 5', ok: value < 6 }));
    const answer = { ...coveragePassed, judgement: { ...coveragePassed.judgement, measured } };
    expect(detailOf(item({ id: 'x', state: 'passed', answer }))).toBe(
      'm6 6 (at most 5), m1 1 (at most 5), m2 2 (at most 5), m3 3 (at most 5), 2 more',
    );
  });
});

describe('numberText', () => {
  test.each([
    [80, '80'],
    [79.999, '79.99'],
    [80.000_01, '80.00001'],
    [71.232_876_7, '71.23'],
    [0.29, '0.29'],
    [0.000_4, '0.0004'],
    [-1.5, '-1.5'],
    [1e-12, '1e-12'],
    [1.5e300, '1.5e+300'],
    [Number.NaN, 'NaN'],
  ])('%d', (value, text) => {
    expect(numberText(value)).toBe(text);
  });
});

describe('shortfalls', () => {
  test('a finding that only repeats a value is left out', () => {
    expect(shortfalls(items.failed, 5)).toEqual({ values: [coverageFailed.judgement.measured[1]], found: [], more: 0 });
  });

  test('findings are named with severity and place, the rest is a number', () => {
    const findings = [1, 2, 3].map((id) => ({ id: `f${id}`, title: `hole ${id}`, severity: 'high', file: 'a.lock', line: id }));
    const answer = { ...coverageFailed, judgement: { ...coverageFailed.judgement, measured: [], findings } };
    expect(shortfalls(item({ id: 'x', state: 'failed', answer }), 2)).toEqual({
      values: [],
      found: ['high: hole 1 · a.lock:1', 'high: hole 2 · a.lock:2'],
      more: 1,
    });
  });

  test('an item that did not fail has none', () => {
    expect(shortfalls(item({ id: 'x', state: 'waived', answer: coverageFailed }), 5)).toEqual({ values: [], found: [], more: 0 });
  });
});

test('support names the gate and its target', () => {
  expect(supportText(coveragePassed)).toBe('coverage: Lines are covered to 91 %.');
  expect(supportText({ ...coveragePassed, target: 'production' })).toMatch(/^coverage on production: /);
});

test('an item is found by its sections and its id', () => {
  expect(placeOf(items.cannotTell)).toBe('Security › Supply chain · audit');
  expect(placeOf(item({ id: 'loose', path: [] }))).toBe('loose');
});

test('a debt says when it starts to block', () => {
  expect(debtText(items.debt)).toBe('blocks from 2027-06-30 00:00 UTC, owner anna');
  expect(debtText(items.should)).toBe('should, open');
});

test('optional items are a number', () => {
  expect(optionalText({ total: 1, open: 1 })).toBe('1 optional item, 1 open');
});

describe('footLines', () => {
  test('the numbers, what is not seen from here, and the next change', () => {
    expect(footLines(full, now)).toEqual([
      '4 of 11 required done · 1 failed · 1 cannot tell · 3 to do · 1 waived · 1 N/A · 2 debts',
      'People tick and sign on the pull request, which is not seen from here; --machine leaves their part out.',
      'This answer can change by itself on 2027-03-10 00:00 UTC, in 8 days.',
    ]);
  });

  test('nothing about people where none is asked, or where they are heard', () => {
    expect(footLines(verdict({ items: [items.passed] }), now)).toEqual(['1 of 1 required done']);
    const subject = { kind: 'merge-group', repoId: 1, sha: full.head } as const;
    expect(footLines(verdict({ decision: 'waiting', items: [items.open], subject }), now)).toEqual([
      '0 of 1 required done · 1 to do',
    ]);
  });
});
