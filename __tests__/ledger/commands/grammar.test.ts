import { describe, expect, test } from '@jest/globals';
import { isCalled, readLine } from '../../../src/ledger/commands/grammar.ts';

const item = (text: string) => ({ is: 'item', text });

describe('one command, however it is typed', () => {
  test.each<[string, object]>([
    ['/gonogo', { verb: 'help' }],
    ['/gonogo help', { verb: 'help' }],
    ['/gonogo help waive please', { verb: 'help', about: 'waive' }],
    ['/gonogo help me', { verb: 'help' }],
    ['/gonogo status?', { verb: 'status' }],
    ['/gonogo recheck, please', { verb: 'recheck' }],
    ['/GONOGO  Status', { verb: 'status' }],
    ['/gonogo hold', { verb: 'hold' }],
    ['/gonogo hold: the database is moving', { verb: 'hold', reason: 'the database is moving' }],
    ['/gonogo hold reason: x', { verb: 'hold', reason: 'x' }],
    ['/gonogo hold because x', { verb: 'hold', reason: 'x' }],
    ['/gonogo hold -- x', { verb: 'hold', reason: 'x' }],
    ['/gonogo break-glass payments are down <3', { verb: 'break-glass', reason: 'payments are down <3' }],
    [
      '/gonogo N/A db-3 until: 30d reason: x',
      { verb: 'na', names: [item('db-3')], until: { is: 'days', days: 30 }, reason: 'x' },
    ],
  ])('%s', (text, expected) => {
    expect(readLine(text, 7)).toEqual({ command: { names: [], line: 7, ...expected } });
  });
});

describe('none', () => {
  test.each<[string, string, string]>([
    ['/gonogo tik db-3', 'command.unknown-verb', 'Did you mean tick? /gonogo tick ITEMS'],
    ['/gonogo release hold', 'command.unknown-verb', 'Did you mean release-hold?'],
    ['/gonogo unhold', 'command.unknown-verb', 'Did you mean release-hold?'],
    ['/gonogo approve db-3', 'command.unknown-verb', 'Did you mean sign?'],
    ['/gonogo break glass', 'command.unknown-verb', 'Did you mean break-glass?'],
    ['/gonogo toString', 'command.unknown-verb', 'The commands are tick, untick,'],
    [`/gonogo ${'x'.repeat(5000)}`, 'command.unknown-verb', 'The commands are'],
    [`/gonogo hold ${'x'.repeat(20_000)}`, 'command.too-long', 'Split it'],
    ['/gonogo tick db-3 <!-- db-4 -->', 'command.markup', 'Write it in plain words'],
    ['/gonogo waive db-3 until: 3d reason: <b>x</b>', 'command.markup', 'Write it in plain words'],
    ['/gonogohold', 'command.near-miss', 'Write /gonogo hold [REASON]'],
    ['/gonogo:tick db-3', 'command.near-miss', 'Write /gonogo tick ITEMS'],
    ['/gonogo: tick db-3', 'command.near-miss', 'Write /gonogo tick ITEMS'],
    ['**/gonogo tick db-3**', 'command.near-miss', 'Write /gonogo tick ITEMS'],
    ['_/gonogo hold_', 'command.near-miss', 'Write /gonogo hold'],
  ])('%.40s: %s', (text, code, remedy) => {
    expect(readLine(text, 7)).toEqual({
      refusal: expect.objectContaining({ code, remedy: expect.stringContaining(remedy), line: 7 }),
    });
  });

  test('a near miss that is plain can be copied', () => {
    expect(readLine('/gonogo:tick db-3', 1)).toHaveProperty('refusal.suggestion', '/gonogo tick db-3');
    expect(readLine('**/gonogo: tick db-3**', 1)).toHaveProperty('refusal.suggestion', '/gonogo tick db-3');
    expect(readLine('/gonogo:tick `@all`', 1)).not.toHaveProperty('refusal.suggestion');
  });

  test.each([
    '',
    'text',
    '/remove - hold',
    '/hold',
    '/gonogoes',
    'gonogo help',
    'gonogo explain x',
    'gonogo-bot',
    '/gonogo/tick.md',
    '/gonogonogo',
    '**gonogo tick**',
    '**/gonogo** tick db-3',
  ])('%j was never meant as one', (text) => {
    expect(readLine(text, 1)).toBeUndefined();
  });
});

test('who calls us', () => {
  expect([' /gonogo', '/GoNogo x', '/gonogo:x', '/gonogohold', '/gonogo-x', 'gonogo'].map(isCalled)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
