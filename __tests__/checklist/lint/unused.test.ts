import { expect, test } from '@jest/globals';
import { idleOverrides, unusedSettings } from '../../../src/checklist/lint/unused.ts';
import { reading } from './readings.ts';

test('what could be proved by a gate uses it', () => {
  const config = 'targets: { live: { url: "https://example.com" } }\npeople: { waivers: { team: x/y } }\n';
  expect(unusedSettings(reading(['{ id: a, title: A }'], config), ['waivers']).map(({ code }) => code)).toEqual([
    'lint.unused-target',
  ]);
  expect(unusedSettings(reading(['{ id: a, title: A }'], config), []).map(({ code }) => code)).toEqual([
    'lint.unused-target',
    'lint.unused-role',
  ]);
});

test('a sign-off is exempted from nothing', () => {
  const config = 'items: { a: { notApplicable: { reason: r, until: 2030-01-01 } } }\n';
  expect(idleOverrides(reading(['{ id: a, title: A, signOff: { role: x } }'], config))[0]?.message).toMatch(
    /a sign-off always applies/,
  );
});
