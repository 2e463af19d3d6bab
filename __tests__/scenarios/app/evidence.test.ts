import { afterAll } from '@jest/globals';
import { openIssuer } from '../../reconcile/evidence/ci.ts';
import { evidencePlays } from './evidence-plays.ts';
import { pinnedPlays } from './pinned-plays.ts';
import { tell } from './tell.ts';

const issuer = await openIssuer();
afterAll(() => issuer.close());

const options = { store: 'embedded', env: { GONOGO_OIDC_ISSUER: issuer.url } } as const;
tell('the App and what CI leaves behind', evidencePlays, options);
tell('the App and what GitHub vouches for', pinnedPlays(issuer), options);
