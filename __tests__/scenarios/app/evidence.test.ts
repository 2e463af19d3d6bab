import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openIssuer } from '../../reconcile/evidence/ci.ts';
import { backPlays } from './back-plays.ts';
import { evidencePlays } from './evidence-plays.ts';
import { pinnedPlays } from './pinned-plays.ts';
import { queuePlays } from './queue-plays.ts';
import { telling } from './tell.ts';

const issuer = await openIssuer();
afterAll(() => issuer.close());

const options = { store: 'embedded', env: { GONOGO_OIDC_ISSUER: issuer.url } } as const;
const tellings = [
  telling('the App and what CI leaves behind', [...evidencePlays, ...queuePlays, ...backPlays], options),
  telling('the App and what GitHub vouches for', pinnedPlays(issuer), options),
];

describe.each(tellings)('$name', ({ rows, begin, endOf, close }) => {
  beforeAll(begin, 90_000);
  afterAll(close);

  test.each(rows)(
    '%s',
    async (_name, play) => {
      expect(await endOf(play)).toBeUndefined();
    },
    180_000,
  );
});
