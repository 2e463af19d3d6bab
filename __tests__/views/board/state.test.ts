import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../../src/checklist/model.ts';
import type { Statement } from '../../../src/ledger/statement.ts';
import { type Detail, stateRows } from '../../../src/views/board/state.ts';
import * as cases from '../../verdict/cases.ts';

interface Told {
  readonly more?: Partial<Item>;
  readonly said?: Parameters<typeof cases.say>[0][];
  readonly statement?: Partial<Statement>;
  readonly lines?: number;
}

function rows({ more = {}, said = [], statement = {}, lines }: Told, detail: Detail = 'all'): string[] {
  const item = cases.item('a', more);
  const statements = said.map((act) => cases.say(act, item, statement));
  const evidence = lines === undefined ? [] : [cases.coverage(lines)];
  return stateRows(item, cases.stateOf(cases.verdictOf({ items: [item, cases.item('b')], statements, evidence }), 'a'), detail);
}

const until = '2026-12-01T00:00:00Z';
const exempt = { by: cases.lead, reason: 'one region', until };

describe('what is said beside an item', () => {
  test.each<[string, Told, (string | RegExp)[]]>([
    ['nothing of an open box', {}, []],
    ['nothing of a ticked one: who did stands in the check', { said: ['tick'] }, []],
    ['who ticked and may not', { said: ['tick'], statement: { by: cases.outsider } }, ['ticked by out, who may not']],
    [
      'a tick that cannot be verified',
      { said: ['tick'], statement: { by: cases.stranger } },
      [/^❓ cannot tell: never-looked-up spoke/, /^→ It is looked up again/],
    ],
    [
      'why it is asked again',
      { more: { onPush: 'reset' }, said: ['tick'], statement: { head: 'bbbb', tree: 'tree-b' } },
      [/^🔁 asked again: ticked by bob before, but new commits/],
    ],
    ['what it waits for', { more: { after: ['b'] }, said: ['tick'] }, [/^⏳ waiting: .*comes after b$/, '→ First b.']],
    [
      'a waiver with its reason and end',
      { said: ['waive'], statement: exempt },
      [/^🟡 WAIVED by @<!-- -->lea on .* until 2026-12-01 00:00 UTC: one region$/],
    ],
    ['what is not applicable', { said: ['na'], statement: exempt }, [/^➖ N\/A by @<!-- -->lea/]],
    [
      'what stands',
      {
        more: { asked: { standing: { lasts: 30, voidIfChanged: [] } } },
        said: ['tick'],
        statement: { scope: { standing: { repoId: 7 } } },
      },
      [/^📌 standing by @<!-- -->bob/],
    ],
    ['a condition that does not hold', { more: { when: { labels: ['no'] } } }, [/^▫️ does not apply now/]],
    ['a debt', { more: { debt: { owner: 'ops', until } } }, [/^🟠 DEBT · until 2026-12-01 00:00 UTC · owner ops/]],
    [
      'whose it is and how late',
      { more: { due: '2026-11-20T00:00:00Z' }, said: ['assign'], statement: { to: cases.lead } },
      ['assigned to lea · ⏰ OVERDUE since 2026-11-20 00:00 UTC'],
    ],
    [
      'a signature that is not enough',
      { more: { proof: { ...cases.bySignOff, via: 'box', count: 2 } }, said: ['sign'], statement: { by: cases.lead } },
      ['signed by 1 of 2'],
    ],
    [
      'a signature by review',
      { more: { proof: cases.bySignOff }, said: ['sign'], statement: { by: cases.lead, via: 'review' } },
      [/^signed by @<!-- -->lea on/],
    ],
    ['nothing of a missing signature', { more: { proof: cases.bySignOff } }, []],
    [
      'a value that is good',
      { more: { proof: cases.byGate }, lines: 90 },
      [/^passed · `█+┃█?░*` lines 90 % \(at least 80 %\) · unchanged workflow$/],
    ],
    [
      'a value that is not, and what to do',
      { more: { proof: cases.byGate }, lines: 70 },
      [/^failed · `█+░┃░+` lines 70 %/, /^→ Test what is least covered/],
    ],
    ['a roll-up without numbers that change at each tick', { more: { proof: { by: 'items', of: ['b'] } } }, ['waiting']],
    [
      'what a gate says beside a box',
      { more: { proof: { ...cases.byPerson, support: [cases.coverageUse] } as Item['proof'] }, lines: 70 },
      [/^└ coverage: /],
    ],
  ])('%s', (_, told, wanted) => {
    const found = rows(told);
    expect(found).toHaveLength(wanted.length);
    for (const [at, row] of found.entries()) expect(row).toMatch(wanted[at] ?? /^$/);
  });
});

test('where there is little room, only the mark is said', () => {
  const failed = { more: { proof: cases.byGate }, lines: 70 };
  expect(rows(failed, 'mark')).toEqual(['failed']);
  expect(rows({}, 'mark')).toEqual([]);
  expect(rows({ said: ['waive'], statement: exempt }, 'mark')).toEqual(['🟡 WAIVED']);
});

test('where there is little room, nobody and nothing is named beside a plain box', () => {
  const more = { proof: { ...cases.byPerson, support: [cases.coverageUse] } as Item['proof'] };
  const told: Told = { more, lines: 70, said: ['assign'], statement: { to: cases.lead } };
  expect(rows(told)).toHaveLength(2);
  expect(rows(told, 'mark')).toEqual([]);
});

test('findings are named, and left out where there is less room', () => {
  const item = cases.item('a', { proof: cases.byGate });
  const verdict = cases.stateOf(cases.verdictOf({ items: [item], evidence: [cases.coverage(70)] }), 'a');
  const findings = Array.from({ length: 5 }, (_, at) => ({ id: `f${at}`, title: `Finding ${at}` }));
  const judgement = { result: 'fail' as const, summary: 's', measured: [], findings, remedy: 'Fix it.' };
  const failed = { ...verdict, next: 'Fix it.', answer: { gate: 'coverage', state: 'judged' as const, judgement } };
  expect(stateRows(item, failed, 'all').slice(1)).toEqual([
    '• Finding 0',
    '• Finding 1',
    '• Finding 2',
    '• and 2 more findings, in the check',
    '→ Fix it.',
  ]);
  expect(stateRows(item, failed, 'short').slice(1)).toEqual(['→ Fix it.']);
});
