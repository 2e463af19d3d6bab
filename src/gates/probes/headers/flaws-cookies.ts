import { brokenPrefix, type Cookie, readCookie } from './cookie.ts';
import { always, type Flaw, flawsFrom } from './flaw.ts';

/** What carries a session or a login, by the names that frameworks give it. */
const usual =
  /sess|login|auth|jwt|token|(?:^|[._-])sid$|^sid|connect\.sid|^\.?aspnet|^\.aspxauth|^laravel_|remember|identity|^_?id$|^ssid$/i;
const forgery = /csrf|xsrf|antiforgery|requestverification/i;

export interface CookieRules {
  readonly isSession: (name: string) => boolean;
}

export function cookieRules(patterns: readonly { test(text: string): boolean }[] | undefined): CookieRules {
  if (patterns !== undefined) return { isSession: (name) => patterns.some((pattern) => pattern.test(name)) };
  return { isSession: (name) => usual.test(name) && !forgery.test(name) };
}

/** Each cookie as it was sent, dropped by browsers or not. */
export function cookieFlaws(lines: readonly string[], rules: CookieRules, secure = true): Flaw[] {
  return lines.flatMap((line) => {
    const cookie = readCookie(line);
    if (cookie === undefined) return flawsFrom(['strict'], [[true, 'cookie-nameless', 'low', 'a cookie has no name']]);
    return flawsOf(cookie, rules, secure);
  });
}

const sites = new Set(['lax', 'strict', 'none']);

function flawsOf(cookie: Cookie, { isSession }: CookieRules, secure: boolean): Flaw[] {
  const { name, sameSite, partitioned, domain } = cookie;
  const prefix = brokenPrefix(cookie);
  const session = isSession(name);
  const say = (what: string) => `the cookie ${name} ${what}`;
  const isGone = cookie.maxAge !== undefined && cookie.maxAge <= 0;
  if (isGone) return [];
  return [
    ...flawsFrom(always, [
      [prefix !== undefined, `cookie-prefix-${name}`, 'high', say(`is dropped by browsers: ${prefix}`)],
      [session && !cookie.secure, `cookie-session-insecure-${name}`, 'high', say('carries a session and is not Secure')],
      [session && !cookie.httpOnly, `cookie-session-script-${name}`, 'high', say('carries a session and is not HttpOnly')],
      [
        sameSite === 'none' && !cookie.secure,
        `cookie-none-insecure-${name}`,
        'high',
        say('is SameSite=None and not Secure, so browsers drop it'),
      ],
      [
        forgery.test(name) && sameSite === undefined,
        `cookie-forgery-site-${name}`,
        'medium',
        say('is against forgery and has no SameSite'),
      ],
    ]),
    ...flawsFrom(
      ['owasp', 'api', 'strict'],
      [
        [
          sameSite !== undefined && !sites.has(sameSite),
          `cookie-site-unknown-${name}`,
          'medium',
          say('has a SameSite that nobody knows'),
        ],
        [
          session && sameSite === undefined,
          `cookie-session-site-${name}`,
          'medium',
          say('carries a session and has no SameSite'),
        ],
        [!session && secure && !cookie.secure, `cookie-insecure-${name}`, 'medium', say('is not Secure')],
      ],
    ),
    ...flawsFrom(
      ['strict'],
      [
        [
          partitioned && !cookie.secure,
          `cookie-partitioned-${name}`,
          'medium',
          say('is Partitioned and not Secure, so browsers drop it'),
        ],
        [
          session && !/^__(?:host|secure)-/i.test(name),
          `cookie-session-prefix-${name}`,
          'low',
          say('carries a session without __Host- or __Secure-'),
        ],
        [session && domain !== undefined, `cookie-session-domain-${name}`, 'low', say('carries a session for all of its domain')],
        [!session && sameSite === undefined, `cookie-site-${name}`, 'low', say('has no SameSite')],
        [Number.isNaN(cookie.maxAge), `cookie-age-${name}`, 'low', say('has a Max-Age that is no number')],
      ],
    ),
  ];
}
