import { expect, test } from '@jest/globals';
import { readChosen, readEnvelope, readListed, readPush } from '../../../src/github/keys/payload.ts';

test('where a repository is, also by its full name', () => {
  const repository = { id: 7, name: 'shop', owner: { login: 'acme' } };
  expect(readEnvelope({ repository: { ...repository, private: true } }, '')).toEqual({
    action: null,
    installation: null,
    repository,
  });
  expect(readListed({ id: 7, full_name: 'acme/shop' }, '')).toEqual(repository);
  expect(readChosen({}, '')).toEqual({ repositories_added: null, repositories_removed: null });
});

test.each(['shop', 'acme/shop/x', 'acme/', 'acme/..%2f', '/shop'])('no repository: %s', (name) => {
  expect(() => readListed({ id: 7, full_name: name }, '')).toThrow(/is not a/);
});

test.each(['', 'refs/heads/', 'refs/heads/a b', 'refs/heads/a\n', 'refs/heads/\u0001'])('no reference: %j', (ref) => {
  expect(() => readPush({ ref }, '')).toThrow('ref is not a reference');
});
