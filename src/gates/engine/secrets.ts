import type { Json } from '../../ground/json.ts';
import { ProblemError } from '../../ground/problem.ts';

/** What a secret's variable begins with in an environment: only what somebody called a secret of Gonogo is one. */
export const secretPrefix = 'GONOGO_SECRET_';

/** The value of a secret by its name, where there is one. */
export type SecretOf = (name: string) => string | undefined;

/** What one run of a gate was lent. Whatever it brings back is searched for it, since a server may send back what it was sent. */
export interface Lent {
  readonly secret: (name: string) => string;
  readonly hide: (data: Json) => Json;
  readonly hideText: (text: string) => string;
}

/** A shorter one is found everywhere by chance, so that it could not be kept out of what is shown. */
export const shortestSecret = 8;

export function lendSecrets(secretOf: SecretOf = () => undefined): Lent {
  const lent = new Map<string, string>();
  const hideText = (text: string) => [...lent].reduce((rest, [form, name]) => rest.replaceAll(form, `[secret ${name}]`), text);
  const hide = (data: Json): Json => {
    if (typeof data === 'string') return hideText(data);
    if (data === null || typeof data !== 'object') return data;
    if (isList(data)) return data.map(hide);
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [hideText(key), hide(value)]));
  };
  const secret = (name: string) => {
    const value = secretOf(name);
    if (value === undefined || value === '') throw missing(name);
    if (value.length < shortestSecret) throw tooShort(name);
    for (const form of formsOf(value)) lent.set(form, name);
    return value;
  };
  return { secret, hide, hideText };
}

/** A value, what it is made of, and how either may be written. Longest first, so that nothing of a longer one is left. */
function formsOf(value: string): string[] {
  const [scheme = '', rest = ''] = value.split(/\s+(.*)/s);
  const inner = scheme.toLowerCase() === 'basic' ? Buffer.from(rest, 'base64').toString('utf8') : '';
  const password = inner.slice(inner.indexOf(':') + 1);
  const parts = [value, rest, inner, password].filter((part) => part.length >= shortestSecret);
  const forms = parts.flatMap((part) => [
    part,
    encodeURIComponent(part.toWellFormed()),
    Buffer.from(part).toString('base64').replace(/=+$/, ''),
    Buffer.from(part).toString('base64url'),
    JSON.stringify(part).slice(1, -1),
  ]);
  return [...new Set(forms)].toSorted((a, b) => b.length - a.length);
}

function isList(data: Json): data is readonly Json[] {
  return Array.isArray(data);
}

function missing(name: string): ProblemError {
  return new ProblemError({
    code: 'gate.no-secret',
    message: `The secret ${name} is not there.`,
    remedy: `Hand it over in the environment as ${secretPrefix}${name}.`,
  });
}

function tooShort(name: string): ProblemError {
  return new ProblemError({
    code: 'gate.short-secret',
    message: `The secret ${name} has fewer than ${shortestSecret} characters.`,
    remedy: 'Use a longer one: a word that is found everywhere cannot be kept out of what is shown.',
  });
}
