import { valuesOf } from '../header-list.ts';
import { jarOf } from './cookie.ts';
import { type OutcomeOf, worseOf } from './outcome.ts';
import type { Seen } from './seen.ts';

type Outcome = OutcomeOf<'cookies'>;

/** The order that Observatory has for this: what stands behind is worse. */
const order: readonly Outcome[] = [
  'cookies-without-secure-flag-but-protected-by-hsts',
  'cookies-without-secure-flag',
  'cookies-session-without-secure-flag-but-protected-by-hsts',
  'cookies-samesite-flag-invalid',
  'cookies-anticsrf-without-samesite-flag',
  'cookies-session-without-httponly-flag',
  'cookies-session-without-secure-flag',
];

/** They belong to the balancer of a host, which nobody can set up otherwise. */
const ignored = new Set(['heroku-session-affinity']);
const sites = new Set(['lax', 'strict', 'none']);

export function cookiesRule({ headers, cookies, host }: Seen, hasHsts: boolean): Outcome {
  const jar = jarOf(cookies, host).filter(({ name }) => !ignored.has(name));
  if (jar.length === 0) return 'cookies-not-found';
  const wrong = valuesOf(headers, 'set-cookie').some(hasOddSite) ? ['cookies-samesite-flag-invalid' as const] : [];
  const all = [...wrong, ...jar.flatMap((cookie) => flawsOf(cookie, hasHsts))];
  const worst = all.reduce<Outcome | undefined>((before, after) => worseOf(order, before, after), undefined);
  if (worst !== undefined) return worst;
  return jar.every(({ sameSite }) => sameSite !== undefined && sites.has(sameSite))
    ? 'cookies-secure-with-httponly-sessions-and-samesite'
    : 'cookies-secure-with-httponly-sessions';
}

function flawsOf({ name, secure, httpOnly, sameSite }: ReturnType<typeof jarOf>[number], hasHsts: boolean): Outcome[] {
  const lower = name.toLowerCase();
  const isSession = lower.includes('login') || lower.includes('sess');
  const hasSite = sameSite !== undefined && sites.has(sameSite);
  const flaws: readonly (readonly [boolean, Outcome])[] = [
    [!secure && sameSite === 'none', 'cookies-samesite-flag-invalid'],
    [!secure, hasHsts ? 'cookies-without-secure-flag-but-protected-by-hsts' : 'cookies-without-secure-flag'],
    [lower.includes('csrf') && !hasSite, 'cookies-anticsrf-without-samesite-flag'],
    [
      isSession && !secure,
      hasHsts ? 'cookies-session-without-secure-flag-but-protected-by-hsts' : 'cookies-session-without-secure-flag',
    ],
    [isSession && !httpOnly, 'cookies-session-without-httponly-flag'],
  ];
  return flaws.flatMap(([isSo, outcome]) => (isSo ? [outcome] : []));
}

function hasOddSite(line: string): boolean {
  return line.split(';').some((part) => {
    const [name = '', value] = part.trim().split('=');
    return name.trim().toLowerCase() === 'samesite' && !sites.has((value ?? '').trim().toLowerCase());
  });
}
