import { describe, expect, test } from '@jest/globals';
import { readCommands } from '../../../src/ledger/commands/read.ts';

const verbsOf = (body: string) => readCommands(body).commands.map(({ verb, line }) => `${line} ${verb}`);
const codesOf = (body: string) => readCommands(body).misses.map(({ code, line }) => `${line} ${code}`);

describe('seen, so taken', () => {
  test.each<[string, string[]]>([
    ['/gonogo status', ['1 status']],
    ['Looks good.\n/gonogo status', ['2 status']],
    ['/gonogo status\nThanks!', ['1 status']],
    ['/gonogo status\n/gonogo mine', ['1 status', '2 mine']],
    ['/gonogo status\r\n/gonogo mine\r/gonogo help', ['1 status', '2 mine', '3 help']],
    ['   /gonogo status', ['1 status']],
    ['\u00a0/gonogo\u00a0status\u00a0 ', ['1 status']],
    ['/GoNoGo STATUS', ['1 status']],
    ['# Done\n/gonogo status', ['2 status']],
    ['Done\n===\n/gonogo status', ['3 status']],
    ['> they said\n\n/gonogo status', ['3 status']],
    ['- one\n- two\n\n/gonogo status', ['4 status']],
    ['1. I ran\n   ```sh\n   npm test\n   ```\n2. fine\n\n/gonogo status', ['7 status']],
    ['```\ncode\n```\n/gonogo status', ['4 status']],
    ['- ```\n  open\n/gonogo status', ['3 status']],
    ['<!-- a note -->\n/gonogo status', ['2 status']],
    ['<!-- a note\n\nof lines -->\n\n/gonogo status', ['5 status']],
    ['<details><summary>Log</summary>\n\n```\nx\n```\n\n</details>\n\n/gonogo status', ['9 status']],
    ['Use the `<details>` tag.\n/gonogo status', ['2 status']],
    ['I ran `npm test`; it took ~5 minutes [here](https://ci.example/1) <3\n/gonogo status', ['2 status']],
    ['| a | b |\n| - | - |\n| c | d |\n\n/gonogo status', ['5 status']],
    ['Map<String> is fine.\n\n/gonogo status', ['3 status']],
    ['a\n\n    code\n/gonogo status', ['4 status']],
    ['text <!--\n- [ ] x\n\n/gonogo status', ['4 status']],
    ['[home]: https://example.org\n\n/gonogo status', ['3 status']],
    ['***\n/gonogo status', ['2 status']],
  ])('%j', (body, expected) => {
    expect(verbsOf(body)).toEqual(expected);
    expect(codesOf(body)).toEqual([]);
  });
});

describe('not seen as a command, so none, and no word about it', () => {
  test.each([
    '',
    '> /gonogo status',
    '> > /gonogo status\n> more',
    '> - /gonogo status',
    '```\n/gonogo status\n```',
    '~~~\n/gonogo status',
    '```\n```x\n/gonogo status',
    '````\n```\n/gonogo status\n````',
    '    /gonogo status',
    '\t/gonogo status',
    '`/gonogo status`',
    'please /gonogo status',
    '# /gonogo status',
    '<!-- /gonogo status -->',
    '<!--\n/gonogo status\n-->',
    '<!--\n\n/gonogo status',
    '<pre>\n/gonogo status\n</pre>',
    '<div>\n/gonogo status\n</div>',
    '<b>\n/gonogo status',
    '/remove -    gonogo',
    '/gonogohoot',
    '/gonogo-bot status',
    'gonogo check',
    'gonogo is a go/no-go',
    '/gonogo/readme.md',
    '\\/gonogo status',
    '&#47;gonogo status',
    '/go\u200bnogo status',
    '[a]: /gonogo status',
    'first\n      /gonogo status',
    'a\u2028/gonogo status',
  ])('%j', (body) => {
    expect(readCommands(body)).toEqual({ commands: [], misses: [] });
  });
});

describe('not taken, and answered why', () => {
  test.each<[string, string[]]>([
    ['> they said\n/gonogo status', ['2 command.misplaced']],
    ['- one\n/gonogo status', ['2 command.misplaced']],
    ['- one\n\n  /gonogo status', ['3 command.misplaced']],
    ['- /gonogo status', ['1 command.misplaced']],
    ['/gonogo status\n---', ['1 command.misplaced']],
    ['| a | b |\n| - | - |\n/gonogo status', ['3 command.misplaced']],
    ['<details>\n\n/gonogo status\n\n</details>', ['3 command.misplaced']],
    ['<details>\n\n- x\n\n/gonogo status', ['5 command.misplaced']],
    ['<div><!--\n\n/gonogo status', ['3 command.misplaced']],
    ['<div title="\n\n/gonogo status', ['3 command.misplaced']],
    ['> <!--\n\n/gonogo status', ['3 command.misplaced']],
    ['text <details>\n\n/gonogo status', ['3 command.misplaced']],
    ['text `\n/gonogo status\n`', ['2 command.misplaced']],
    ['text <!--\n/gonogo status\n-->', ['2 command.misplaced']],
    ['<!-- <a --> text <a title="\n\n/gonogo status', ['3 command.misplaced']],
    ['[text\n/gonogo status\n](https://example.org)', ['2 command.misplaced']],
    ['[text](https://example.org "\n/gonogo status\n")', ['2 command.misplaced']],
    ['[text]: https://example.org "\n/gonogo status\n"', ['2 command.misplaced']],
    ['[text]:\n/gonogo', ['2 command.misplaced']],
    ['~~text\n/gonogo status\n~~', ['2 command.misplaced']],
    ['[^1]: note\n\n/gonogo status', ['3 command.misplaced']],
    ['<?php\n\n?>\n\n/gonogo status', ['5 command.misplaced']],
    ['<script>\n</script>\n\n/gonogo status', ['4 command.misplaced']],
    [`${'>'.repeat(60)} x\n\n/gonogo status`, []],
    ['/gonogohold', ['1 command.near-miss']],
    ['/gonogo:tick db-3', ['1 command.near-miss']],
    ['gonogo tick db-3', ['1 command.near-miss']],
    ['@gonogo tick db-3', ['1 command.near-miss']],
    ['/ gonogo tick db-3', ['1 command.near-miss']],
    ['/gonogo tik db-3', ['1 command.unknown-verb']],
    ['/gonogo tick', ['1 command.no-items']],
  ])('%j', (body, expected) => {
    expect(verbsOf(body)).toEqual([]);
    expect(codesOf(body)).toEqual(expected);
  });
});

describe('limits', () => {
  test('fifty commands of a comment', () => {
    const body = Array.from({ length: 52 }, () => '/gonogo status').join('\n');
    expect(verbsOf(body)).toHaveLength(50);
    expect(codesOf(body)).toEqual(['51 command.too-many']);
  });

  test('what stands behind the part that is read, and what may reach there, is not taken', () => {
    const far = 'x'.repeat(65_530);
    expect(verbsOf(`/gonogo status\n\n${far}\n\n/gonogo mine`)).toEqual(['1 status']);
    expect(verbsOf(`/gonogo status\n${far}\n\n/gonogo mine`)).toEqual([]);
    expect(codesOf(`/gonogo status\n\n${far}`)).toEqual(['undefined command.long-comment']);
  });

  test.each([
    ['```\na', ' ', 'x\n'],
    ['~~~\n~', ' ', 'x\n'],
    ['/gonogo waive a until: ', '.', 'x'],
    ['/gonogo waive a reason: x until: ', ')', 'x'],
    ['/gonogo waive a reason: ', ',', 'x until: 2w'],
    ['/gonogo waive a reason: ', '(', 'x --until 2w'],
  ])('%j, many %j and %j take no time', (before, piece, after) => {
    const start = process.cpuUsage().user;
    readCommands(`${before}${piece.repeat(19_000)}${after}\n`.repeat(3));
    readCommands(`${before}${piece.repeat(65_000)}${after}`);
    expect((process.cpuUsage().user - start) / 1000).toBeLessThan(300);
  });

  test.each([
    ' ',
    '`',
    '<!--',
    '<!-- ',
    '>',
    '- ',
    '\n',
    '\n\n- ',
    '[',
    '<a ',
    '<a "',
    '<details>\n\n',
    '\t',
    '# ',
    '| ',
    '*',
    '\\',
    '/gonogo ',
    '/gonogo tick a,',
    '\n/gonogo tick "',
  ])('a million characters of %j take no time', (piece) => {
    const start = process.cpuUsage().user;
    readCommands(piece.repeat(1_000_000 / piece.length));
    readCommands(`/gonogo tick ${piece.repeat(60_000 / piece.length)}`);
    expect((process.cpuUsage().user - start) / 1000).toBeLessThan(2000);
  });
});
