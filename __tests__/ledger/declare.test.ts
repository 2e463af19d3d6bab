import { expect, test } from '@jest/globals';
import { declare, type ItemAsRead } from '../../src/ledger/declare.ts';
import type { Act } from '../../src/ledger/statement.ts';
import { occasion } from './named-items.ts';

const { people: _, ...edit } = occasion;
const wider = { standing: { repoId: 7 } };
const standing: ItemAsRead = { digest: 'd1', by: 'person', locked: false, scope: wider };

test('one edit of a comment is one statement, with all that a record needs', () => {
  const { scope: __, ...item } = standing;
  expect(declare({ act: 'tick', via: 'box', about: { id: 'a', item } }, edit)).toEqual([
    {
      key: expect.stringMatching(/^[0-9a-f]{64}$/),
      scope: edit.scope,
      item: 'a',
      itemDigest: 'd1',
      act: 'tick',
      by: edit.by,
      at: '2027-03-01T10:00:00Z',
      head: 'aaaa',
      tree: 'tree',
      via: 'box',
      link: edit.link,
    },
  ]);
});

test.each<[Act, unknown[]]>([
  ['tick', [wider]],
  ['untick', [edit.scope, wider]],
  ['na', [edit.scope]],
  ['waive', [edit.scope]],
])('%s of what stands reaches %j', (act, scopes) => {
  const found = declare({ act, via: 'command', about: { id: 'a', item: standing } }, edit);
  expect(found.map(({ scope }) => scope)).toEqual(scopes);
  expect(new Set(found.map(({ key }) => key)).size).toBe(scopes.length);
});

test('what speaks of the whole subject names no item', () => {
  const [hold] = declare({ act: 'hold', via: 'command', more: { reason: 'wait' } }, edit);
  expect(hold).toMatchObject({ act: 'hold', reason: 'wait' });
  expect(hold).not.toHaveProperty('item');
});
