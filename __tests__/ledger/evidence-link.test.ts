import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { linkIn } from '../../src/ledger/evidence-link.ts';

test.each([
  ['seen at https://ci.example.com/runs/12.', 'https://ci.example.com/runs/12'],
  ['(https://example.com/a?b=1#c)', 'https://example.com/a?b=1#c'],
  ['HTTPS://Example.com/A', 'HTTPS://Example.com/A'],
  ['not http://example.com but https://sub.example.co.uk:8443/x', 'https://sub.example.co.uk:8443/x'],
  ['https://xn--mnchen-3ya.de/', 'https://xn--mnchen-3ya.de/'],
])('%s', (text, link) => expect(linkIn(text)).toBe(link));

test.each([
  ['nothing', undefined],
  ['an empty text', ''],
  ['words', 'I looked at it'],
  ['another scheme', 'http://example.com javascript:alert(1) ftp://example.com'],
  ['a name and a password', 'https://user:secret@example.com/'],
  ['a name of one word', 'https://localhost/x'],
  ['an address of numbers', 'https://127.0.0.1/x https://[::1]/'],
  ['numbers in disguise', 'https://2130706433/ https://0x7f.1/'],
  ['no host at all', 'https:///path https://'],
  ['one that nobody opens', `https://example.com/${'a'.repeat(2_000)}`],
])('%s is none', (_what, text) => expect(linkIn(text)).toBeUndefined());

test('whatever is found is an address that is in the text', () => {
  fc.assert(
    fc.property(fc.string(), fc.webUrl({ validSchemes: ['https'] }), (before, url) => {
      const found = linkIn(`${before} ${url}`);
      if (found !== undefined) {
        expect(`${before} ${url}`).toContain(found);
        expect(new URL(found).protocol).toBe('https:');
      }
    }),
  );
});
