import { expect, test } from '@jest/globals';
import { showAccount, showApp } from '../../../src/sandbox/graphql/people.ts';
import { town } from '../town.ts';

test('a bot is named without its brackets', () => {
  const { world, gate, person } = town();
  expect(showAccount(world, gate.bot)).toMatchObject({ __typename: 'Bot', login: 'gate', databaseId: gate.bot.id });
  expect(showAccount(world, person('ada'))).toMatchObject({ __typename: 'User', login: 'ada', name: null });
  expect(showApp(gate)).toMatchObject({ __typename: 'App', slug: 'gate', databaseId: gate.id });
});
