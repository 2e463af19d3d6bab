import { cannotTell, defineGate, type Finding, type Judgement, type Measured } from './engine/contract.ts';
import { address } from './engine/request.ts';
import { type Static, s } from './engine/schema.ts';

const source = s.object(
  {
    plain: s.optional(address('The plain address, when it is not http:// and the host of the target at port 80.')),
    paths: s.optional(
      s.array(s.text({ minLength: 1, maxLength: 500, pattern: '^/' }), {
        minItems: 1,
        maxItems: 20,
        description: 'Paths that are asked; that of the target when absent.',
      }),
    ),
  },
  { $id: 'https-redirect.source' },
);

const limits = s.object(
  {
    sameHost: s.optional(
      s.boolean({
        default: true,
        tightens: 'equal',
        description: 'The first redirect stays on its host, so that HSTS is learned there.',
      }),
    ),
    permanent: s.optional(
      s.boolean({
        default: false,
        tightens: 'equal',
        description: 'The redirect to https is a 301 or 308, which browsers keep.',
      }),
    ),
    closed: s.optional(
      s.boolean({ default: false, tightens: 'equal', description: 'Nothing listens at the plain address at all.' }),
    ),
    hops: s.optional(s.integer({ minimum: 1, maximum: 10, tightens: 'lower', description: 'At most so many redirects.' })),
  },
  { $id: 'https-redirect.limits' },
);

const evidence = s.object(
  {
    pages: s.array(
      s.object({
        url: s.text(),
        hops: s.array(s.object({ url: s.text(), status: s.integer(), to: s.text() }), { maxItems: 12 }),
        end: s.object({ url: s.text(), is: s.text(), status: s.optional(s.integer()), said: s.optional(s.text()) }),
      }),
      { minItems: 1, maxItems: 20 },
    ),
  },
  { $id: 'https-redirect.evidence' },
);

type Limits = Static<typeof limits>;
type Page = Static<typeof evidence>['pages'][number];

export const httpsRedirect = defineGate({
  id: 'https-redirect',
  title: 'HTTP goes to HTTPS',
  about:
    'Asks the plain address of a target and follows where it is sent: to https at once, on the same host, and nowhere back. It proves ' +
    'what happens at these paths, from where it runs; a port that nobody listens at is as good as a redirect.',
  needs: ['target'],
  keeps: { hours: 24 },
  source,
  limits,
  evidence,

  async collect(wanted, context) {
    const { collectRedirects } = await import('./probes/https-redirect.ts');
    return collectRedirects(wanted, context);
  },

  judge({ pages }, asked) {
    const unsure = pages.find(
      ({ end, hops }) => !['answered', 'certificate', 'redirects'].includes(end.is) && !isClosed({ end, hops }),
    );
    if (unsure !== undefined) return notSeen(unsure);
    const findings = pages.flatMap((page) => findingsOn(page, asked));
    const measured = pages.map((page): Measured => measure(page, findings));
    const summary = `${pages.length === 1 ? 'the plain address' : `${pages.length} plain addresses`}: ${[...new Set(pages.map(say))].join(', ')}`;
    if (findings.length === 0) return { result: 'pass', summary, measured, findings };
    return { result: 'fail', summary, measured, findings, remedy: remedyFor(findings) };
  },
});

function isClosed({ hops, end }: Pick<Page, 'hops' | 'end'>): boolean {
  return end.is === 'refused' && hops.length === 0;
}

function notSeen({ end }: Page): Judgement {
  const remedy =
    end.is === 'address'
      ? 'Name and send to addresses that may be asked.'
      : 'Let it answer with a redirect, or refuse connections: silence proves neither.';
  return cannotTell(end.said ?? `${end.url} gave no answer`, remedy);
}

function measure(page: Page, findings: readonly Finding[]): Measured {
  return { metric: page.url, value: say(page), limit: 'to https', ok: !findings.some(({ url }) => url === page.url) };
}

function say(page: Page): string {
  if (isClosed(page)) return 'nobody listens';
  const [first] = page.hops;
  if (first === undefined) return `answers ${page.end.status ?? page.end.is} in plain HTTP`;
  return `${first.status} to ${schemeOf(first.to)}`;
}

function findingsOn(page: Page, { sameHost = true, permanent = false, closed = false, hops: most }: Limits): Finding[] {
  const { url, hops, end } = page;
  const found = (id: string, title: string): Finding => ({ id: `${id}:${url}`, title: `${url}: ${title}`, url });
  if (isClosed(page)) return [];
  const [first] = hops;
  const rules: (readonly [wrong: boolean, id: string, title: string])[] = [
    [closed, 'listens', 'answers in plain HTTP, where nothing may listen'],
    [first === undefined, 'no-redirect', `answers ${end.status ?? end.is} and sends nobody to https`],
    [
      first !== undefined && schemeOf(first.to) !== 'https',
      'first-not-https',
      `is first sent to ${first?.to}, which is not https`,
    ],
    [
      sameHost && first !== undefined && hostOf(first.to) !== hostOf(first.url),
      'off-host',
      `is first sent to another host, ${first === undefined ? '' : hostOf(first.to)}`,
    ],
    [
      permanent && first !== undefined && ![301, 308].includes(first.status),
      'not-permanent',
      `is sent by ${first?.status}, not by 301 or 308`,
    ],
    [
      hops.slice(1).some(({ url: from, to }) => schemeOf(from) === 'https' && schemeOf(to) !== 'https'),
      'back',
      'is sent back from https to http',
    ],
    [schemeOf(end.url) !== 'https' && first !== undefined, 'ends-plain', `ends at ${end.url}, which is not https`],
    [end.is === 'certificate', 'certificate', `ends at a certificate that is not trusted: ${end.said ?? end.url}`],
    [end.is === 'redirects', 'endless', 'is redirected without an end'],
    [most !== undefined && hops.length > most, 'hops', `is redirected ${hops.length} times, at most ${most} are allowed`],
  ];
  return rules.filter(([wrong]) => wrong).map(([, id, title]) => found(id, title));
}

function remedyFor([first]: readonly Finding[]): string {
  const what =
    first?.id.startsWith('certificate') === true
      ? 'Correct the certificate'
      : 'Answer each plain request with 308 to the same host and path under https';
  return `${what}; a listener that is not needed is best closed.`;
}

function schemeOf(url: string): string {
  return url.slice(0, url.indexOf(':'));
}

function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? url;
}
