import { expect, test } from '@jest/globals';
import { modified, secret, trivyShape } from '../../../src/gates/reports/trivy-shape.ts';

test('what was found of a secret is never asked for', () => {
  const asked = [...(secret.fields?.byName.keys() ?? []), ...(modified.fields?.byName.keys() ?? [])];
  expect(asked).not.toContain('Match');
  expect(asked).not.toContain('Code');
});

test('a list and an object are both reports', () => {
  const nothing = () => {};
  const on = {
    vulnerability: nothing,
    misconfiguration: nothing,
    secret: nothing,
    modified: nothing,
    licence: nothing,
    result: nothing,
    failed: nothing,
  };
  const shape = trivyShape(on);
  expect([shape.items !== undefined, shape.fields?.byName.has('Results')]).toEqual([true, true]);
});
