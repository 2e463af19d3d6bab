import type { Header } from '../header-list.ts';

/** A script of a page, with the attributes that matter here. */
export interface Script {
  readonly src: string;
  readonly integrity?: string;
}

/** What a page says of itself in its markup. */
export interface Markup {
  readonly isHtml: boolean;
  /** Scripts of any kind, those without an address among them. */
  readonly scripts: readonly (Script | 'inline')[];
  readonly policies: readonly string[];
  readonly referrer?: string;
}

/** All that the rules of Observatory look at. */
export interface Seen {
  readonly host: string;
  /** Of the address where the redirects of https end. */
  readonly secure: boolean;
  readonly headers: readonly Header[];
  readonly markup: Markup;
  /** Set by the page and by robots.txt, as sent. */
  readonly cookies: readonly string[];
  readonly https: { readonly headers: readonly Header[]; readonly verified: boolean } | null;
  /** From the plain address on, that one included; null where nobody listens. */
  readonly http: { readonly route: readonly string[]; readonly verified: boolean } | null;
  readonly cors: { readonly origin: string; readonly headers: readonly Header[] } | null;
}

/** Node keeps the first of these and joins the rest, which is how Observatory sees several instances of one header. */
const onlyFirst = new Set(['content-type', 'location', 'etag', 'age', 'expires', 'server', 'retry-after', 'last-modified']);

/** One header as Observatory sees it. */
export function joined(headers: readonly Header[], name: string): string | undefined {
  const values = headers.filter(([other]) => other === name).map(([, value]) => value);
  if (values.length === 0) return undefined;
  return onlyFirst.has(name) ? values[0] : values.join(', ');
}
