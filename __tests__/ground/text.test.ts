import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  defuseCommands,
  escapeCommand,
  escapeCommandProperty,
  escapeHtml,
  escapeMarkdown,
  oneLine,
  showHidden,
} from '../../src/ground/text.ts';
import { hostile } from './hostile.ts';

const manyRuns = { numRuns: 500 };
const megabyte = 1_000_000;

const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
]);

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string) =>
    code === undefined ? (named.get(name) ?? '?') : String.fromCodePoint(Number(code)),
  );
}

/** The pieces of text that GitHub's filters look at, one by one, after the Markdown is rendered. */
function textNodes(markdown: string): string[] {
  return markdown.split(/<!-- -->|<span>|<\/span>/).map(decodeEntities);
}

describe('escapeMarkdown', () => {
  test.each([
    ['plain words, really', 'plain words, really'],
    ['- [x] done <!-- gonogo:tls -->', '&#45; &#91;x&#93; done &lt;!-- gonogo:tls --&gt;'],
    ['@octocat', '@<!-- -->octocat'],
    ['fixes #12', 'fixes &#35;<!-- -->12'],
    ['GH-12', 'GH<!-- -->-12'],
    ['GHSA-x', 'GHSA<!-- -->-x'],
    ['at deadbeef1', 'at deadbe<!-- -->ef1'],
    ['deadbee', 'deadbe<!-- -->e'],
    ['beef12', 'beef12'],
    ['https://a.example', 'https:<!-- -->//a.example'],
    ['www.a.example', 'www<!-- -->.a.example'],
    [':tada: 12:30', '&#58;<!-- -->tada: 12:30'],
    ['$HOME', '<span>$</span>HOME'],
    ['a|b', 'a&#124;b'],
    ['snake_case *b* `c` ~~d~~', 'snake&#95;case &#42;b&#42; &#96;c&#96; &#126;&#126;d&#126;&#126;'],
    ['C:\\temp', 'C:&#92;temp'],
    ['&amp;', '&amp;amp;'],
    ['# heading', '&#35;<!-- --> heading'],
    ['1. one', '1&#46; one'],
    ['12) one', '12&#41; one'],
    ['+ plus', '&#43; plus'],
    ['===', '&#61;=='],
    ['> quote', '&gt; quote'],
    ['a\n\n- [ ] b\r\nc\td', 'a - &#91; &#93; b c d'],
    ['    code', 'code'],
    ['a\u202eb', 'a⟦U+202E⟧b'],
    ['naïve – “ok” 🚀', 'naïve – “ok” 🚀'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });

  test('renders as the text itself, on one line', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const markdown = escapeMarkdown(text);
        expect(textNodes(markdown).join('')).toBe(oneLine(text));
        expect(markdown).not.toMatch(/[\n\r\v\f\u0085\u2028\u2029]/);
      }),
      manyRuns,
    );
  });

  test('has no syntax left but its own two tags', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const markdown = escapeMarkdown(text);
        expect(markdown.replaceAll('<!-- -->', '').replaceAll('<span>$</span>', '')).not.toMatch(/[<>[\]`\\*_~|$]/);
        expect(markdown.replace(/&(?:#\d{2,3}|amp|lt|gt);/g, '')).not.toContain('&');
        expect(markdown).not.toMatch(/^(?:\s|<!--|[-+=:#>]|\d{1,9}[.)])/);
        expect(markdown).not.toContain('gonogo:tls -->');
      }),
      manyRuns,
    );
  });

  test('leaves nothing for a filter that looks at rendered text', () => {
    const filters = [/@[a-z\d]/i, /#\d/, /\bgh(?:sa)?-/i, /[\da-f]{7}/i, /:\/\//, /www\./i, /:[\w+-]+:/, /\$./, /\S@\S/];
    fc.assert(
      fc.property(hostile, (text) => {
        for (const node of textNodes(escapeMarkdown(text))) {
          expect(filters.filter((filter) => filter.test(node))).toEqual([]);
        }
      }),
      manyRuns,
    );
  });
});

describe('escapeHtml', () => {
  test('nothing ends the text or the quoted value', () => {
    expect(escapeHtml(`<a href="x" title='y'>&amp;</a>`)).toBe(
      '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;',
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const html = escapeHtml(text);
        expect(html).not.toMatch(/[<>"']/);
        expect(decodeEntities(html)).toBe(text);
      }),
    );
  });
});

/** As the runner reads a value back. */
function unescapeCommand(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}

describe('workflow commands', () => {
  test('a message and a property come back as they were, on one line', () => {
    expect(escapeCommand('50 %\r\na:b,c')).toBe('50 %25%0D%0Aa:b,c');
    expect(escapeCommandProperty('50 %\r\na:b,c')).toBe('50 %25%0D%0Aa%3Ab%2Cc');
    fc.assert(
      fc.property(hostile, (text) => {
        expect(escapeCommand(text)).not.toMatch(/[\r\n]/);
        expect(escapeCommandProperty(text)).not.toMatch(/[\r\n:,]/);
        expect(unescapeCommand(escapeCommandProperty(text))).toBe(text);
        expect(unescapeCommand(escapeCommand(text).replaceAll(/%3A|%2C/g, '?'))).toBe(text);
      }),
    );
  });

  test.each([
    ['::error::x', ': :error::x'],
    ['  \t::error::x', '  \t: :error::x'],
    ['a\n::set-env name=A::b', 'a\n: :set-env name=A::b'],
    ['a\r::error::x', 'a\r: :error::x'],
    ['\u001b::add-mask::a', '\u001b: :add-mask::a'],
    [':\u200b:error::x', ': \u200b:error::x'],
    ['\ufeff\u00a0::error::x', '\ufeff\u00a0: :error::x'],
    ['##[error]x', '## [error]x'],
    ['a ##[group]b', 'a ## [group]b'],
    ['#\u200b#\u00ad[error]x', '#\u200b# \u00ad[error]x'],
    ['std::vector and a::b', 'std::vector and a::b'],
    ['# heading [a]', '# heading [a]'],
    ['', ''],
  ])('%j is defused', (text, expected) => {
    expect(defuseCommands(text)).toBe(expected);
  });

  test('no line is a command for a runner that overlooks what has no width', () => {
    const withoutWidth = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;
    fc.assert(
      fc.property(hostile, (text) => {
        const defused = defuseCommands(text);
        for (const line of defused.split(/\r\n|\r|\n/)) {
          expect(line.trimStart().startsWith('::')).toBe(false);
          const seen = line.replace(withoutWidth, '');
          expect(seen.trimStart().startsWith('::')).toBe(false);
          expect(seen).not.toContain('##[');
        }
        expect(defused.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        expect(defuseCommands(defused)).toBe(defused);
      }),
      manyRuns,
    );
  });
});

describe('showHidden', () => {
  test.each([
    ['right to left override', 'a\u202eb', 'a⟦U+202E⟧b'],
    ['isolates', '\u2066a\u2069', '⟦U+2066⟧a⟦U+2069⟧'],
    ['zero-width space', 'a\u200bb', 'a⟦U+200B⟧b'],
    ['byte order mark', '\ufeffa', '⟦U+FEFF⟧a'],
    ['soft hyphen', 'a\u00adb', 'a⟦U+00AD⟧b'],
    ['tag characters', 'a\u{e0041}b', 'a⟦U+E0041⟧b'],
    ['terminal escapes', '\u001b[31mred\u009b0m', '⟦U+001B⟧[31mred⟦U+009B⟧0m'],
    ['a lone carriage return', 'safe\revil', 'safe⟦U+000D⟧evil'],
    ['backspace and bell', 'a\b\u0007', 'a⟦U+0008⟧⟦U+0007⟧'],
    ['NUL', '\u0000', '⟦U+0000⟧'],
    ['lone surrogates', '\ud800a\udc00', '⟦U+D800⟧a⟦U+DC00⟧'],
    ['private use', '\ue000\u{f0000}', '⟦U+E000⟧⟦U+F0000⟧'],
    ['line separators', 'a\u2028b\u2029c', 'a⟦U+2028⟧b⟦U+2029⟧c'],
    ['fillers that look like nothing', '\u3164\uffa0\u2800\u034f', '⟦U+3164⟧⟦U+FFA0⟧⟦U+2800⟧⟦U+034F⟧'],
    ['noncharacters', '\uffff', '⟦U+FFFF⟧'],
    ['a joiner outside of emoji', 'a\u200db', 'a⟦U+200D⟧b'],
    ['a joiner at the end of an emoji', '🚀\u200d', '🚀⟦U+200D⟧'],
    ['a selector on its own', ' \ufe0fa', ' ⟦U+FE0F⟧a'],
    ['a second selector', '❤\ufe0f\ufe0e', '❤\ufe0f⟦U+FE0E⟧'],
    ['a selector of Han on another letter', 'a\u{e0100}', 'a⟦U+E0100⟧'],
  ])('shows %s', (_, text, expected) => {
    expect(showHidden(text)).toBe(expected);
  });

  test.each([
    'plain\ttext\nwith lines',
    'naïve café e\u0301 – “ok” 漢字 かな 한글 שלום مرحبا',
    '👩‍👩‍👧‍👦 👩🏽‍🚀 🏳️‍🌈 ❤️‍🔥 🏃‍♂️‍➡️',
    '🇩🇪 1️⃣ #️⃣ ☑️ ☑︎ 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '葛\u{e0100}飾',
    'می\u200cخواهم',
    'क्\u200dष',
    '\u0600\u06dd',
    '⟦U+202E⟧',
    '',
  ])('leaves %s alone', (text) => {
    expect(showHidden(text)).toBe(text);
  });

  test('CR LF is one line break', () => {
    expect(showHidden('a\r\nb\r\r\nc')).toBe('a\nb⟦U+000D⟧\nc');
  });

  test('is idempotent, leaves no control character and no surrogate alone', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = showHidden(text);
        expect(showHidden(shown)).toBe(shown);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown).not.toMatch(/(?![\n\t])\p{Cc}|[\p{Bidi_Control}\u200b\ufeff]/u);
      }),
      manyRuns,
    );
  });
});

describe('oneLine', () => {
  test.each<[string, number, string]>([
    ['  a \n\n b\tc  ', 10, 'a b c'],
    ['a\u00a0\u3000\u2028b\u0085c', 10, 'a b c'],
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['ab cdefg', 4, 'ab…'],
    ['👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 3, '👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧'],
    ['👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2, '👩‍👩‍👧…'],
    ['e\u0301e\u0301e\u0301', 3, 'e\u0301e\u0301e\u0301'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['🇩🇪🇫🇷🇮🇹', 2, '🇩🇪…'],
    ['ab', 1, '…'],
    ['a\u202eb', 20, 'a⟦U+202E⟧b'],
    ['\ufeff', 20, '⟦U+FEFF⟧'],
    ['', 5, ''],
    [' \n ', 5, ''],
  ])('%j within %d is %j', (text, max, expected) => {
    expect(oneLine(text, max)).toBe(expected);
  });

  test('is one line of at most so many characters, and says when something is missing', () => {
    const segmenter = new Intl.Segmenter('en');
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 20 }), (text, max) => {
        const [line, whole] = [oneLine(text, max), oneLine(text)];
        expect([...segmenter.segment(line)].length).toBeLessThanOrEqual(max);
        expect(line).not.toMatch(/[\n\t\r]|^ | $/);
        expect(line === whole || (line.endsWith('…') && whole.startsWith(line.slice(0, -1)))).toBe(true);
      }),
      manyRuns,
    );
  });

  test('a character under a heap of marks does not get through whole', () => {
    expect(oneLine(`a${'\u0301'.repeat(megabyte)}`, 10)).toBe('…');
    expect(oneLine(`ab${'\u0301'.repeat(megabyte)}`, 10)).toBe('a…');
  });
});

const repeated = 'a| |\n|\u200b|\u200d|🚀\u200d|\ufe0f|\r|[|@|#|:|:a|::|##|#\u200b|f0|w|$|1|\ud800'.split('|');

test.each(repeated)('a megabyte of %j is worked through', (piece) => {
  const text = piece.repeat(Math.ceil(megabyte / piece.length));
  expect(oneLine(text, 80).length).toBeLessThanOrEqual(80 * 16 + 1);
  expect(escapeMarkdown(text)).not.toContain('\n');
  expect(defuseCommands(text).length).toBeGreaterThanOrEqual(text.length);
});
