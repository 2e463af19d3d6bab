/** The characters of the bytes 80 to 9F in Windows-1252; the five bytes without one stand for themselves. */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What a byte order mark says, else UTF-8, else Windows-1252: that one is a guess, and `encoding` shows it. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  const marked = markOf(bytes);
  if (marked !== undefined) return { text: new TextDecoder(marked).decode(bytes), encoding: marked };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: windows1252(bytes), encoding: 'windows-1252' };
  }
}

function markOf(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** By our own table: some versions of Node decode the bytes 80 to 9F as Latin-1 here. */
function windows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(/[\u0080-\u009F]/g, (byte) => upper.charAt(byte.charCodeAt(0) - 0x80));
}

/** Windows-1254 differs here; text that went through a Turkish machine carries these instead. */
const turkish: readonly (readonly [string, number])[] = [
  ['Ğ', 0xd0],
  ['İ', 0xdd],
  ['Ş', 0xde],
  ['ğ', 0xf0],
];

/** Which byte a character was before somebody read it as Windows-1252, its Turkish kin or Latin-1. */
const byteOf: ReadonlyMap<string, number> = new Map([
  ...Array.from({ length: 0x80 }, (_, at) => [String.fromCharCode(0x80 + at), 0x80 + at] as const),
  ...Array.from(upper, (character, at) => [character, 0x80 + at] as const),
  ...turkish,
]);

const upper8 = `\u0080-\u008F${upper.slice(0, 16)}`;
const upper9 = `\u0090-\u009F${upper.slice(16)}`;
const tail = `[${upper8}${upper9}\u00A0-\u00BF]`;

/** The characters that well-formed UTF-8 of two, three and four bytes became. `ğ` is a letter, so it needs the byte all emoji have. */
const sequence = [
  `[\u00C2-\u00DFĞİŞ]${tail}`,
  `à[\u00A0-\u00BF]${tail}`,
  `[á-ìîï]${tail}${tail}`,
  `í[${upper8}${upper9}]${tail}`,
  `ð[${upper9}\u00A0-\u00BF]${tail}${tail}`,
  `ğŸ${tail}${tail}`,
].join('|');
const damagedRun = new RegExp(`(?:${sequence})+`, 'gu');
const damagedCharacter = new RegExp(sequence, 'gu');

/** What may follow a word in right text, so that `groß“` is no sign of damage, while `Ã¼` is. */
const closing = /^[‘’“”«»‹›–—…]$/u;
const following = /^[‘’“”«»‹›–—…•·†‡°¹²³ªº®™±´§¶\u00A0\u00AD]$/u;
/** Those of `closing` that can end a word in the languages that write Ã. */
const closingAfterTilde = /^[’”»›–—…]$/u;

/**
 * Text whose UTF-8 was read as Windows-1252, Latin-1 or Mac Roman, once or several times, made right again; `ðŸ”’` is a lock. Each
 * damaged run is judged by itself: right text stays, and so does what has lost a byte or could be right. Idempotent.
 */
export function repairEncoding(text: string): string {
  let repaired = text;
  for (;;) {
    // Some pairs of the Macintosh's characters look like damage by Windows; hardly anything looks like damage by a Macintosh.
    const next = repairMacRoman(repaired).replace(damagedRun, repairRun);
    if (next === repaired) return repaired;
    repaired = next;
  }
}

function repairRun(run: string, at: number, text: string): string {
  const damaged = run.match(damagedCharacter) ?? [];
  const right = damaged.map(decode);
  // Unassigned: it was no UTF-8. A lone control character: the text was right, with two steps of damage there are always more.
  const isText = right.every((character) => !/[\p{Cn}\p{Co}\p{Cs}]/u.test(character));
  const isControl = right.length === 1 && /\p{Cc}/u.test(right.join(''));
  if (!isText || isControl) return run;
  const context = { before: text.charAt(at - 1), after: text.charAt(at + run.length) };
  const isDamage = damaged.length === 1 ? isDamagedAlone(run, context) : isDamagedTogether(damaged, context);
  return isDamage ? right.join('') : run;
}

const utf8 = new TextDecoder();

function decode(damaged: string): string {
  return utf8.decode(Uint8Array.from(damaged, (character) => byteOf.get(character) ?? 0));
}

interface Context {
  readonly before: string;
  readonly after: string;
}

function isDamagedAlone(damaged: string, { before, after }: Context): boolean {
  if (isCertain(damaged) || isCapitalInsideWord(damaged, before)) return !(damaged.startsWith('Â') && isQuote(before));
  if (damaged.length > 2) return false;
  const last = damaged.charAt(1);
  if (/^[ÃÐÑÎÏ]/u.test(damaged)) return /\p{L}/u.test(after) || !(isQuote(before) || /\p{Lu}/u.test(before));
  if (/^[×ßØ]/u.test(damaged) || !/\p{L}/u.test(after)) return false;
  // An apostrophe needs a word before it, unless it makes the plural of a letter.
  return last === '’' ? !/[\p{L}\d]/u.test(before) && !/[sSt]/.test(after) : !/^[´–—·\u00A0\u00AD]$/u.test(last);
}

function isDamagedTogether(damaged: readonly string[], { before }: Context): boolean {
  const [first = ''] = damaged;
  if (damaged.some(isCertain) || isCapitalInsideWord(first, before)) return true;
  // Greek, Cyrillic, Hebrew and Arabic come as a row of the same few lead bytes; so does no right text.
  return [/^[ÎÏ]/u, /^[ÐÑĞ]/u, /^×/u, /^[ØÙÚÛ]/u].some((alphabet) => damaged.every((character) => alphabet.test(character)));
}

/** Right text never has these characters in a row, whatever stands around them. */
function isCertain(damaged: string): boolean {
  const [lead = '', ...rest] = Array.from(damaged);
  if (rest.length === 3) return true;
  if (rest.length === 2)
    return rest[0] !== '\u00A0' && (/[âï]/u.test(lead) || !rest.every((character) => following.test(character)));
  const last = rest.join('');
  if (lead === 'Ã') return !closingAfterTilde.test(last);
  if (/[ÐÑÎÏ]/u.test(lead)) return !closing.test(last);
  return lead === 'Â' || !(/[×ßØ]/u.test(lead) || following.test(last));
}

function isCapitalInsideWord(damaged: string, before: string): boolean {
  return /^\p{Lu}/u.test(damaged) && /\p{Ll}/u.test(before);
}

function isQuote(character: string): boolean {
  return /^[‘’“”‚„«»‹›"'\u00A0]$/u.test(character);
}

/** The characters of the bytes 80 to FF on an old Macintosh; F0 is its maker's mark, in the area for private use. */
const macintosh =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø' +
  '¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';
const macintoshBytes = new Map(Array.from(macintosh, (character, at) => [character, 0x80 + at] as const));
const macTail = `[${macintosh.slice(0, 64)}]`;

/** Only what no right text has: emoji, what follows them, signs such as arrows and dashes, and letters and spaces inside of words. */
const macDamaged = new RegExp(
  [
    `\uF8FF[${macintosh.slice(16, 64)}]${macTail}${macTail}`,
    'Ô∏è',
    `(?<![À-ÿŸĞğ])(?:‚${macTail}${macTail})+`,
    '(?<=\\p{L})√[\u00A0-\u00BFÄ-ü†•™≠∞≤≥∂∑∏∫]',
    '√[Ä-ü](?=\\p{L}{2})',
    '(?<![À-ÿŸĞğ])¬[†¢£•ß©´Æ∞±≤≥µ∂∑ªºΩ]',
  ].join('|'),
  'gu',
);
/** The blocks in which signs stand that people write: punctuation, money, arrows, mathematics, technics, boxes, shapes, dingbats. */
const signs = /^[\u2010-\u2027\u2030-\u205E\u20A0-\u23FF\u2500-\u27BF\u2B00-\u2BFF]+$/u;

function repairMacRoman(text: string): string {
  return text.replace(macDamaged, (run) => {
    const right = utf8.decode(Uint8Array.from(run, (character) => macintoshBytes.get(character) ?? 0));
    const isText = !/[\p{Cn}\p{Co}\p{Cs}\p{Cc}\uFFFD]/u.test(right);
    return isText && (!run.startsWith('‚') || signs.test(right)) ? right : run;
  });
}
