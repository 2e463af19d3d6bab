import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newDoubts } from '../../../src/gates/reports/doubts.ts';
import { handlers, markPlainLines } from '../../../src/gates/reports/lcov-line.ts';
import { newRecord } from '../../../src/gates/reports/lcov-record.ts';
import { countOfLines, type LineStates } from '../../../src/gates/reports/line-states.ts';

const record = () => newRecord('a.ts', new Uint8Array(4));

function take(lines: LineStates, text: string) {
  const bytes = new TextEncoder().encode(text);
  const taken = { at: 0, end: bytes.lastIndexOf(0x0a) + 1, lines: 0 };
  markPlainLines(lines, bytes, taken);
  return { at: taken.at, lines: taken.lines };
}

function handle(...texts: readonly string[]) {
  const one = record();
  const doubts = newDoubts();
  const flaws = texts.map((text) => {
    const [key = '', ...rest] = text.split(':');
    return handlers.get(key)?.(rest.join(':'), one, doubts);
  });
  return { one, flaws, doubts: doubts.list() };
}

describe('the fast way and the slow way agree', () => {
  const number = fc.oneof(fc.nat(12), fc.constantFrom('', '0', '00', '-1', '1.5', '1e3', 'x', '99999999', '10000001'));
  const rest = fc
    .tuple(number, number, fc.constantFrom('', ',abc==', ',', ',,'))
    .map(([line, hits, sum]) => `${line},${hits}${sum}`);
  const end = fc.constantFrom('', '\n', '\r\n', '\nDA:9,9\n');

  test('on what they take, and what the fast one leaves the slow one can judge', () => {
    fc.assert(
      fc.property(rest, end, (text, after) => {
        const fast = record();
        const isTaken = take(fast.lines, `DA:${text}${after}`).lines > 0;
        const { one, flaws, doubts } = handle(`DA:${text}`);
        if (isTaken && after.includes('DA:')) handlers.get('DA')?.('9,9', one, newDoubts());
        if (isTaken) expect([flaws, doubts, one.lines]).toEqual([[undefined], [], fast.lines]);
        else expect(countOfLines(fast.lines).total).toBe(0);
        if (after !== '' && /^[1-9]\d{0,6},\d+(?:,.*)?$/.test(text)) expect(isTaken).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test.each(['DX:1,1', 'LF:1', 'DA', '', 'DA:'])('%j is no such line', (text) => {
    expect(take(record().lines, text)).toEqual({ at: 0, lines: 0 });
  });

  test('as many as there are, and none that is not all there', () => {
    const { lines } = record();
    expect(take(lines, 'DA:1,1\nDA:2,0,sum\r\nDA:3,4\nLF:3\n')).toEqual({ at: 26, lines: 3 });
    expect(countOfLines(lines)).toEqual({ covered: 2, total: 3 });
    expect(take(record().lines, 'DA:1,1\nDA:2,1')).toEqual({ at: 7, lines: 1 });
    expect(take(record().lines, 'DA:1,1\rDA:2,1\n')).toEqual({ at: 0, lines: 0 });
  });
});

describe('what a record lists', () => {
  test.each<
    [string, string[], { lines?: [number, number]; branches?: Record<string, boolean>; functions?: Record<string, boolean> }]
  >([
    ['lines', ['DA:1,0', 'DA:2,3', 'DA:2,0', 'DA:3,1,sum=='], { lines: [2, 3] }],
    ['counts as large as some tools write them', ['DA:1,1.8e+19', 'DA:2,0.0'], { lines: [1, 2] }],
    ['branches', ['BRDA:3,0,0,-', 'BRDA:3,0,1,2', 'BRDA:3,0,0,1'], { branches: { '3,0,0': true, '3,0,1': true } }],
    ['branches of version 2', ['BRDA:3,e0,0,0', 'BRDA:4,0,f(a, b),1'], { branches: { '3,e0,0': false, '4,0,f(a, b)': true } }],
    ['functions', ['FN:1,a', 'FN:9,b', 'FNDA:2,a', 'FNDA:0,b'], { functions: { 'a#0': true, 'b#0': false } }],
    ['functions with an end', ['FN:1,8,a(int, int)', 'FNDA:1,a(int, int)'], { functions: { 'a(int, int)#0': true } }],
    ['functions of one name', ['FN:1,a', 'FN:2,a', 'FNDA:0,a', 'FNDA:4,a'], { functions: { 'a#0': false, 'a#1': true } }],
    [
      'functions with several names',
      ['FNL:0,3,9', 'FNL:1,12', 'FNA:0,0,a', 'FNA:0,2,b', 'FNA:1,0,c'],
      { functions: { '@3': true, '@12': false } },
    ],
    ['nothing that counts', ['VER:1', 'MCDC:1,2,t,0,0,a', 'MCF:2', 'MCH:0'], {}],
  ])('%s', (_name, texts, { lines: [covered, total] = [0, 0], branches = {}, functions = {} }) => {
    const { one, flaws, doubts } = handle(...texts);
    expect([flaws.filter((flaw) => flaw !== undefined), doubts]).toEqual([[], []]);
    expect(countOfLines(one.lines)).toEqual({ covered, total });
    expect([Object.fromEntries(one.branches), Object.fromEntries(one.functions)]).toEqual([branches, functions]);
  });

  test('and what it declares', () => {
    expect(Object.fromEntries(handle('LF:3', 'LH:2', 'BRF:0', 'FNH:7').one.declared)).toEqual({ LF: 3, LH: 2, BRF: 0, FNH: 7 });
  });
});

test.each([
  ['DA:0,1', 'a.ts counts a line 0'],
  ['DA:3,-2', 'a.ts has a negative count, taken as 0'],
  ['FNDA:-1,a', 'a.ts has a negative count, taken as 0'],
])('%s is a doubt: %s', (text, doubt) => {
  const { flaws, doubts, one } = handle(text);
  expect([flaws, doubts, countOfLines(one.lines).covered]).toEqual([[undefined], [doubt], 0]);
});

test.each([
  ['DA:x,1', 'DA needs a line number and a count, not "x,1"'],
  ['DA:1', 'DA needs a line number and a count, not "1"'],
  ['DA:1,NaN', 'DA needs a line number and a count, not "1,NaN"'],
  ['DA:1,1e999', 'DA needs a line number and a count, not "1,1e999"'],
  ['DA:10000001,1', 'no source has a line "10000001"'],
  ['BRDA:1,0,1', 'BRDA needs line, block, branch and count, not "1,0,1"'],
  ['BRDA:1,0,0,x', 'BRDA needs line, block, branch and count, not "1,0,0,x"'],
  ['FN:a', 'FN needs a line number and a name, not "a"'],
  ['FNDA:a', 'FNDA needs a count and a name, not "a"'],
  ['FNL:0', 'FNL needs an index and a line number, not "0"'],
  ['FNA:0,1,a', 'FNA needs the index of an FNL, a count and a name, not "0,1,a"'],
  ['LF:-1', 'LF needs a number, not "-1"'],
  [`LH:${'9'.repeat(70)}`, `LH needs a number, not "${'9'.repeat(60)}..."`],
])('%s is wrong: %s', (text, flaw) => {
  expect(handle(text).flaws).toEqual([flaw]);
});
