/** Shorter ones would blot out ordinary words. */
const shortest = 6;

/** What is a secret by its looks, wherever it came from. */
const shapes: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\bgh[a-z]_\w{16,}|\bgithub_pat_\w{16,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /\bsha(?:1|256)=[0-9a-f]{16,}/gi,
  /\b(?:bearer|basic|token)\s+[\w.~+/=-]{12,}/gi,
  /(?<=:\/\/)[^\s/@]*:[^\s/@]*(?=@)/g,
];

export type Redact = (text: string) => string;

/** Takes out the secrets that we know, and what looks like one. */
export function redactor(secrets: readonly string[]): Redact {
  const known = secrets
    // A key is many lines, and each of them alone gives part of it away.
    .flatMap((secret) => [secret, ...secret.split('\n')])
    .map((secret) => secret.trim())
    .filter((secret) => secret.length >= shortest && !secret.startsWith('-----'))
    .toSorted((a, b) => b.length - a.length);
  return (text) => {
    const without = known.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
    return shapes.reduce((rest, shape) => rest.replace(shape, '[secret]'), without);
  };
}
