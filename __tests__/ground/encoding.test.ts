import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeText, repairEncoding } from '../../src/ground/encoding.ts';
import { anyCharacter } from './character.ts';

/** What Windows shows for the bytes 80 to 9F, five of which it leaves empty; written down apart from the code. */
const windows =
  '20ac 81 201a 192 201e 2026 2020 2021 2c6 2030 160 2039 152 8d 17d 8f 90 2018 2019 201c 201d 2022 2013 2014 2dc 2122 161 203a 153 9d 17e 178';
const windows1252 = new Map(windows.split(' ').map((code, at) => [0x80 + at, Number.parseInt(code, 16)]));
const turkish: readonly [number, number][] = [
  [0x8e, 0x8e],
  [0x9e, 0x9e],
  [0xd0, 0x11e],
  [0xdd, 0x130],
  [0xde, 0x15e],
  [0xf0, 0x11f],
  [0xfd, 0x131],
  [0xfe, 0x15f],
];
const windows1254 = new Map([...windows1252, ...turkish]);
const latin1 = new Map<number, number>();
const tables = { windows1252, windows1254, latin1 };

/** Saves as UTF-8 and opens as something else. */
function damage(text: string, table: ReadonlyMap<number, number>): string {
  return Array.from(Buffer.from(text, 'utf8'), (byte) => String.fromCharCode(table.get(byte) ?? byte)).join('');
}

/** Texts whose damage leaves no doubt. */
const words = [
  'release v1.2 C++ 100% (ok) über größer naïve café été señor ação São où cœur Œuvre façade Ärger Öl Übung École',
  'zażółć gęślą jaźń łąka příliš žluťoučký ēzis İstanbul Şehir đak Привет мир і Ελληνικά β שלום مرحبا 日本語 汉字 한국어 हिन्दी ไทย',
  '“quoted” ‘x’ it’s a—b 1–2 wait… • → ⇒ ✓ ✅ ☑️ ⚠️ €5 20°C ±3 ½ © ™ §1 «x» µm │ └── ★',
  '🔒 🚀 🧪 👩‍👩‍👧 🏗️ 📝 🇩🇪 👍🏽 ❤️‍🔥',
].flatMap((line) => line.split(' '));
const good = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 }).map((list) => list.join(' '));
const tableName = fc.constantFrom<keyof typeof tables>('windows1252', 'windows1254', 'latin1');

describe('repairEncoding', () => {
  test('good text stays', () => {
    fc.assert(fc.property(good, (text) => repairEncoding(text) === text));
  });

  test('text damaged once or twice becomes what it was', () => {
    fc.assert(
      fc.property(good, tableName, fc.integer({ min: 1, max: 2 }), (text, name, times) => {
        let damaged = text;
        for (let time = 0; time < times; time++) damaged = damage(damaged, tables[name]);
        expect(repairEncoding(damaged)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  test.each(words)('%s alone survives every kind of damage', (word) => {
    for (const each of Object.values(tables)) expect(repairEncoding(damage(word, each))).toBe(word);
  });

  test('Turkish letters are first bytes only where no Turkish text could be meant', () => {
    expect(repairEncoding(damage('𝒳 and 𐍈', windows1252))).toBe('𝒳 and 𐍈');
    expect(repairEncoding(damage('Г', windows1252))).toBe('Г');
    for (const each of ['𝒳', 'Г']) expect(repairEncoding(damage(each, windows1254))).toBe(damage(each, windows1254));
  });

  /** Bytes 80 to FF of Mac Roman, written down apart from the code. */
  const mac =
    'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';
  const macRoman = new Map(Array.from(mac, (character, at) => [0x80 + at, character.charCodeAt(0)]));

  test.each([
    '🔐 Security',
    '🚀 📈 ✅ ☑️ ⚠️ 👍🏽',
    'HTTP → HTTPS — it’s “so” …',
    '├── └── • ★ €5',
    'café größer naïve mañana señor Ärger',
    '20°C ±3 © § «x» a\u00a0b',
  ])('what a Macintosh made of %s becomes what it was', (text) => {
    expect(damage(text, macRoman)).not.toBe(text);
    expect(repairEncoding(damage(text, macRoman))).toBe(text);
  });

  test.each(['√2 and x√π', '¬p ∧ ¬q', '‚Äpfel‘ und ‚Öl‘', 'a√b', '\uf8ff Pay'])('right text stays: %s', (text) => {
    expect(repairEncoding(text)).toBe(text);
  });

  test('only the damaged part of a text changes', () => {
    expect(repairEncoding(`größer ${damage('größer', windows1252)} „Spaß“`)).toBe('größer größer „Spaß“');
  });

  test.each([
    ['German quotes', '„Spaß“, groß“ und „CAFÉ“, die Umlaute „Ä“ und Ä–Ö–Ü'],
    ['French spaces', '«\u00a0été\u00a0» et « à\u00a0», payé\u00a0€ 5, les lettres «\u00a0â\u00a0» et «\u00a0Â\u00a0»'],
    ['Portuguese capitals', 'SÃO PAULO, “IRMÃ”, «IRMû, MAÇÃ…'],
    ['an English possessive', 'CAFÉ’S MENU, CAFÉ’N’BAR and the Ä’s'],
    ['Icelandic capitals', '„BA\u00D0“ og „það…“, the letters „\u00D0“ and “Ñ”'],
    ['Turkish', 'dağ…” ve “DAĞ” – ığdır'],
    ['Swedish letters', 'Å–Ä–Ö, Ångström: 150 Å² and 10 Å–20 Å'],
    ['signs', 'Ø±0.1, 3×“a”, 5×…, É† and café††, m², µ±'],
    ['soft hyphens', 'Ä\u00ADnde É\u00ADt'],
    ['other scripts', '日本語 — “テスト” Привет… שלום'],
    ['emoji', '🔒 → ✓ ☑️ 👩‍👩‍👧'],
    ['plain text', 'plain ASCII, nothing to do'],
    ['what would become a control character', 'Â€ and Â\u0081'],
    ['what would become private or no character', `${damage('\ue000', windows1252)} Í¸`],
    ['nothing', ''],
  ])('right text stays: %s', (_, text) => {
    expect(repairEncoding(text)).toBe(text);
  });

  test('what has lost a byte stays, and what stands beside it is repaired', () => {
    const lost = damage('📝', windows1252).replaceAll(/[\u0080-\u009f]/g, '');
    expect(lost).toHaveLength(3);
    expect(repairEncoding(`${lost} Notes ${damage('→', windows1252)}`)).toBe(`${lost} Notes →`);
  });

  test('is idempotent', () => {
    const characters = Array.from({ length: 0x180 - 0x80 }, (_, at) => String.fromCharCode(0x80 + at));
    const unit = fc.constantFrom(
      ...characters,
      ...Array.from(windows1252.values(), (code) => String.fromCharCode(code)),
      'a',
      'A',
      ' ',
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit, maxLength: 30 }), fc.string({ unit: anyCharacter })), (text) => {
        const once = repairEncoding(text);
        expect(repairEncoding(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  test.each(['Ã', 'Ãƒ', 'â€', 'ðŸ', 'Ã©', 'ß“', 'Ã\u0083Â'])('a megabyte of %s is worked through', (piece) => {
    const text = piece.repeat(300_000);
    const repaired = repairEncoding(text);
    expect(repairEncoding(repaired)).toBe(repaired);
  });
});

describe('decodeText', () => {
  const text = 'Prüfung 🚀 – ok';

  test('UTF-8 needs no mark, and its mark is no text', () => {
    expect(decodeText(Buffer.from(text, 'utf8'))).toEqual({ text, encoding: 'utf-8' });
    expect(decodeText(Buffer.from(`\ufeff${text}`, 'utf8'))).toEqual({ text, encoding: 'utf-8' });
    expect(decodeText(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8' });
  });

  test('UTF-16 is known by its mark, either way round', () => {
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect(decodeText(little)).toEqual({ text, encoding: 'utf-16le' });
    expect(decodeText(Buffer.from(little).swap16())).toEqual({ text, encoding: 'utf-16be' });
  });

  test('anything else is taken as Windows-1252, and says so', () => {
    expect(decodeText(Uint8Array.of(0x50, 0x72, 0xfc, 0x66, 0x80, 0x92, 0x81))).toEqual({
      text: 'Prüf€’\u0081',
      encoding: 'windows-1252',
    });
    const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const expected = Array.from(everyByte, (byte) => String.fromCharCode(windows1252.get(byte) ?? byte)).join('');
    expect(decodeText(everyByte)).toEqual({ text: expected, encoding: 'windows-1252' });
  });

  test('reads its own part of a larger buffer', () => {
    expect(decodeText(Uint8Array.of(0x41, 0xe9, 0x42).subarray(1, 2))).toEqual({ text: 'é', encoding: 'windows-1252' });
  });

  test('a broken text with a mark shows where', () => {
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61, 0xff))).toEqual({ text: 'a\ufffd', encoding: 'utf-8' });
  });
});
