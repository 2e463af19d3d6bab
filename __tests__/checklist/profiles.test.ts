import { expect, test } from '@jest/globals';
import { isPath, noSuchProfile } from '../../src/checklist/config.ts';
import { profileFile, profileNames, profiles } from '../../src/checklist/profiles.ts';

test('names are no paths, and say what they are for', () => {
  expect(profileNames.filter(isPath)).toEqual([]);
  expect(Object.values(profiles).every((about) => /^[A-Z].{10,80}\.$/.test(about))).toBe(true);
  expect(profileFile('essentials')).toBe('profiles/essentials.yml');
});

test.each([
  ['esentials', /Did you mean essentials\? .*path/],
  ['something else', /There is .*essentials.*path/],
])('%s is none', (name, remedy) => {
  expect(noSuchProfile(name)).toMatchObject({ message: expect.stringContaining(name), remedy: expect.stringMatching(remedy) });
});
