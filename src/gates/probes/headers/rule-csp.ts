import type { OutcomeOf } from './outcome.ts';
import { mergePolicies } from './policy-merge.ts';
import { joined, type Seen } from './seen.ts';

type Outcome = OutcomeOf<'content-security-policy'>;
type Directives = ReadonlyMap<string, ReadonlySet<string>>;

const broad = new Set(['ftp:', 'http:', 'https:', '*', 'http://*', 'http://*.*', 'https://*', 'https://*.*']);
const broadOrInline = new Set([...broad, "'unsafe-inline'", 'data:']);
const onlyInHeader = ['frame-ancestors', 'report-uri', 'sandbox'];
const passive = ['img-src', 'media-src'];

/** A header may hold several policies, parted by commas. */
export function headerPolicies(value: string | undefined): string[] {
  return value === undefined ? [] : value.split(',').map((policy) => policy.trim());
}

/** What the merged policies say of a directive, those of header and page together; nothing where they are invalid. */
export function mergedOf({ headers, markup }: Seen): ReturnType<typeof mergePolicies> {
  return mergePolicies([...headerPolicies(joined(headers, 'content-security-policy')), ...markup.policies]);
}

export function cspRule(seen: Seen): Outcome {
  const { headers, markup, secure } = seen;
  const merged = mergedOf(seen);
  if (merged === null) return 'csp-header-invalid';
  const inHeader = mergePolicies(headerPolicies(joined(headers, 'content-security-policy')))?.directives.size ?? 0;
  const inPage = [...(mergePolicies(markup.policies)?.directives.keys() ?? [])].filter((name) => !onlyInHeader.includes(name));
  if (inHeader + inPage.length === 0) {
    const isReported = (joined(headers, 'content-security-policy-report-only') ?? '') !== '';
    return isReported ? 'csp-not-implemented-but-reporting-enabled' : 'csp-not-implemented';
  }
  const outcome = weigh(merged.directives, secure);
  return merged.duplicates && tolerant.has(outcome) ? 'csp-implemented-but-duplicate-directives' : outcome;
}

const tolerant = new Set<Outcome>([
  'csp-implemented-with-no-unsafe',
  'csp-implemented-with-no-unsafe-default-src-none',
  'csp-implemented-with-unsafe-inline-in-style-src-only',
  'csp-implemented-with-insecure-scheme-in-passive-content-only',
]);

/** The first that holds counts. */
function weigh(written: Directives, secure: boolean): Outcome {
  const scriptName = written.has('script-src') ? 'script-src' : 'default-src';
  const scripts = written.get(scriptName) ?? anything;
  if (scripts.has("'strict-dynamic'") && !isBound(scripts)) return 'csp-header-invalid';
  // What browsers ignore for scripts is gone for everything else that falls back to the same directive.
  const directives = new Map(written);
  const styleName = written.has('style-src') ? 'style-src' : 'default-src';
  if (written.has(scriptName)) directives.set(scriptName, strictened(unquoted(scripts)));
  if (directives.has(styleName)) directives.set(styleName, unquoted(directives.get(styleName) ?? anything));
  const or = (name: string) => directives.get(name) ?? directives.get('default-src');
  const [script, style, object] = ['script-src', 'style-src', 'object-src'].map((name) => or(name) ?? anything);
  if (script === undefined || style === undefined || object === undefined) return 'csp-not-implemented';
  const active = [...directives].filter(([name]) => !passive.includes(name)).map(([, sources]) => sources);
  if (hasAny(script, broadOrInline) || hasAny(object, broad)) return 'csp-implemented-with-unsafe-inline';
  if (secure && [script, ...active].some(isPlain)) return 'csp-implemented-with-insecure-scheme';
  if (script.has("'unsafe-eval'") || style.has("'unsafe-eval'")) return 'csp-implemented-with-unsafe-eval';
  if (secure && passive.some((name) => isPlain(or(name) ?? [])))
    return 'csp-implemented-with-insecure-scheme-in-passive-content-only';
  if (hasAny(style, broadOrInline)) return 'csp-implemented-with-unsafe-inline-in-style-src-only';
  const fallback = directives.get('default-src');
  const isNone = fallback?.size === 1 && fallback.has("'none'");
  return isNone ? 'csp-implemented-with-no-unsafe-default-src-none' : 'csp-implemented-with-no-unsafe';
}

/** What a policy allows that says nothing of it. */
const anything: ReadonlySet<string> = new Set(['*']);

function isPlain(sources: Iterable<string>): boolean {
  return [...sources].some((source) => source.startsWith('http:') || source.startsWith('ftp:'));
}

function hasAny(sources: ReadonlySet<string>, unwanted: ReadonlySet<string>): boolean {
  return !sources.isDisjointFrom(unwanted);
}

/** Sources that are named by a nonce or a digest. */
function isBound(sources: ReadonlySet<string>): boolean {
  return [...sources].some((source) => /^'(?:sha256|sha384|sha512|nonce)-/.test(source));
}

/** Browsers ignore the word where a nonce or digest stands beside it. */
function unquoted(sources: ReadonlySet<string>): ReadonlySet<string> {
  return isBound(sources) ? sources.difference(new Set(["'unsafe-inline'"])) : sources;
}

/** With it, browsers ignore hosts and schemes. */
function strictened(sources: ReadonlySet<string>): ReadonlySet<string> {
  if (!sources.has("'strict-dynamic'") || !isBound(sources)) return sources;
  return new Set([...sources].filter((source) => source !== "'self'" && ![...broad].some((scheme) => source.startsWith(scheme))));
}
