import { describe, expect, test } from '@jest/globals';
import { isFenceEnd, isHeadingRule, isTableRule, startOf, tag } from '../../../src/ledger/commands/blocks.ts';

describe('what begins in a line, after a gap and within a paragraph', () => {
  test.each<[string, string | undefined, string | undefined]>([
    ['text', undefined, undefined],
    ['> x', 'quote', 'quote'],
    ['# x', 'heading', 'heading'],
    ['#', 'heading', 'heading'],
    ['#x', undefined, undefined],
    ['####### x', undefined, undefined],
    ['```', 'fence', 'fence'],
    ['``` a`b', undefined, undefined],
    ['~~~ a`b', 'fence', 'fence'],
    ['``', undefined, undefined],
    ['***', 'rule', 'rule'],
    ['- - -', 'rule', 'rule'],
    ['- x', 'item', 'item'],
    ['-x', undefined, undefined],
    ['-', 'item', undefined],
    ['+   ', 'item', undefined],
    ['1. x', 'item', 'item'],
    ['2. x', 'item', undefined],
    ['01) x', 'item', 'item'],
    ['1234567890. x', undefined, undefined],
    ['<!-- x', 'html', 'html'],
    ['<div', 'html', 'html'],
    ['<div>x', 'html', 'html'],
    ['<divx>', 'html', undefined],
    ['<b>', 'html', undefined],
    ['<b>x', undefined, undefined],
    ['</b>', 'html', undefined],
    ['<pre>', 'html', 'html'],
    ['<3', undefined, undefined],
    ['<https://a.example>', undefined, undefined],
    ['<!x>', 'doubt', 'doubt'],
    ['<?--', 'doubt', 'doubt'],
    ['<script>', 'doubt', 'doubt'],
    ['</textarea>', 'doubt', 'doubt'],
    ['<source>', 'doubt', 'doubt'],
    ['<b\u00a0x>', 'doubt', 'doubt'],
    ['[^1]: x', 'doubt', 'doubt'],
    ['[1]: x', undefined, undefined],
  ])('%j', (text, free, within) => {
    expect([startOf(text, { inParagraph: false })?.is, startOf(text, { inParagraph: true })?.is]).toEqual([free, within]);
  });

  test.each<[string, number, number]>([
    ['- x', 1, 1],
    ['-   x', 1, 3],
    ['-     x', 1, 1],
    ['10) x', 3, 1],
    ['-', 1, 1],
  ])('%j is an item whose marker and gap are %d and %d wide', (text, marker, gap) => {
    expect(startOf(text, { inParagraph: false })).toEqual({ is: 'item', marker, gap, isEmpty: text === '-' });
  });
});

test('what ends a fence', () => {
  const fence = { mark: '`', length: 3 };
  expect(['```', '````  ', '``', '``` x', '~~~', '```\u00a0'].map((text) => isFenceEnd(text, fence))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('what makes the line above a heading or the head of a table', () => {
  expect(['---', '===  ', '-', '- -', '=-'].map(isHeadingRule)).toEqual([true, true, true, false, false]);
  expect(['| - |', ':-', '-|-', '---', '|', '| x |'].map(isTableRule)).toEqual([true, true, true, false, false, false]);
});

test('a tag is one as CommonMark has it', () => {
  const whole = new RegExp(`^${tag}$`, 'i');
  const isTag = (text: string) => whole.test(text);
  expect(['<a>', '<a b c=d e="f" g=\'h\'/>', '</a >', '<a\nb>'].map(isTag)).toEqual([true, true, true, true]);
  expect(['<a b=c"d>', '<a b="c>', '</a b>', '<1>', '< a>', '<a"b">'].map(isTag)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});
