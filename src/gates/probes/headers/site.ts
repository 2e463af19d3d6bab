import { isIP } from 'node:net';

/** Ends of names below which anybody may have one, where they are more than one word; the usual ones, as of 2026-01. */
const shared = new Set(
  [
    ...['uk', 'jp', 'kr', 'nz', 'za', 'in', 'il', 'id', 'th'].flatMap((land) =>
      ['co', 'ac', 'or', 'go', 'ne'].map((kind) => `${kind}.${land}`),
    ),
    ...['au', 'br', 'cn', 'mx', 'tr', 'tw', 'hk', 'sg', 'ar', 'pl', 'ua', 'my', 'ph', 'sa', 'vn'].flatMap((land) =>
      ['com', 'net', 'org', 'gov', 'edu'].map((kind) => `${kind}.${land}`),
    ),
    'org.uk gov.uk ltd.uk plc.uk me.uk github.io gitlab.io pages.dev workers.dev vercel.app netlify.app web.app firebaseapp.com'.split(
      ' ',
    ),
    'herokuapp.com azurewebsites.net cloudfront.net appspot.com onrender.com fly.dev blogspot.com amazonaws.com'.split(' '),
  ].flat(),
);

/** The part of a name that one owner has: `a.b.example.co.uk` is of `example.co.uk`. */
export function siteOf(host: string): string {
  if (isIP(host.replace(/^\[|\]$/g, '')) !== 0) return host;
  const labels = host.toLowerCase().split('.');
  const wanted = shared.has(labels.slice(-2).join('.')) ? 3 : 2;
  return labels.slice(-wanted).join('.');
}
