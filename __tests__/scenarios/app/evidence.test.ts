import { afterAll } from '@jest/globals';
import { openIssuer } from '../../reconcile/evidence/ci.ts';
import { evidencePlays } from './evidence-plays.ts';
import { tell } from './tell.ts';

const issuer = await openIssuer();
afterAll(() => issuer.close());

tell('the App and what CI leaves behind', evidencePlays(issuer), { store: 'embedded', env: { GONOGO_OIDC_ISSUER: issuer.url } });
