import type { Header } from '../header-list.ts';
import { type Flaw, flawsFrom } from './flaw.ts';
import { leaking } from './leaks.ts';
import { joined, type Markup } from './seen.ts';

export const pageKinds = ['page', 'api', 'error', 'asset', 'login'] as const;
export type PageKind = (typeof pageKinds)[number];

export interface PageSeen {
  readonly kind: PageKind;
  readonly headers: readonly Header[];
  readonly markup: Markup;
  /** Of the body, decompressed, and as it came. */
  readonly size: number;
  readonly transferred: number;
  readonly secure: boolean;
}

/** What presets ask of a page beyond Observatory. */
export function pageFlaws(page: PageSeen): Flaw[] {
  return [...sniffing(page), ...isolation(page), ...features(page), ...caching(page), ...leaks(page), ...compression(page)];
}

function sniffing({ headers, kind }: PageSeen): Flaw[] {
  const words = (joined(headers, 'x-content-type-options') ?? '').split(',').map((word) => word.trim().toLowerCase());
  const type = joined(headers, 'content-type');
  return [
    ...flawsFrom(
      ['owasp', 'api', 'strict'],
      [
        [words[0] !== 'nosniff', 'no-nosniff', 'medium', 'there is no X-Content-Type-Options: nosniff'],
        [type === undefined, 'no-content-type', 'medium', 'there is no Content-Type'],
      ],
    ),
    ...flawsFrom(
      ['api', 'strict'],
      [[kind === 'api' && type !== undefined && /^text\/html/i.test(type), 'api-html', 'medium', `the API answers as ${type}`]],
    ),
  ];
}

/** Of pages that browsers show, and only of those. */
function isolation({ headers, markup }: PageSeen): Flaw[] {
  if (!markup.isHtml) return [];
  const is = (name: string, ...wanted: readonly string[]) =>
    wanted.includes((joined(headers, name) ?? '').split(';')[0]?.trim().toLowerCase() ?? '');
  const hasCsp = joined(headers, 'content-security-policy') !== undefined;
  const referrer = (joined(headers, 'referrer-policy') ?? markup.referrer ?? '').split(',').at(-1)?.trim().toLowerCase() ?? '';
  const isPrivate = ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'].includes(referrer);
  return [
    ...flawsFrom(
      ['owasp', 'strict'],
      [
        [!hasCsp, 'no-csp', 'high', 'there is no Content-Security-Policy in a header'],
        [!isPrivate, 'no-referrer-policy', 'medium', 'there is no Referrer-Policy that keeps addresses private'],
        [
          !is('cross-origin-opener-policy', 'same-origin', 'same-origin-allow-popups', 'noopener-allow-popups'),
          'no-coop',
          'low',
          'there is no Cross-Origin-Opener-Policy that keeps the page apart',
        ],
        [
          !is('cross-origin-resource-policy', 'same-origin', 'same-site'),
          'no-corp',
          'low',
          'there is no Cross-Origin-Resource-Policy that keeps the page to its site',
        ],
      ],
    ),
    ...flawsFrom(
      ['strict'],
      [
        [
          !is('cross-origin-embedder-policy', 'require-corp', 'credentialless'),
          'no-coep',
          'low',
          'there is no Cross-Origin-Embedder-Policy',
        ],
      ],
    ),
    ...flawsFrom(
      ['owasp'],
      [
        [
          !is('x-permitted-cross-domain-policies', 'none'),
          'no-cross-domain-policies',
          'low',
          'there is no X-Permitted-Cross-Domain-Policies: none',
        ],
      ],
    ),
  ];
}

const powerful = ['camera', 'microphone', 'geolocation', 'payment', 'usb'];

function features({ headers, markup }: PageSeen): Flaw[] {
  if (!markup.isHtml) return [];
  const value = joined(headers, 'permissions-policy');
  const open = powerful.filter((name) => new RegExp(`(?:^|,)\\s*${name}\\s*=\\s*(?:\\*|\\(\\s*\\*)`).test(value ?? ''));
  return [
    ...flawsFrom(
      ['owasp', 'strict'],
      [
        [value === undefined, 'no-permissions-policy', 'low', 'there is no Permissions-Policy'],
        [
          value !== undefined && !/^\s*[a-z0-9-]+\s*=/.test(value),
          'permissions-policy-form',
          'medium',
          'the Permissions-Policy is not written as browsers read it',
        ],
        [open.length > 0, 'permissions-policy-open', 'medium', `the Permissions-Policy gives ${open.join(', ')} to everybody`],
      ],
    ),
    ...flawsFrom(
      ['strict'],
      [[joined(headers, 'feature-policy') !== undefined, 'feature-policy', 'low', 'Feature-Policy is outdated']],
    ),
  ];
}

function caching({ headers, kind }: PageSeen): Flaw[] {
  const value = (joined(headers, 'cache-control') ?? '').toLowerCase();
  const setsCookie = joined(headers, 'set-cookie') !== undefined;
  const isKept = /(?:^|[\s,])(?:public|s-maxage=[1-9]\d*)/.test(value);
  return [
    ...flawsFrom(
      ['owasp', 'api', 'strict'],
      [
        [
          (kind === 'api' || kind === 'login') && !/no-store/.test(value),
          `cached-${kind}`,
          'medium',
          'what is private may be kept: there is no Cache-Control: no-store',
        ],
        [setsCookie && isKept, 'cached-cookie', 'high', 'an answer that sets a cookie may be kept by caches for everybody'],
      ],
    ),
    ...flawsFrom(
      ['strict'],
      [
        [kind === 'asset' && !/max-age=[1-9]/.test(value), 'asset-uncached', 'low', 'an asset may not be kept by browsers'],
        [value === '' && kind !== 'error', 'no-cache-control', 'low', 'nothing says how long the answer may be kept'],
      ],
    ),
  ];
}

function leaks({ headers }: PageSeen): Flaw[] {
  const told = [...new Set(headers.map(([name]) => name))].filter((name) => leaking.has(name));
  const version = told.filter((name) => /\d/.test(joined(headers, name) ?? ''));
  return [
    ...version.map(
      (name): Flaw => ({
        id: `leak-version-${name}`,
        title: `${name} tells a version`,
        severity: 'low',
        presets: ['owasp', 'api', 'strict'],
      }),
    ),
    ...told
      .filter((name) => !version.includes(name))
      .map(
        (name): Flaw => ({
          id: `leak-${name}`,
          title: `${name} tells what serves the page`,
          severity: 'low',
          presets: ['owasp', 'strict'],
        }),
      ),
  ];
}

/** Below that, compressing saves nothing. */
const worthIt = 1_400;

function compression({ headers, size, transferred, kind, secure }: PageSeen): Flaw[] {
  const type = (joined(headers, 'content-type') ?? '').toLowerCase();
  const isText = /^text\/|json|javascript|xml/.test(type);
  const isPacked = joined(headers, 'content-encoding') !== undefined;
  const varies = /accept-encoding|\*/i.test(joined(headers, 'vary') ?? '');
  return flawsFrom(
    ['strict'],
    [
      [isText && size > worthIt && !isPacked, 'uncompressed', 'low', `${size} bytes of text are not compressed`],
      [isPacked && !varies, 'no-vary', 'low', 'it is compressed, and Vary does not say Accept-Encoding'],
      [
        isPacked && kind === 'login' && secure && transferred > 0,
        'compressed-login',
        'low',
        'a page with secrets is compressed, by which they can be guessed',
      ],
    ],
  );
}
