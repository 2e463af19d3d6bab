import { expect, test } from '@jest/globals';
import type { Statement } from '../../../src/ledger/statement.ts';
import { setBackNotes } from '../../../src/views/board/set-back.ts';
import { bySignOff, item, lead, outsider, policy, reviewer, say } from '../../verdict/cases.ts';

const ticked = item('backups', { title: 'Backups were restored once' });
const signed = item('security', { title: 'Security agrees', proof: bySignOff });
const { people } = policy([ticked, signed]);

const refused = (about = ticked, more: Partial<Statement> = {}): Statement => ({
  ...say('refused', about, { by: outsider, via: 'box', reason: 'tick: they may not' }),
  ...more,
});

function notes(statements: readonly Statement[], states: { readonly [id: string]: 'open' | 'stale' | 'ticked' } = {}): string[] {
  const items = [ticked, signed];
  const [{ head } = refused()] = statements;
  const verdict = { head, items: items.map(({ id }) => ({ id, state: states[id] ?? ('open' as const) })) };
  return setBackNotes(statements, { verdict, items, people });
}

test('who changed a box that was set back reads why, and who may', () => {
  expect(notes([refused()])).toEqual([
    `${outsider.login} changed the box of “Backups were restored once”, and it was set back: they may not. May: anybody with write access.`,
  ]);
  expect(notes([refused(signed, { reason: 'sign: nobody does this for a change of their own' })])[0]).toMatch(
    /of “Security agrees”, and it was set back: nobody does this for a change of their own\. May: \S.*\.$/,
  );
  const changed = 'the checklist has changed since this board was posted; please tick the new one';
  expect(notes([refused(ticked, { reason: changed })])[0]).toContain(`set back: ${changed}. May:`);
});

test('until the item is done', () => {
  expect(notes([refused()], { backups: 'stale' })).toHaveLength(1);
  expect(notes([refused()], { backups: 'ticked' })).toEqual([]);
});

test.each([
  ['of a command: that had its reply', { via: 'command' }],
  ['of a statement that counts', { act: 'tick' }],
  ['of what was said of an item that is no more', { item: 'gone' }],
] as const)('nothing %s', (_name, more) => expect(notes([refused(ticked, more)])).toEqual([]));

test('nothing of an earlier commit', () => {
  expect(notes([refused(signed), refused(ticked, { head: 'f'.repeat(40) })]).join('\n')).not.toContain('Backups');
});

test('once for each of them, and the newest only', () => {
  const at = (second: number) => `2026-11-21T12:00:0${second}Z`;
  const again = notes([refused(ticked, { at: at(2), reason: 'untick: they may not' }), refused(ticked, { at: at(1) })]);
  expect(again).toHaveLength(1);
  const by = [outsider, lead, reviewer, { id: 99, login: 'zed' }];
  const all = notes(by.map((who, second) => refused(ticked, { by: who, at: at(second) })));
  expect(all.map((note) => note.split(' ')[0])).toEqual([lead, reviewer, { login: 'zed' }].map(({ login }) => login));
});
