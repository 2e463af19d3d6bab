import { describe, expect, test } from '@jest/globals';
import type { Effect } from '../../src/checklist/effect.ts';
import { changeRows, effectLine, effectRows, fileWords, type PolicyChange } from '../../src/views/policy-change.ts';

const none: Effect = { added: [], removed: [], tightened: [], loosened: [], settings: [] };
const item = (title: string, ...words: string[]) => ({ id: title, title, in: words });
const solo = { key: 'solo', is: 'loosened', words: 'one person is enough' } as const;
const settle = { key: 'check.settle', is: 'tightened', words: '60, was 20' } as const;
const whole: Effect = {
  added: [item('A'), item('B')],
  removed: [item('C')],
  tightened: [item('D', 'level')],
  loosened: [item('E', 'limits of coverage', 'when')],
  settings: [settle, solo],
};

describe('what a change does', () => {
  test.each<[Effect, number | undefined, string]>([
    [none, 3, 'asks the same as before'],
    [
      whole,
      12,
      'adds 2 items and tightens 1 item and 1 setting for 12 open pull requests; removes 1 item and loosens 1 item and 1 setting',
    ],
    [{ ...none, removed: [item('C')] }, 12, 'removes 1 item'],
    [{ ...none, added: [item('A')] }, undefined, 'adds 1 item'],
    [{ ...none, settings: [solo] }, 1, 'loosens 1 setting'],
  ])('%j for %p', (effect, openReleases, line) => {
    expect(effectLine(effect, openReleases)).toBe(line);
  });

  test('what is loosened stands first', () => {
    expect(effectRows(whole)).toEqual([
      'removed: C',
      'loosened: E (limits of coverage, when)',
      'loosened: solo: one person is enough',
      'added: A',
      'added: B',
      'tightened: D (level)',
      'tightened: check.settle: 60, was 20',
    ]);
  });
});

const change = (more: Partial<PolicyChange>): PolicyChange => ({ files: [], openReleases: 2, proposal: { is: 'same' }, ...more });
const warning = { code: 'lint.x', message: 'm', remedy: 'r', file: 'f.yml', line: 3, mentions: [] };

describe('in lines', () => {
  test('how many are open is for the check alone, because it changes by itself', () => {
    const read = change({ proposal: { is: 'read', effect: whole, warnings: [] } });
    expect(changeRows(read, 'check')[0]).toContain('for 2 open pull requests');
    expect(changeRows(read, 'board')[0]).not.toContain('open pull requests');
  });

  test('the worst findings of lint are named, and all of them counted', () => {
    const warnings = [1, 2, 3, 4].map((line) => ({ ...warning, line }));
    const rows = changeRows(change({ proposal: { is: 'read', effect: none, warnings } }), 'check');
    expect(rows.at(-1)).toBe('Worth a look (4 findings of gonogo lint): f.yml:1: m · f.yml:2: m · f.yml:3: m');
  });

  test.each<[Partial<PolicyChange>, string[]]>([
    [{}, ['What is asked stays the same.']],
    [
      { files: null },
      ['What this changes could not be established, so that it counts as all of it.', 'What is asked stays the same.'],
    ],
    [
      { proposal: { is: 'none' } },
      ['Merged, it leaves no configuration: nothing is asked of new releases then, and open ones stay blocked.'],
    ],
    [
      { proposal: { is: 'unreadable', problems: [{ code: 'c', message: 'm', remedy: 'r', file: 'f', line: 2 }] } },
      ['Merged, it cannot be read, and no release goes before it is mended:', 'f:2: m'],
    ],
    [
      { proposal: { is: 'read', effect: null, warnings: [] } },
      ['What it would change cannot be told: what it was before cannot be read.'],
    ],
  ])('%j', (more, rows) => {
    expect(changeRows(change(more), 'check')).toEqual(rows);
  });
});

test.each([
  ['file', 'a: a checklist'],
  ['link', 'a: a checklist, a link by now, which is not followed'],
  ['repository', 'a: a checklist, another repository by now, which is not read'],
  ['nothing', 'a: a checklist, taken away'],
] as const)('a file that becomes a %s', (becomes, words) => {
  expect(fileWords({ path: 'a', is: 'checklist', becomes })).toBe(words);
});
