/** Scripts whose letters change shape by a joiner or non-joiner between them: there it is spelling, not a trick. */
const shaping = [
  'Arab',
  'Syrc',
  'Mong',
  'Deva',
  'Beng',
  'Guru',
  'Gujr',
  'Orya',
  'Taml',
  'Telu',
  'Knda',
  'Mlym',
  'Sinh',
  'Khmr',
  'Mymr',
];
const shaped = `[${shaping.map((script) => `\\p{Script_Extensions=${script}}`).join('')}]`;

/** A picture with what may follow it, joined to further pictures: one emoji. */
const picture = String.raw`\p{Extended_Pictographic}[\uFE0E\uFE0F\p{Emoji_Modifier}]?`;
const emoji = String.raw`${picture}(?:\u200D${picture})+|\p{RGI_Emoji_Tag_Sequence}`;

const joiner = String.raw`(?<=${shaped})[\u200C\u200D](?=${shaped})`;

/** One selector right after a visible character picks its look; a further one, or one on its own, only hides data. */
const selector = String.raw`(?<=[^\s\p{C}\p{Variation_Selector}])[\uFE00-\uFE0F]|(?<=\p{Script=Han})[\u{E0100}-\u{E01EF}]`;

/** Number signs of Arabic and its kin are format characters by name only: one sees them. */
const seen = String.raw`\n\t\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}`;
const unseen = String.raw`\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2028\u2029\u2800`;

const scan = new RegExp(`\\r\\n|(?<kept>${emoji}|${joiner}|${selector})|[[${unseen}]--[${seen}]]`, 'gv');

/**
 * Foreign text as it really is: controls (terminal escapes too), bidi and zero-width characters, tags, private use, fillers and lone
 * surrogates become visible as `⟦U+202E⟧`. Line breaks and tabs stay, CR LF becomes LF, and emoji keep their joiners. Idempotent.
 */
export function showHidden(text: string): string {
  return text.replace(scan, (found: string, kept: string | undefined) => kept ?? (found === '\r\n' ? '\n' : codePoint(found)));
}

function codePoint(character: string): string {
  return `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`;
}

/** White space that one sees as a gap; U+FEFF, which `\s` holds as well, one does not. */
const gaps = /[\t\n\v\f\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/gu;

/** One character may carry any number of marks: this many UTF-16 units per character are enough for every honest one. */
const unitsPerCharacter = 16;

/** Most texts are one line of these already: nothing in them to find, and one character as long as it looks. */
const plain = /^(?:[!-~]+(?: [!-~]+)*)?$/;

/** White space collapsed, hidden characters shown, cut after `max` characters as a reader counts them; the last of them is `…` then. */
export function oneLine(text: string, max = Number.POSITIVE_INFINITY): string {
  if (text.length <= max && plain.test(text)) return text;
  const whole = text.replace(gaps, ' ').replace(/^ | $/g, '');
  const most = max * unitsPerCharacter;
  // Showing what is hidden never makes a text shorter, so what lies far behind the cut need not be looked at.
  const line = showHidden(whole.slice(0, most + 100));
  if (line.length <= max) return line;
  const head = line.slice(0, most);
  let characters = 0;
  let end = 0;
  for (const { segment, index } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(head)) {
    characters += 1;
    const next = index + segment.length;
    if (characters > max || (next === head.length && next < line.length)) return `${line.slice(0, end).trimEnd()}…`;
    if (characters < max) end = next;
  }
  return line;
}

/**
 * GitHub looks for mentions, references, commits, addresses and emoji in the rendered text, where an entity or a backslash is gone
 * already. An empty comment splits that text in two, so that none of them matches, and leaves nothing behind: no zero-width character
 * that is copied along with a name or path. It always stands after a character, since a line that starts with it would be an HTML block.
 */
const split = '<!-- -->';

/** What GitHub documents for a dollar sign that is no formula; it too splits the text. */
const dollar = '<span>$</span>';

const markdownEntities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '[': '&#91;',
  ']': '&#93;',
  '`': '&#96;',
  '\\': '&#92;',
  '*': '&#42;',
  _: '&#95;',
  '~': '&#126;',
  '|': '&#124;',
  '#': `&#35;${split}`,
  '@': `@${split}`,
  $: dollar,
  ':': `:${split}`,
};

/** In this order: syntax · an address or an emoji · `www.` · `GH-1` and `GHSA-...` · a commit, whole or short. */
const markdownSyntax = /[&<>[\]`\\*_~|#@$]|:(?=\/\/|[\w+-]+:)|www(?=\.)|GH(?:SA)?(?=-)|[0-9a-f]{7,}/gi;

/**
 * Foreign text for one line of a Markdown document on GitHub, a heading, list item or table cell: it renders as itself and as nothing
 * else. Line breaks become spaces and hidden characters are shown. The only tags in the result are `<!-- -->` and `<span>$</span>`.
 */
export function escapeMarkdown(text: string): string {
  const escaped = oneLine(text).replace(markdownSyntax, (found) => markdownEntities[found] ?? splitWord(found));
  // What starts a list, an underline of a heading or a table only at the start of a line.
  return escaped
    .replace(/^[-+=:]/, (found) => `&#${found.charCodeAt(0)};`)
    .replace(/^(\d{1,9})([.)])/, (_, digits: string, mark: string) => `${digits}&#${mark.charCodeAt(0)};`);
}

/** Six digits are too few for a commit, so no piece of a longer run can be one. */
function splitWord(word: string): string {
  const pieces = word.match(/.{1,6}/g) ?? [];
  return pieces.length > 1 ? pieces.join(split) : word + split;
}

const htmlEntities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For text and for attribute values in quotes. Foreign text that a person reads goes through `showHidden` first. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (found) => htmlEntities[found] ?? found);
}

/** For the message of a GitHub workflow command: `::error::MESSAGE`. */
export function escapeCommand(text: string): string {
  return text.replace(/[%\r\n]/g, percent);
}

/** For a property of a GitHub workflow command: `::error file=PROPERTY,title=PROPERTY::message`. */
export function escapeCommandProperty(text: string): string {
  return text.replace(/[%\r\n:,]/g, percent);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/**
 * The runner skips white space before `::` and compares by culture, which means that it sees through characters without width. It finds
 * the old form `##[` anywhere in a line.
 */
const widthless = String.raw`[[\p{C}\p{Default_Ignorable_Code_Point}]--[\r\n]]*`;
const skipped = String.raw`[[\s\p{C}\p{Default_Ignorable_Code_Point}]--[\r\n]]*`;
const command = new RegExp(`(?<=^|[\\r\\n])(${skipped}:)(?=${widthless}:)`, 'gv');
const oldCommand = new RegExp(`(#${widthless}#)(?=${widthless}\\[)`, 'gv');

/** Foreign text for a job's log: a space breaks whatever the runner would take for a workflow command. */
export function defuseCommands(text: string): string {
  if (!text.includes(':') && !text.includes('#')) return text;
  return text.replace(command, '$1 ').replace(oldCommand, '$1 ');
}
