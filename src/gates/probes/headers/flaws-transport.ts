import { type Header, valuesOf } from '../header-list.ts';
import { always, type Flaw, flawsFrom } from './flaw.ts';
import { originOf } from './rule-scripts.ts';
import type { Seen } from './seen.ts';

const year = 31_536_000;

/** HSTS as RFC 6797 has it, which is stricter than its scorers: only a number is a time, and the first header counts. */
export function hstsFlaws(headers: readonly Header[]): Flaw[] {
  const values = valuesOf(headers, 'strict-transport-security');
  const [first] = values;
  if (first === undefined)
    return flawsFrom(['owasp', 'api', 'strict'], [[true, 'hsts-missing', 'high', 'there is no Strict-Transport-Security']]);
  const parts = first.split(';').map((part) => part.trim().toLowerCase());
  const ages = parts.filter((part) => /^max-age\s*(?:=|$)/.test(part)).map((part) => part.replace(/^max-age\s*=?\s*/, ''));
  const age = /^(?:(\d+)|"(\d+)")$/.exec(ages[0] ?? '');
  const seconds = age === null ? undefined : Number(age[1] ?? age[2]);
  const isPreloadable = parts.includes('includesubdomains') && seconds !== undefined && seconds >= year;
  return [
    ...flawsFrom(always, [
      [seconds === undefined, 'hsts-no-time', 'high', `Strict-Transport-Security has no time that browsers understand: ${first}`],
      [seconds === 0, 'hsts-off', 'high', 'Strict-Transport-Security: max-age=0 turns it off'],
      [ages.length > 1, 'hsts-times', 'medium', 'Strict-Transport-Security has several times'],
    ]),
    ...flawsFrom(
      ['strict'],
      [
        [
          new Set(values).size > 1,
          'hsts-several',
          'medium',
          'Strict-Transport-Security is sent several times, and the first one counts',
        ],
        [
          parts.includes('preload') && !isPreloadable,
          'hsts-preload',
          'medium',
          'preload is asked for, but not with includeSubDomains and a year',
        ],
      ],
    ),
    ...flawsFrom(
      ['owasp', 'strict'],
      [
        [
          seconds !== undefined && seconds > 0 && seconds < year,
          'hsts-short',
          'medium',
          `Strict-Transport-Security lasts ${seconds} s, less than a year`,
        ],
        [
          !parts.includes('includesubdomains'),
          'hsts-subdomains',
          'low',
          'Strict-Transport-Security leaves out includeSubDomains',
        ],
      ],
    ),
  ];
}

/** Scripts, each for itself: Observatory tells the one that it thinks worst, and a mix hides what is. */
export function scriptFlaws({ markup, host, secure }: Pick<Seen, 'markup' | 'host' | 'secure'>): Flaw[] {
  const named = markup.scripts.filter((script) => script !== 'inline');
  const plain = named.filter(({ src }) => /^http:\/\//i.test(src));
  const foreign = named.filter((script) => !originOf(script, host, secure).isOwn && (script.integrity ?? '') === '');
  return [
    ...flawsFrom(always, [
      [secure && plain.length > 0, 'script-plain', 'high', `a script comes by plain HTTP: ${plain[0]?.src}`],
    ]),
    ...flawsFrom(
      ['strict'],
      [[foreign.length > 0, 'script-no-integrity', 'medium', `a script of others has no integrity: ${foreign[0]?.src}`]],
    ),
  ];
}

/** Where the plain address leads was not seen, which Observatory takes for a list of hosts that are all preloaded. */
export function redirectFlaws({ http }: Pick<Seen, 'http'>): Flaw[] {
  return flawsFrom(always, [
    [http !== null && http.route.length === 0, 'redirect-unseen', 'high', 'where the plain address leads was not seen'],
  ]);
}
