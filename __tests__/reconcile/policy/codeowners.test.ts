import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isOwner, type Owners, ownersAt, owningTeams, readOwners } from '../../../src/reconcile/policy/codeowners.ts';
import type { FileAnswer } from '../../../src/reconcile/ports/platform.ts';
import type { PersonFacts } from '../../../src/verdict/facts.ts';

const place = { installation: 1, repoId: 7, owner: 'acme', name: 'shop' };
const person = (login: string, more: Partial<PersonFacts> = {}): PersonFacts => ({
  login,
  kind: 'human',
  permission: 'write',
  teams: {},
  codeowner: 'unknown',
  ...more,
});
const owns = (pattern: string, path: string) => isOwner(person('ann'), readOwners(`${pattern} @ann`), [path]);

describe('patterns', () => {
  test.each([
    ['*', 'a/b/c.txt', 'yes'],
    ['*.js', 'lib/x.js', 'yes'],
    ['*.js', 'lib/x.ts', 'no'],
    ['/build/logs/', 'build/logs/a/b.txt', 'yes'],
    ['/build/logs/', 'x/build/logs/a.txt', 'no'],
    ['docs/*', 'docs/start.md', 'yes'],
    ['docs/*', 'docs/build/trouble.md', 'no'],
    ['apps/', 'x/apps/y/z.txt', 'yes'],
    ['/docs/', 'docs/a/b.md', 'yes'],
    ['**/logs', 'a/b/logs/c.txt', 'yes'],
    ['/scripts', 'scripts/a.sh', 'yes'],
    ['/scripts', 'scripts', 'yes'],
    ['Docs/', 'docs/a.md', 'no'],
    ['a{b}.txt', 'a{b}.txt', 'yes'],
    ['with\\ space.txt', 'with space.txt', 'yes'],
  ] as const)('%s and %s: %s', (pattern, path, expected) => expect(owns(pattern, path)).toBe(expected));

  test.each(['!x.txt @ann', '[ab].txt @ann', '\\#x @ann', 'x.txt ann', 'x.txt @ann/b/c', 'x.txt @'])(
    '%s makes the whole file doubtful',
    (line) => expect(readOwners(`* @bob\n${line}\n`)).toEqual({ is: 'broken' }),
  );
});

test('the last line that matches counts, also one that names nobody', () => {
  const owners = readOwners('* @ann # everything\r\n\n# more\n/vendor/ @bob\n/vendor/free/\n');
  const who = (login: string, path: string) => isOwner(person(login), owners, [path]);
  expect([who('ann', 'a'), who('ann', 'vendor/a'), who('BOB', 'vendor/a'), who('bob', 'vendor/free/a')]).toEqual([
    'yes',
    'no',
    'yes',
    'no',
  ]);
  expect(isOwner(person('bob'), owners, ['a', 'vendor/a'])).toBe('yes');
});

test('teams are asked about, addresses cannot be', () => {
  const owners = readOwners('* @acme/Core\n/docs/ docs@example.com\n');
  expect(owningTeams(owners, ['a', 'docs/a'])).toEqual(['acme/core']);
  const of = (membership: 'member' | 'not-member' | 'unknown', path: string) =>
    isOwner(person('ann', { teams: { 'acme/core': membership } }), owners, [path]);
  expect([of('member', 'a'), of('not-member', 'a'), of('unknown', 'a'), of('not-member', 'docs/a')]).toEqual([
    'yes',
    'no',
    'unknown',
    'unknown',
  ]);
});

test('what is not known is not no', () => {
  const owners = readOwners('* @ann');
  expect(isOwner(person('ann'), owners, null)).toBe('unknown');
  expect(isOwner(person('ann', { permission: 'unknown' }), owners, ['a'])).toBe('unknown');
  expect(isOwner(person('ann'), { is: 'broken' }, ['a'])).toBe('unknown');
  expect(isOwner(person('ann'), { is: 'none' }, ['a'])).toBe('no');
});

test('of three places the first that has one counts, even where it cannot be read', async () => {
  const at = (files: Readonly<Record<string, FileAnswer>>): Promise<Owners> =>
    ownersAt({ file: async ({ path }) => files[path] ?? { is: 'none' } }, { place, commit: 'c' });
  const text = (owner: string): FileAnswer => ({ is: 'text', text: `* @${owner}`, oid: 'o' });
  expect(await at({})).toEqual({ is: 'none' });
  expect(await at({ '.github/CODEOWNERS': { is: 'unusable', because: 'it is a link' }, CODEOWNERS: text('bob') })).toEqual({
    is: 'broken',
  });
  const found = await at({ CODEOWNERS: text('bob'), 'docs/CODEOWNERS': text('ann') });
  expect([isOwner(person('bob'), found, ['a']), isOwner(person('ann'), found, ['a'])]).toEqual(['yes', 'no']);
});

test('nothing that somebody writes into it stops or stalls the reader', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 50 }), (text, path) => {
      const owners = readOwners(text);
      expect(['yes', 'no', 'unknown']).toContain(isOwner(person('ann'), owners, [path]));
    }),
  );
});
