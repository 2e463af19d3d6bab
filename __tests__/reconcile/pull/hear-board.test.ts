import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../../src/checklist/model.ts';
import { subjectKey } from '../../../src/ledger/statement.ts';
import type { Actor } from '../../../src/reconcile/ports/place.ts';
import { hearBoard } from '../../../src/reconcile/pull/hear-board.ts';
import type { KnownRevision } from '../../../src/reconcile/pull/revisions.ts';
import { fixedPhases } from '../../../src/verdict/phases.ts';
import { arrange } from '../../../src/views/board/arrangement.ts';
import { boardOf } from '../../../src/views/board/board.ts';
import { setBoxes } from '../../../src/views/board/body.ts';
import { head, item, policy, pullRequest, verdictOf } from '../../verdict/cases.ts';

const me: Actor = { id: 900, login: 'gonogo[bot]', kind: 'bot' };
const bob: Actor = { id: 2, login: 'bob', kind: 'human' };
const robot: Actor = { id: 5, login: 'robot[bot]', kind: 'bot' };
const items: readonly Item[] = ['backups', 'alerts', 'docs'].map((id) => item(id));

const body = (revision: number, of = items) =>
  boardOf({ verdict: verdictOf({ items: of }), policy: policy(of), revision }).bodies[0] ?? '';
const tick = (text: string, ...ids: string[]) => setBoxes(text, new Map(ids.map((id) => [id, true])));
const untick = (text: string, ...ids: string[]) => setBoxes(text, new Map(ids.map((id) => [id, false])));

let second = 0;
const saving = (editor: Actor | null, text: string | null, more: Partial<KnownRevision> = {}): KnownRevision => {
  second += 1;
  const at = new Date(Date.UTC(2026, 10, 21, 11, 0, second)).toISOString().replace('.000', '');
  return { at, editor, body: text, isStored: false, ...more };
};

function hear(revisions: readonly KnownRevision[], of = items) {
  return hearBoard({
    comment: 5,
    revisions,
    me: me.id,
    arrangement: arrange(policy(of), fixedPhases('pull-request')),
    repoId: 7,
    subject: subjectKey(pullRequest),
    treeOf: (sha) => (sha === head.sha ? head.tree : undefined),
    url: 'https://github.com/acme/shop/pull/12#issuecomment-5',
  });
}

const acts = ({ statements }: ReturnType<typeof hear>) => statements.map(({ act, item: id, by }) => `${by.login} ${act} ${id}`);

describe('what is heard', () => {
  const first = body(1);
  test('a tick, on the commit that was shown, with its tree', () => {
    const edit = saving(bob, tick(first, 'backups'));
    const [said] = hear([saving(me, first), edit]).statements;
    expect(said).toMatchObject({
      act: 'tick',
      item: 'backups',
      by: { id: 2, login: 'bob' },
      at: edit.at,
      head: head.sha,
      tree: head.tree,
      via: 'box',
      link: 'https://github.com/acme/shop/pull/12#issuecomment-5',
    });
  });

  test('each of several clicks, and one taken back', () => {
    const heard = hear([
      saving(me, first),
      saving(bob, tick(first, 'backups')),
      saving(bob, tick(first, 'backups', 'docs')),
      saving(bob, untick(tick(first, 'docs'), 'backups')),
    ]);
    expect(acts(heard)).toEqual(['bob tick backups', 'bob tick docs', 'bob untick backups']);
    expect(heard.rewrite).toBe(true);
  });

  test('only what was not heard before', () => {
    const heard = hear([
      saving(me, first, { isStored: true }),
      saving(bob, tick(first, 'backups'), { isStored: true }),
      saving(bob, tick(first, 'backups', 'docs')),
    ]);
    expect(acts(heard)).toEqual(['bob tick docs']);
  });

  test('the same saving has the same key, whatever brought it', () => {
    const edit = saving(bob, tick(first, 'backups'));
    const once = hear([saving(me, first), edit]).statements;
    const again = hear([saving(me, first), { ...edit, from: first, at: edit.at.replace('Z', '.000Z') }]).statements;
    expect(again[0]?.key).toBe(once[0]?.key);
  });

  test('a click on a page from before it was written again is that one click', () => {
    const heard = hear([
      saving(me, first),
      saving(bob, tick(first, 'backups')),
      saving(me, tick(body(2), 'backups')),
      saving(bob, tick(first, 'backups', 'docs')),
    ]);
    expect(acts(heard)).toEqual(['bob tick backups', 'bob tick docs']);
    expect(heard.rewrite).toBe(true);
  });
});

describe('what is not', () => {
  const first = body(1);
  const nothing = (revisions: readonly KnownRevision[], of = items) => {
    const heard = hear(revisions, of);
    expect(acts(heard).filter((said) => !said.includes('refused'))).toEqual([]);
    expect(heard.rewrite).toBe(true);
    return heard.dropped;
  };

  test('a program', () => {
    expect(nothing([saving(me, first), saving(robot, tick(first, 'backups'))])).toEqual(['robot[bot] is a program']);
  });
  test('an account that is no more', () => {
    expect(nothing([saving(me, first), saving(null, tick(first, 'backups'))])).toEqual(['an account that is no more edited it']);
  });
  test('an edit whose content was taken out', () => {
    expect(nothing([saving(me, first), saving(bob, null)])).toHaveLength(1);
  });
  test('an edit after one whose content was taken out', () => {
    const dropped = nothing([saving(me, first), saving(bob, null), saving(bob, tick(first, 'backups', 'docs'))]);
    expect(dropped).toHaveLength(2);
  });
  test('an edit that changed words as well', () => {
    const changed = tick(first, 'backups').replace('Item docs', 'Item dogs');
    expect(nothing([saving(me, first), saving(bob, changed)])).toHaveLength(1);
  });
  test('a board of another checklist: its boxes stand for something else', () => {
    const other = [item('backups', { title: 'Other words' }), ...items.slice(1)];
    const heard = hear([saving(me, first), saving(bob, tick(first, 'backups'))], other);
    expect(heard.statements.map(({ act, item: id, reason }) => [act, id, reason?.includes('has changed')])).toEqual([
      ['refused', 'backups', true],
    ]);
    expect(heard.rewrite).toBe(true);
  });
  test('our own writing', () => {
    const heard = hear([saving(me, first), saving(me, tick(body(2), 'backups'))]);
    expect(heard).toEqual({ statements: [], rewrite: false, dropped: [] });
  });
});

test('where only the delivery told what was there before, that is what was changed', () => {
  const first = body(1);
  const heard = hear([
    saving(me, first),
    saving(bob, null),
    saving(bob, tick(first, 'backups', 'docs'), { from: tick(first, 'backups') }),
  ]);
  expect(acts(heard)).toEqual(['bob tick docs']);
});

test('what was said on a commit that is not known counts for none', () => {
  const elsewhere = verdictOf({ items, subject: { ...pullRequest, sha: 'bbbb' } });
  const first = boardOf({ verdict: { ...elsewhere, head: 'bbbb' }, policy: policy(items), revision: 1 }).bodies[0] ?? '';
  const [said] = hear([saving(me, first), saving(bob, tick(first, 'backups'))]).statements;
  expect([said?.head, said?.tree]).toEqual(['bbbb', 'unknown']);
});
