import type { OutcomeOf } from './outcome.ts';
import { isPreloaded } from './preloaded.ts';
import { joined, type Seen } from './seen.ts';

/** Half a year, less a little that many leave out. */
const halfAYear = 15_552_000;

/** Reads `max-age` as leniently as Observatory does; what that lets through is found elsewhere. */
export function hstsRule({ https, host }: Seen): OutcomeOf<'strict-transport-security'> {
  if (https === null) return 'hsts-not-implemented-no-https';
  if (isPreloaded(host)) return 'hsts-preloaded';
  if (!https.verified) return 'hsts-invalid-cert';
  const value = joined(https.headers, 'strict-transport-security');
  if (value === undefined) return 'hsts-not-implemented';
  const ages = value.split(';').map((part) => /^max-age=(.*)$/i.exec(part.trim())?.[1]);
  const age = ages.findLast((each) => each !== undefined);
  if (value.includes(',') || age === undefined) return 'hsts-header-invalid';
  return Number.parseInt(age, 10) < halfAYear
    ? 'hsts-implemented-max-age-less-than-six-months'
    : 'hsts-implemented-max-age-at-least-six-months';
}

export function redirectionRule({ http }: Seen): OutcomeOf<'redirection'> {
  if (http === null) return 'redirection-not-needed-no-http';
  if (!http.verified) return 'redirection-invalid-cert';
  const route = http.route.map((url) => new URL(url));
  const [first, second] = route;
  if (route.every(({ hostname }) => isPreloaded(hostname))) return 'redirection-all-redirects-preloaded';
  if (first === undefined || second === undefined) return 'redirection-missing';
  if (route.at(-1)?.protocol !== 'https:') return 'redirection-not-to-https';
  if (second.protocol === 'http:') return 'redirection-not-to-https-on-initial-redirection';
  return first.hostname === second.hostname ? 'redirection-to-https' : 'redirection-off-host-from-http';
}
