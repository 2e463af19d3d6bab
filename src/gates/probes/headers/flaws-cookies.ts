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

/** Of one cookie; what is taken away cannot be wrong. */
function flawsOf(cookie: Cookie, { isSession }: CookieRules, secure: boolean): Flaw[] {
  if (cookie.maxAge !== undefined && cookie.maxAge <= 0) return [];
  const isOne = isSession(cookie.name);
  return [...certain(cookie, isOne), ...expected(cookie, isOne, secure), ...pedantic(cookie, isOne)];
}

const say = (name: string, what: string) => `the cookie ${name} ${what}`;

function certain(cookie: Cookie, isSession: boolean): Flaw[] {
  const { name, sameSite, secure, httpOnly } = cookie;
  const prefix = brokenPrefix(cookie);
  const isDropped = sameSite === 'none' && !secure;
  const isForgeable = forgery.test(name) && sameSite === undefined;
  return flawsFrom(always, [
    [prefix !== undefined, `cookie-prefix-${name}`, 'high', say(name, `is dropped by browsers: ${prefix}`)],
    [isSession && !secure, `cookie-session-insecure-${name}`, 'high', say(name, 'carries a session and is not Secure')],
    [isSession && !httpOnly, `cookie-session-script-${name}`, 'high', say(name, 'carries a session and is not HttpOnly')],
    [isDropped, `cookie-none-insecure-${name}`, 'high', say(name, 'is SameSite=None and not Secure, so browsers drop it')],
    [isForgeable, `cookie-forgery-site-${name}`, 'medium', say(name, 'is against forgery and has no SameSite')],
  ]);
}

function expected({ name, sameSite, secure }: Cookie, isSession: boolean, isSecurePage: boolean): Flaw[] {
  const isOdd = sameSite !== undefined && !sites.has(sameSite);
  return flawsFrom(
    ['owasp', 'api', 'strict'],
    [
      [isOdd, `cookie-site-unknown-${name}`, 'medium', say(name, 'has a SameSite that nobody knows')],
      [
        isSession && sameSite === undefined,
        `cookie-session-site-${name}`,
        'medium',
        say(name, 'carries a session and has no SameSite'),
      ],
      [!isSession && isSecurePage && !secure, `cookie-insecure-${name}`, 'medium', say(name, 'is not Secure')],
    ],
  );
}

function pedantic({ name, sameSite, secure, partitioned, domain, maxAge }: Cookie, isSession: boolean): Flaw[] {
  const isPrefixed = /^__(?:host|secure)-/i.test(name);
  return flawsFrom(
    ['strict'],
    [
      [
        partitioned && !secure,
        `cookie-partitioned-${name}`,
        'medium',
        say(name, 'is Partitioned and not Secure, so browsers drop it'),
      ],
      [
        isSession && !isPrefixed,
        `cookie-session-prefix-${name}`,
        'low',
        say(name, 'carries a session without __Host- or __Secure-'),
      ],
      [
        isSession && domain !== undefined,
        `cookie-session-domain-${name}`,
        'low',
        say(name, 'carries a session for all of its domain'),
      ],
      [!isSession && sameSite === undefined, `cookie-site-${name}`, 'low', say(name, 'has no SameSite')],
      [Number.isNaN(maxAge), `cookie-age-${name}`, 'low', say(name, 'has a Max-Age that is no number')],
    ],
  );
}
