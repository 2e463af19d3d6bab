import { compilePattern } from '../../../ground/pattern.ts';
import type { CollectContext } from '../../engine/contract.ts';
import type { RequestFields } from '../../engine/request.ts';
import { ProbeError } from '../failure.ts';
import { valuesOf } from '../header-list.ts';
import type { Answer, Http } from '../http.ts';
import { plainOf } from '../https-redirect.ts';
import { type Walk, walkFrom } from '../redirects.ts';
import { type Session, withSession } from '../session.ts';
import type { Flaw } from './flaw.ts';
import { type CookieRules, cookieFlaws, cookieRules } from './flaws-cookies.ts';
import { cspFlaws } from './flaws-csp.ts';
import { type PageKind, pageFlaws } from './flaws-page.ts';
import { hstsFlaws, redirectFlaws, scriptFlaws } from './flaws-transport.ts';
import { observatory, type Tested } from './observatory.ts';
import { markupOf } from './page.ts';
import type { Seen } from './seen.ts';
import { preflight, sharingFlaws } from './sharing.ts';

export interface WantedHeaders extends RequestFields {
  readonly plain?: string;
  readonly pages?: readonly { readonly path: string; readonly kind?: PageKind }[];
  readonly sessionCookies?: readonly string[];
}

interface PageFound {
  readonly url: string;
  readonly kind: PageKind;
  readonly status: number;
  readonly flaws: (Omit<Flaw, 'presets'> & { presets: Flaw['presets'][number][] })[];
}

export interface HeadersFound {
  readonly url: string;
  readonly status: number;
  /** Why the certificate is not trusted, where it is not. */
  readonly untrusted?: string;
  readonly tests: Tested[];
  readonly pages: PageFound[];
  readonly untested: string[];
}

/** Nobody has this page. */
const missing = '/gonogo-asks-for-a-page-that-is-not-there';

export async function collectHeaders(wanted: WantedHeaders, context: CollectContext): Promise<HeadersFound> {
  const rules = cookieRules(wanted.sessionCookies?.map((pattern) => compilePattern(pattern, 'i')));
  return withSession(context, wanted, async (session) => {
    const main = await reach(session);
    const http = main.untrusted === undefined ? session : trusting(session);
    const seen = await seenOf(main, { wanted, session, http });
    const pages = [
      { path: session.url.href, kind: 'page' as const },
      { path: missing, kind: 'error' as const },
    ];
    const found = await Promise.all((wanted.pages ?? pages).map((page) => pageOf(page, { session, http, rules })));
    const whole = [...redirectFlaws(seen), ...cookieFlaws(seen.cookies, rules)];
    return {
      url: main.answer.url,
      status: main.answer.status,
      ...(main.untrusted !== undefined && { untrusted: main.untrusted }),
      tests: observatory(seen),
      pages: found.map((page, at) => (at === 0 ? { ...page, flaws: distinct([...page.flaws, ...whole]) } : page)),
      untested: ['the list of preloaded hosts that browsers carry (only whole domains on it are known)'],
    };
  });
}

interface Reached {
  readonly answer: Answer;
  readonly untrusted?: string;
}

/** A certificate that is not trusted is a fault of the page and not the end of the look at it; no secret goes there. */
async function reach(session: Session): Promise<Reached> {
  const first = await walkFrom(session.url.href, session);
  if (first.end.is === 'answered') return { answer: first.end.answer };
  if (first.end.is !== 'certificate')
    throw new ProbeError(first.end.is, first.end.said, 'See whether it answers, then run it again.');
  const { end } = await walkFrom(session.url.href, trusting(session));
  if (end.is !== 'answered') throw new ProbeError(end.is, end.said, 'See whether it answers, then run it again.');
  return { answer: end.answer, untrusted: first.end.said };
}

function trusting(http: Http): Http {
  return { ...http, ask: (ask) => http.ask({ ...ask, anyCertificate: true }) };
}

interface Around {
  readonly wanted: WantedHeaders;
  readonly session: Session;
  readonly http: Http;
}

async function seenOf({ answer, untrusted }: Reached, { wanted, session, http }: Around): Promise<Seen> {
  const [markup, robots, cors, plain] = await Promise.all([
    markupOf(answer.headers, answer.body),
    http.ask({ url: new URL('/robots.txt', answer.url).href }).catch(noAnswer),
    preflight(answer.url, http),
    walkFrom(plainOf(wanted.plain, session).href, session),
  ]);
  const cookies = [...valuesOf(answer.headers, 'set-cookie'), ...valuesOf(robots?.headers ?? [], 'set-cookie')];
  const verified = untrusted === undefined;
  return {
    host: session.url.hostname,
    secure: answer.url.startsWith('https:'),
    headers: answer.headers,
    markup,
    cookies,
    https: session.url.protocol === 'https:' ? { headers: answer.headers, verified } : null,
    http: routeOf(plain),
    cors,
  };
}

function noAnswer(error: unknown): undefined {
  if (!(error instanceof ProbeError)) throw error;
}

/** Nobody there, or nobody who answers, is no plain page; whether it is closed is asked by a gate of its own. */
function routeOf({ hops, end }: Walk): Seen['http'] {
  const isThere = hops.length > 0 || !['refused', 'closed', 'silent'].includes(end.is);
  if (!isThere) return null;
  if (end.is === 'address' || end.is === 'unknown')
    throw new ProbeError(end.is, end.said, 'Send visitors to an address that is there.');
  return { route: [...hops.map(({ url }) => url), end.url], verified: end.is !== 'certificate' };
}

interface PageAround {
  readonly session: Session;
  readonly http: Http;
  readonly rules: CookieRules;
}

async function pageOf(
  { path, kind = 'page' }: { readonly path: string; readonly kind?: PageKind },
  { session, http, rules }: PageAround,
): Promise<PageFound> {
  const url = session.resolve(path);
  const { end } = await walkFrom(url, http);
  if (end.is !== 'answered') throw new ProbeError(end.is, end.said, `See why ${url} does not answer, then run it again.`);
  const { headers, body, transferred, status } = end.answer;
  const secure = end.url.startsWith('https:');
  const markup = await markupOf(headers, body);
  const sharing = kind === 'page' || kind === 'api' ? await sharingFlaws(end.url, new URL(end.url).hostname, http) : [];
  const flaws = [
    ...(await cspFlaws({ headers, markup })),
    ...(secure ? hstsFlaws(headers) : []),
    ...scriptFlaws({ markup, host: session.url.hostname, secure }),
    ...cookieFlaws(valuesOf(headers, 'set-cookie'), rules, secure),
    ...pageFlaws({ kind, headers, markup, size: body.length, transferred, secure }),
    ...sharing,
  ];
  return { url, kind, status, flaws: distinct(flaws) };
}

function distinct(flaws: readonly Flaw[]): PageFound['flaws'] {
  const each = new Map(flaws.map((flaw) => [flaw.id, { ...flaw, presets: [...flaw.presets] }]));
  return [...each.values()].slice(0, 200);
}
