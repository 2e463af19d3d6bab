import type { OutcomeOf } from './outcome.ts';
import { mergedOf } from './rule-csp.ts';
import { joined, type Seen } from './seen.ts';

export function sniffingRule({ headers }: Seen): OutcomeOf<'x-content-type-options'> {
  const value = joined(headers, 'x-content-type-options');
  if (value === undefined || value === '') return 'x-content-type-options-not-implemented';
  return value.trim().toLowerCase() === 'nosniff' ? 'x-content-type-options-nosniff' : 'x-content-type-options-header-invalid';
}

export function framingRule(seen: Seen): OutcomeOf<'x-frame-options'> {
  if (mergedOf(seen)?.directives.has('frame-ancestors') === true) return 'x-frame-options-implemented-via-csp';
  const value = joined(seen.headers, 'x-frame-options')?.trim().toLowerCase();
  if (value === undefined || value === '') return 'x-frame-options-not-implemented';
  if (value === 'deny' || value === 'sameorigin') return 'x-frame-options-sameorigin-or-deny';
  return value.startsWith('allow-from') ? 'x-frame-options-allow-from-origin' : 'x-frame-options-header-invalid';
}

const privately = ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'];
const openly = ['origin', 'origin-when-cross-origin', 'unsafe-url', 'no-referrer-when-downgrade'];

/** The last word that is known counts; what the page says comes after the header. */
export function referrerRule({ headers, markup }: Seen): OutcomeOf<'referrer-policy'> {
  const said = [joined(headers, 'referrer-policy'), markup.referrer].filter((value) => value !== undefined);
  if (said.length === 0) return 'referrer-policy-not-implemented';
  const words = said.flatMap((value) => value.split(',')).map((word) => word.trim().toLowerCase());
  const last = words.findLast((word) => privately.includes(word) || openly.includes(word));
  if (last === undefined) return 'referrer-policy-header-invalid';
  return privately.includes(last) ? 'referrer-policy-private' : 'referrer-policy-unsafe';
}

export function sharingRule({ cors }: Seen): OutcomeOf<'cross-origin-resource-sharing'> {
  const allowed = cors === null ? undefined : joined(cors.headers, 'access-control-allow-origin');
  if (cors === null || allowed === undefined || allowed === '') return 'cross-origin-resource-sharing-not-implemented';
  if (allowed.trim() === '*') return 'cross-origin-resource-sharing-implemented-with-public-access';
  const withCredentials = joined(cors.headers, 'access-control-allow-credentials')?.trim().toLowerCase() === 'true';
  return allowed === cors.origin && withCredentials
    ? 'cross-origin-resource-sharing-implemented-with-universal-access'
    : 'cross-origin-resource-sharing-implemented-with-restricted-access';
}

export function resourceRule({ headers }: Seen): OutcomeOf<'cross-origin-resource-policy'> {
  const value = joined(headers, 'cross-origin-resource-policy')?.trim().toLowerCase();
  switch (value) {
    case undefined:
    case '':
      return 'corp-not-implemented';
    case 'same-origin':
    case 'same-site':
    case 'cross-origin':
      return `corp-implemented-with-${value}`;
    default:
      return 'corp-header-invalid';
  }
}

export function embedderRule({ headers }: Seen): OutcomeOf<'cross-origin-embedder-policy'> {
  const value = joined(headers, 'cross-origin-embedder-policy');
  if (value === undefined || value === '') return 'coep-not-implemented';
  const token = tokenOf(value);
  return token === 'require-corp' || token === 'credentialless' || token === 'unsafe-none'
    ? `coep-implemented-with-${token}`
    : 'coep-header-invalid';
}

export function openerRule({ headers }: Seen): OutcomeOf<'cross-origin-opener-policy'> {
  const value = joined(headers, 'cross-origin-opener-policy');
  if (value === undefined || value === '') return 'coop-not-implemented';
  const token = openers.find((each) => each === tokenOf(value));
  return token === undefined ? 'coop-header-invalid' : `coop-implemented-with-${token}`;
}

const openers = ['same-origin', 'same-origin-allow-popups', 'noopener-allow-popups', 'unsafe-none'] as const;

/** A token of RFC 8941 with parameters, or nothing: these headers know no other form, and are case-sensitive. */
function tokenOf(value: string): string | undefined {
  const parameter = String.raw`\s*;\s*[a-z*][a-z0-9_.*-]*(?:=(?:"(?:[ !#-[\]-~]|\\["\\])*"|[A-Za-z*][\w:/!#$%&'*+.^\`|~-]*|-?\d+(?:\.\d+)?|\?[01]|:[\w+/=]*:))?`;
  return new RegExp(`^([A-Za-z*][\\w:/!#$%&'*+.^\`|~-]*)(?:${parameter})*$`).exec(value.trim())?.[1];
}
