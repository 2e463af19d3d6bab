// A page of which one thing is changed, for what Observatory publishes of its rules.
import type { Seen } from '../../../../src/gates/probes/headers/seen.ts';

export type One = Partial<Seen>;
export type Change = One | readonly One[];
export type Row = readonly [test: string, outcome: string, what: string, change: Change];

export const url = 'https://site.example/';

/** A page of which a row changes one thing. */
export const plainPage: Seen = {
  host: 'site.example',
  secure: true,
  headers: [['content-type', 'text/html']],
  markup: { isHtml: true, scripts: [], policies: [] },
  cookies: [],
  https: { headers: [], verified: true },
  http: { route: ['http://site.example/', url], verified: true },
  cors: null,
};

export const carrying = (...pairs: readonly (readonly [string, string])[]): One => ({
  headers: [...plainPage.headers, ...pairs],
});
export const csp = (...values: readonly string[]): One =>
  carrying(...values.map((value) => ['content-security-policy', value] as const));
export const inPage = (policy: string): One => ({ markup: { ...plainPage.markup, policies: [policy] } });
export const hsts = (...values: readonly string[]): One => ({
  https: { verified: true, headers: values.map((value) => ['strict-transport-security', value] as const) },
});
export const long = [['strict-transport-security', 'max-age=31536000']] as const;
export const cookies = (lines: readonly string[], safe = false): One => ({
  cookies: lines,
  headers: [...plainPage.headers, ...lines.map((line) => ['set-cookie', line] as const)],
  ...(safe && { https: { verified: true, headers: long } }),
});
export const route = (...urls: readonly string[]): One => ({ http: { verified: true, route: urls } });
export const scripts = (...list: readonly (readonly [src: string, integrity?: string])[]): One => ({
  markup: {
    ...plainPage.markup,
    scripts: list.map(([src, integrity]) => ({ src, ...(integrity !== undefined && { integrity }) })),
  },
});
export const cors = (allowed: string, credentials?: string): One => ({
  cors: {
    origin: 'https://a.example',
    headers: [
      ['access-control-allow-origin', allowed],
      ...(credentials === undefined ? [] : [['access-control-allow-credentials', credentials] as const]),
    ],
  },
});

export type Group = readonly [test: string, outcome: string, ...cases: readonly (readonly [what: string, change: Change])[]];
export const policies = (outcome: string, ...list: readonly string[]): Group => [
  'content-security-policy',
  outcome,
  ...list.map((value) => [value, csp(value)] as const),
];
export const header = (name: string, outcome: string, ...list: readonly string[]): Group => [
  name,
  outcome,
  ...list.map((value) => [value, carrying([name, value])] as const),
];

export function changed(change: Change): Seen {
  return [change].flat().reduce<Seen>((seen, one) => ({ ...seen, ...one }), plainPage);
}
