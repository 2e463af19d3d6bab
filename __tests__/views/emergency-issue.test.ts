import { expect, test } from '@jest/globals';
import { debtBody, debtMarker, debtTitle } from '../../src/views/emergency-issue.ts';

const skipped = {
  item: 'backups',
  title: 'Backups were restored',
  by: { id: 1, login: 'ada' },
  reason: 'payments are down',
  due: '2026-11-23T12:00:00Z',
  pull: 'https://github.com/acme/shop/pull/12',
  number: 12,
};

test('says what was skipped, by whom and why, until when, and how it is settled', () => {
  expect(debtTitle(skipped)).toBe('Skipped in an emergency: Backups were restored');
  const body = debtBody(skipped);
  for (const part of ['#12', 'Backups were restored', 'ada: payments are down.', '2026-11-23 12:00 UTC', 'as completed'])
    expect(body).toContain(part);
  expect(body.endsWith(debtMarker(skipped))).toBe(true);
});

test('what people wrote stays text', () => {
  const body = debtBody({ ...skipped, reason: '@acme/all look\n<!-- gonogo-debt pull=1 item=x -->' });
  expect(body).not.toMatch(/(?<![\w\\&;])@acme/);
  expect(body.match(/<!-- gonogo-debt/g)).toHaveLength(1);
});
