import { ProbeError } from '../failure.ts';
import type { Header } from '../header-list.ts';
import type { Answer, Ask, Http } from '../http.ts';
import { always, type Flaw, flawsFrom } from './flaw.ts';
import { joined, type Seen } from './seen.ts';

/** A site that nobody gave any right. */
const stranger = 'https://gonogo.example';

/** What the page says to the browser of a stranger before it asks. */
export async function preflight(url: string, http: Http): Promise<Seen['cors']> {
  const answer = await tried(http, { url, method: 'OPTIONS', headers: asking(stranger), anonymous: true });
  return answer === undefined ? null : { origin: stranger, headers: answer.headers };
}

function asking(origin: string): Header[] {
  return [
    ['origin', origin],
    ['access-control-request-method', 'GET'],
  ];
}

/** Origins that a careless comparison takes for one's own. */
function tricks(host: string): readonly (readonly [origin: string, what: string])[] {
  return [
    [stranger, 'everybody'],
    ['null', 'pages without an origin'],
    [`https://${host}.gonogo.example`, 'names that begin like its own'],
    [`https://gonogo${host}`, 'names that end like its own'],
  ];
}

/** Who may read answers with the visitor's own rights. */
export async function sharingFlaws(url: string, host: string, http: Http): Promise<Flaw[]> {
  const origins = /^[\d.]+$|:/.test(host) ? tricks('site.example').slice(0, 2) : tricks(host);
  const found = await Promise.all(
    origins.map(async ([origin, what], at) => {
      const answer = await tried(http, { url, headers: [['origin', origin]], anonymous: true });
      const allowed = answer === undefined ? undefined : joined(answer.headers, 'access-control-allow-origin')?.trim();
      const withRights =
        answer !== undefined && joined(answer.headers, 'access-control-allow-credentials')?.trim().toLowerCase() === 'true';
      return flawsFrom(always, [
        [allowed === origin && withRights, `cors-${at}`, 'high', `answers may be read, with the rights of visitors, by ${what}`],
      ]);
    }),
  );
  return found.flat();
}

/** Where it is not answered, nobody is given a right. */
async function tried(http: Http, ask: Ask): Promise<Answer | undefined> {
  try {
    return await http.ask(ask);
  } catch (error) {
    if (error instanceof ProbeError) return undefined;
    throw error;
  }
}
