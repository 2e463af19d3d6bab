import { expect, test } from '@jest/globals';
import { openTown } from '../../open-town.ts';

test('what is left is told without cost', async () => {
  const { as, close } = await openTown();
  const wil = as('wil');
  await wil.rest.users.getAuthenticated();
  for (let time = 0; time < 2; time++) {
    const { data, headers } = await wil.rest.rateLimit.get();
    expect([data.rate.used, data.resources.core.remaining, headers['x-ratelimit-used']]).toEqual([1, 4999, '1']);
  }
  await close();
});
