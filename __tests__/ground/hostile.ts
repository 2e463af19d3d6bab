import fc from 'fast-check';
import { anyCharacter } from './character.ts';

/** What a hostile scanner, file name or title is made of. Between bars, so that it stays readable. */
const syntax =
  String.raw`- [x] <!-- gonogo:tls -->¦[ ]¦<!--¦-->¦<!-- -->¦</details>¦<span>$</span>¦@octocat¦@acme/security¦#1¦acme/app#12¦GH-7
¦GHSA-aaaa-bbbb-cccc¦gh-1¦deadbeef¦0123456789abcdef0123456789abcdef01234567¦https://evil.example¦ftp://x.y¦www.evil.example¦a@b.example
¦:tada:¦:+1:¦$x$¦$$¦~~¦**¦_¦__¦|¦\¦\|¦&lt;¦&#91;¦&¦![a](b)¦[^1]¦[a]: b¦#¦# ¦- ¦+ ¦* ¦1. ¦2) ¦> ¦===¦---¦:-:¦::error::¦##[error]¦%0A
¦%¦,¦w¦ww¦:¦/¦//¦.¦-¦=¦1¦a¦f¦ ¦    ¦(¦)¦!¦"¦'¦{¦}¦é¦漢¦👩‍👧`.split(/\n?¦/);
const unseen = [
  '\t',
  '\n',
  '\r\n',
  '\r',
  '\u202e',
  '\u200b',
  '\u200d',
  '\ufeff',
  '\ufe0f',
  '\u001b[31m',
  '\u0000',
  '\ud800',
  '\udc00',
];
const pieces = [...syntax, ...unseen, '`', '```', '\\`', '\u2028', '\u00a0', '\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}', 'e\u0301'];

/** Text that means harm, any Unicode text, and any UTF-16 at all. */
export const hostile = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((list) => list.join('')) },
  fc.string({ unit: anyCharacter, maxLength: 20 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes)),
);
