import type { CspFinding } from './csp-evaluator.ts';
import { always, type Flaw, flawsFrom, type Preset } from './flaw.ts';
import { headerPolicies } from './rule-csp.ts';
import { joined, type Seen } from './seen.ts';

type Directives = ReadonlyMap<string, readonly string[]>;
type Part = Pick<Seen, 'headers' | 'markup'>;

/** What a policy lets through. Several policies hold together, so that only what all of them have wrong is wrong. */
export async function cspFlaws(part: Part): Promise<Flaw[]> {
  const inHeader = headerPolicies(joined(part.headers, 'content-security-policy'));
  const policies = [...inHeader, ...part.markup.policies];
  if (policies.length === 0) return framingFlaws(part, []);
  const each = await Promise.all(policies.map(async (policy) => [...ownFlaws(read(policy)), ...(await evaluated(policy))]));
  const [first = [], ...rest] = each;
  const common = first.filter(({ id }) => rest.every((flaws) => flaws.some((other) => other.id === id)));
  return [...unique(common), ...framingFlaws(part, inHeader.map(read))];
}

function unique(flaws: readonly Flaw[]): Flaw[] {
  return [...new Map(flaws.map((flaw) => [flaw.id, flaw])).values()];
}

/** The first of a name counts, as in browsers. */
function read(policy: string): Directives {
  const directives = new Map<string, readonly string[]>();
  for (const [name = '', ...values] of policy.split(';').map((part) => part.trim().split(/\s+/))) {
    if (name !== '' && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), values.map(lower));
  }
  return directives;
}

/** A nonce is as long as it is written; everything else knows no case. */
function lower(source: string): string {
  return /^'nonce-/i.test(source) ? source : source.toLowerCase();
}

const scripts = ['script-src-elem', 'script-src-attr', 'script-src'] as const;

function ownFlaws(directives: Directives): Flaw[] {
  const fallback = directives.get('script-src') ?? directives.get('default-src');
  return scripts.flatMap((name) => {
    const sources = directives.get(name) ?? (name === 'script-src' ? fallback : undefined);
    return sources === undefined ? [] : scriptFlaws(name, sources);
  });
}

function scriptFlaws(name: string, sources: readonly string[]): Flaw[] {
  const isBound = sources.some((source) => /^'(?:nonce|sha\d+)-/i.test(source));
  const isStrict = isBound && sources.includes("'strict-dynamic'");
  // With a nonce and strict-dynamic, browsers ignore hosts and schemes.
  const hosts = isStrict ? [] : sources.filter((source) => !source.startsWith("'"));
  const broad = hosts.filter(isBroad);
  const nonces = sources.flatMap((source) => /^'nonce-(.*)'$/i.exec(source)?.[1] ?? []);
  const isSub = name !== 'script-src';
  return flawsFrom(always, [
    [
      isSub && sources.includes("'unsafe-inline'") && !isBound,
      `csp-${name}-inline`,
      'high',
      `${name} allows inline scripts, which script-src does not say`,
    ],
    [isSub && broad.length > 0, `csp-${name}-broad`, 'high', `${name} allows ${broad.join(' ')}, which is everybody`],
    [
      !isSub && broad.some((source) => !scored.has(source)),
      'csp-script-broad',
      'high',
      `scripts may come from ${broad.join(' ')}, which is everybody`,
    ],
    [hosts.includes('blob:'), 'csp-script-blob', 'medium', `${name} allows blob:, which any script can make`],
    [hosts.includes('filesystem:'), 'csp-script-filesystem', 'medium', `${name} allows filesystem:, which any script can make`],
    [
      sources.includes("'unsafe-hashes'"),
      'csp-script-hashes',
      'medium',
      `${name} allows 'unsafe-hashes': event handlers run by their digest`,
    ],
    [
      nonces.some((nonce) => nonce.length < 16),
      'csp-nonce-short',
      'high',
      `${name} has a nonce that can be guessed: fewer than 16 characters`,
    ],
  ]);
}

/** What Observatory takes points for already. */
const scored = new Set(['*', 'http:', 'https:', 'ftp:', 'http://*', 'https://*', 'http://*.*', 'https://*.*', 'data:']);

/** A scheme, everything, or all names below an end that anybody can have a name under. */
function isBroad(source: string): boolean {
  if (scored.has(source)) return true;
  const host = source
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/\/.*$/, '')
    .replace(/:(?:\d+|\*)$/, '');
  return (
    host === '*' || /^\*\.[a-z0-9-]+$/.test(host) || /^\*\.(?:co|com|org|net|ac|gov)\.[a-z]{2}$/.test(host) || shared.test(host)
  );
}

const shared =
  /^\*\.(?:github\.io|pages\.dev|workers\.dev|vercel\.app|netlify\.app|web\.app|herokuapp\.com|cloudfront\.net|amazonaws\.com|appspot\.com|azurewebsites\.net|blob\.core\.windows\.net)$/;

/** Who may put the page in a frame: Observatory is content with a directive that allows everybody, or stands where browsers ignore it. */
function framingFlaws({ headers, markup }: Part, inHeader: readonly Directives[]): Flaw[] {
  if (!markup.isHtml) return [];
  const ancestors = inHeader.flatMap((policy) => policy.get('frame-ancestors') ?? []);
  const inPage = markup.policies.some((policy) => read(policy).has('frame-ancestors'));
  const named = inHeader.filter((policy) => policy.has('frame-ancestors'));
  const open = named.length > 0 && named.every((policy) => (policy.get('frame-ancestors') ?? []).some(isOpenFrame));
  const options = headers.filter(([name]) => name === 'x-frame-options').flatMap(([, value]) => value.split(','));
  const words = [...new Set(options.map((word) => word.trim().toLowerCase()))];
  const isKept = words.length === 1 && (words[0] === 'deny' || words[0] === 'sameorigin');
  return flawsFrom(always, [
    [open, 'frame-ancestors-open', 'high', `frame-ancestors ${ancestors.join(' ')} lets everybody put the page in a frame`],
    [
      inPage && named.length === 0 && !isKept,
      'frame-ancestors-in-page',
      'high',
      'frame-ancestors stands in the page, where browsers ignore it',
    ],
    [
      words.some((word) => word.startsWith('allow-from')) && named.length === 0,
      'frame-options-allow-from',
      'high',
      'X-Frame-Options: ALLOW-FROM is ignored by every browser',
    ],
    [
      words.length > 1 && named.length === 0,
      'frame-options-contradict',
      'medium',
      `X-Frame-Options says ${words.join(' and ')}, so that browsers choose`,
    ],
  ]);
}

function isOpenFrame(source: string): boolean {
  return /^(?:https?:)$/.test(source) || isBroad(source);
}

/** From csp_evaluator: how bad it thinks something is, in our words, and who asks for that. */
const severities: readonly (readonly [most: number, severity: Flaw['severity'], presets: readonly Preset[]])[] = [
  [10, 'high', always],
  [20, 'medium', ['owasp', 'strict']],
  [30, 'medium', ['strict']],
];

async function evaluated(policy: string): Promise<Flaw[]> {
  const { evaluateCsp } = await import('./csp-evaluator.ts');
  let found: CspFinding[];
  try {
    found = evaluateCsp(policy);
  } catch {
    // It takes every source for an address, and throws on one that is none.
    return flawsFrom(always, [[true, 'csp-unreadable', 'high', 'the policy has a source that is no address']]);
  }
  return found.flatMap(({ severity, directive, value, description }): Flaw[] => {
    const level: number = severity;
    const rank = severities.find(([most]) => level <= most);
    if (rank === undefined) return [];
    const what = value === undefined ? directive : `${directive} ${value}`;
    // The same thing has one id in several policies of a page, and a nonce differs with each answer.
    const id = `csp-evaluator-${what.replaceAll(/'nonce-[^']*'/gi, 'nonce').replaceAll(/[^a-z0-9*.:-]+/gi, '-')}`.slice(0, 120);
    return [{ id, title: `${what}: ${description.replaceAll(/<[^>]*>/g, '').trim()}`, severity: rank[1], presets: rank[2] }];
  });
}
