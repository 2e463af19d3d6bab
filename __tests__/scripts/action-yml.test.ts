import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { actionYml, withTables } from '../../scripts/action-yml.ts';
import { inputs, outputs } from '../../src/doors/action/inputs.ts';
import { read } from '../house/sources.ts';

describe('action.yml', () => {
  test('is what the inputs and outputs of the Action give', () => {
    expect(read('action.yml')).toBe(actionYml());
  });

  test('says to GitHub what the Action reads', () => {
    const written = parse(read('action.yml'));
    expect(written.runs).toEqual({ using: 'node24', main: 'dist/action/main.mjs' });
    expect(Object.keys(written.inputs)).toEqual(Object.keys(inputs));
    expect(Object.keys(written.outputs)).toEqual(Object.keys(outputs));
    for (const [name, { description, default: value }] of Object.entries(inputs))
      expect(written.inputs[name]).toEqual({ description, required: false, default: value });
    expect(written.branding).toEqual({ icon: 'check-circle', color: 'green' });
  });
});

test('its page has the same tables', () => {
  const page = read('docs/action.md');
  expect(page).toBe(withTables(page));
  expect(page).toContain('| `fail-on` | `cannot-tell` |');
});
