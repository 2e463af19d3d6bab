import { describe, expect, test } from '@jest/globals';
import type { ItemVerdict, Verdict } from '../../src/verdict/verdict.ts';
import { asksOf, whoText } from '../../src/views/who.ts';
import { hold, item, items, sha, verdict } from './samples.ts';

const subject = { kind: 'pull-request', repoId: 1, number: 7, sha } as const;
const next = 'To be ticked by anybody with write access.';
const open = (id: string, fields: Partial<ItemVerdict> = {}) => item({ id, next, ...fields });
const sign = (id: string, via: ItemVerdict['via'] & string, missing = 1) =>
  item({
    id,
    by: 'sign-off',
    via,
    phase: 'sign-off',
    next: `${missing} to sign as lead, by ${via}; never the author or a pusher.`,
  });

/** As a sentence, with the place of the boxes in brackets. */
function said(given: readonly ItemVerdict[], more: Partial<Verdict> = {}, handles = new Map<string, string>()): string[] {
  return asksOf(verdict({ decision: 'waiting', subject, items: given, ...more }), handles).map((ask) => {
    const { lead, rest } = whoText(ask);
    const how = ask.how.map(({ kind, text }) => (kind === 'text' ? text : `[${text}]`)).join('');
    return `${lead} ${rest}${how && ': '}${how}`;
  });
}

test('items that wait for the same people are one line', () => {
  const other = open('c', { next: 'To be ticked by the role lead.' });
  expect(said([open('a'), other, open('b', { state: 'stale' })], {}, new Map([['b', 'data-2']]))).toEqual([
    '2 to be ticked by anybody with write access: tick the boxes in [the checklist comment], or comment [/gonogo tick a data-2]',
    '1 to be ticked by the role lead: tick the box in [the checklist comment], or comment [/gonogo tick c]',
  ]);
});

test('a command for very many shows how it begins', () => {
  const [line] = said(Array.from({ length: 94 }, (_, at) => open(`i${at}`)));
  expect(line).toMatch(/^94 .*comment \[\/gonogo tick i0\]$/);
});

test.each([
  ['review', '1 to sign as lead, by review; never the author or a pusher'],
  ['command', '1 to sign as lead, by command; never the author or a pusher: comment [/gonogo sign s]'],
  [
    'box',
    '1 to sign as lead, by box; never the author or a pusher: sign by the box in [the checklist comment], or comment [/gonogo sign s]',
  ],
] as const)('a sign-off by %s', (via, expected) => {
  expect(said([sign('s', via)])).toEqual([expected]);
});

test('sign-offs count people, not items', () => {
  expect(said([sign('s', 'review', 2)])).toEqual(['2 to sign as lead, by review; never the author or a pusher']);
  expect(said([sign('s', 'review', 2), sign('t', 'review', 2)])).toEqual([
    '2 sign-offs each 2 to sign as lead, by review; never the author or a pusher',
  ]);
});

describe('nothing to tick', () => {
  test.each<[string, readonly ItemVerdict[]]>([
    ['it waits for another item', [open('a', { state: 'waiting', next: 'First b.' })]],
    ['nobody is named for the role', [open('a', { state: 'cannot-tell', next: 'Add people.lead.' })]],
    ['it is a debt', [items.debt]],
  ])('%s', (_, given) => {
    expect(said(given)).toEqual([]);
  });

  test('a hold is told where it stands', () => {
    expect(said([], { obstacles: [hold] })).toEqual([]);
  });
});

test('what machines prove comes last', () => {
  expect(said([items.failed, open('a')], { decision: 'no-go' })).toEqual([
    expect.stringMatching(/^1 to be ticked/),
    '1 that machines prove: do what is said above; they are judged again as soon as there is new evidence',
  ]);
});

test.each([
  [{ kind: 'release', repoId: 1, tag: 'v1', sha } as const, 'the checklist'],
  [{ kind: 'merge-group', repoId: 1, sha } as const, 'the checklist comment of each pull request'],
])('where the boxes are: %j', (of, expected) => {
  expect(said([open('a')], { subject: of })[0]).toContain(`[${expected}]`);
});

test('an id that no command could take is in none', () => {
  expect(said([open('Two `Words`')])).toEqual([
    '1 to be ticked by anybody with write access: tick the box in [the checklist comment]',
  ]);
});
