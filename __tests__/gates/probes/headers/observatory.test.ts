import { describe, expect, test } from '@jest/globals';
import { observatory, testIds } from '../../../../src/gates/probes/headers/observatory.ts';
import { outcomes } from '../../../../src/gates/probes/headers/outcome.ts';
import { changed } from './changes.ts';
import { rows } from './published.ts';

/** As published, apart from the code: what each outcome changes, in the order in which they stand. */
const modifiers: Readonly<Record<string, string>> = {
  'content-security-policy': '10 5 0 0 -10 -10 -20 -20 -25 -25 -25',
  cookies: '5 0 0 -5 -10 -20 -20 -20 -30 -40',
  'cross-origin-resource-sharing': '0 0 0 -50',
  redirection: '0 0 0 -5 -10 -20 -20 -20',
  'referrer-policy': '5 0 -5 -5',
  'strict-transport-security': '5 0 -10 -20 -20 -20 -20',
  'subresource-integrity': '5 5 0 0 0 -5 -20 -50',
  'x-content-type-options': '0 -5 -5',
  'x-frame-options': '5 5 0 -20 -20',
  'cross-origin-resource-policy': '10 10 0 0 -5',
  'cross-origin-embedder-policy': '10 10 0 0 -5',
  'cross-origin-opener-policy': '10 10 10 0 0 -5',
};

describe('the rules of Observatory', () => {
  test.each(rows)('%s: %s: %s', (id, outcome, _, change) => {
    const tested = observatory(changed(change)).find((each) => each.id === id);
    expect(tested?.outcome).toBe(outcome);
  });

  test('are all in the table, each outcome of each test', () => {
    const all = Object.entries(outcomes).flatMap(([id, of]) => Object.keys(of).map((outcome) => `${id} ${outcome}`));
    expect(all.filter((each) => !rows.some(([id, outcome]) => `${id} ${outcome}` === each))).toEqual([]);
    expect(rows.length).toBeGreaterThanOrEqual(130);
  });

  test('change the score as published', () => {
    const ours = Object.entries(outcomes).map(([id, of]) => [
      id,
      Object.values(of)
        .map(([modifier]) => modifier)
        .join(' '),
    ]);
    expect(Object.fromEntries(ours)).toEqual(modifiers);
    expect(testIds).toEqual(Object.keys(outcomes));
  });
});
