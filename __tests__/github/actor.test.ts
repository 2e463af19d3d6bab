import { expect, test } from '@jest/globals';
import { readActor, readUser } from '../../src/github/actor.ts';

test.each([
  [
    { kind: 'User', login: 'ada', databaseId: 3 },
    { id: 3, login: 'ada', kind: 'human' },
  ],
  [
    { kind: 'Bot', login: 'gate', databaseId: 4 },
    { id: 4, login: 'gate', kind: 'bot' },
  ],
  [
    { kind: 'Organization', login: 'acme', databaseId: 5 },
    { id: 5, login: 'acme', kind: 'bot' },
  ],
  [{ kind: 'Mannequin', login: 'm' }, null],
  [null, null],
])('%j', (value, actor) => {
  expect(readActor(value, '')).toEqual(actor);
});

test('only an account of a person is a human', () => {
  const kinds = ['User', 'Bot', 'Mannequin', 'Organization', 'user'].map(
    (type) => readUser({ id: 1, login: 'x', type }, '').kind,
  );
  expect(kinds).toEqual(['human', 'bot', 'bot', 'bot', 'bot']);
});
