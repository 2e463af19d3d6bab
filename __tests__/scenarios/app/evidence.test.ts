import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openIssuer } from '../../reconcile/evidence/ci.ts';
import { backPlays } from './back-plays.ts';
import { evidencePlays } from './evidence-plays.ts';
import { pinnedPlays } from './pinned-plays.ts';
import { queuePlays } from './queue-plays.ts';
import { telling } from './tell.ts';

const issuer = await openIssuer();
const options = { store: 'embedded', env: { GONOGO_OIDC_ISSUER: issuer.url } } as const;
const kinds = [
  ['the App and what CI leaves behind', [...evidencePlays, ...queuePlays, ...backPlays]],
  ['the App and what GitHub vouches for', pinnedPlays(issuer)],
] as const;
// Of one App, so that those of both kinds are told at once.
const { begin, endOf, close } = telling(
  'evidence',
  kinds.flatMap(([, plays]) => plays),
  options,
);

beforeAll(begin, 180_000);
afterAll(close);
afterAll(() => issuer.close());

describe.each(kinds)('%s', (_kind, plays) => {
  test.each(plays.map((play) => [play.name, play] as const))('%s', async (_name, play) => {
    expect(await endOf(play)).toBeUndefined();
  });
});
