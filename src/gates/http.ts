import { cannotTell, defineGate, type Finding, type Measured } from './engine/contract.ts';
import { address, requestFields } from './engine/request.ts';
import { type Static, s } from './engine/schema.ts';

const pattern = (description: string) => s.text({ minLength: 1, maxLength: 1_000, description });
const scalar = () => s.union([s.text(), s.number(), s.boolean(), s.nothing()]);

const expectation = s.object(
  {
    status: s.optional(
      s.array(s.integer({ minimum: 100, maximum: 599 }), { minItems: 1, description: 'Any of these; any success when absent.' }),
    ),
    headers: s.optional(s.record(pattern('A pattern (RE2).'), { description: 'Headers that must be there, and match.' })),
    json: s.optional(s.record(scalar(), { description: 'What stands at a path in JSON, such as data.items[0].id.' })),
    has: s.optional(s.array(s.text({ minLength: 1, maxLength: 200 }), { description: 'Paths in JSON that must be there.' })),
    matches: s.optional(pattern('A pattern (RE2) that the body matches.')),
    matchesNot: s.optional(pattern('A pattern (RE2) that the body does not match.')),
  },
  { description: 'What the answer must be.' },
);

const step = s.object({
  name: s.optional(s.text({ minLength: 1, maxLength: 100 })),
  method: s.optional(s.oneOf(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], { default: 'GET' })),
  path: s.optional(address('A path of the target, or a whole address.')),
  headers: requestFields().headers,
  body: s.optional(s.text({ maxLength: 100_000, description: 'Sent as it is.' })),
  follow: s.optional(s.boolean({ default: false, description: 'Follow redirects, and look at where they end.' })),
  expect: s.optional(expectation),
  capture: s.optional(
    s.record(s.text({ minLength: 1, maxLength: 200 }), {
      description:
        'Values of this answer for later steps, by a path in JSON or `header:NAME`; written there as {{name}}, and never shown.',
    }),
  ),
});

const source = s.object(
  {
    steps: s.optional(
      s.array(step, { minItems: 1, maxItems: 30, description: 'Requests, one after the other; one to the target when absent.' }),
    ),
    samples: s.optional(
      s.object(
        {
          count: s.integer({ minimum: 2, maximum: 500 }),
          warmup: s.optional(s.integer({ minimum: 0, maximum: 100, default: 1 })),
        },
        { description: 'Ask the last step, a GET or HEAD, so many times more, and take its latency.' },
      ),
    ),
    ...requestFields(),
  },
  { $id: 'http.source' },
);

const ms = (name: string) =>
  s.optional(
    s.number({ exclusiveMinimum: 0, tightens: 'lower', description: `${name} of the latency, in milliseconds, at most.` }),
  );

const limits = s.object(
  {
    p50: ms('Median'),
    p95: ms('95th percentile'),
    p99: ms('99th percentile'),
    max: ms('Longest'),
    failed: s.optional(
      s.integer({ minimum: 0, default: 0, tightens: 'lower', description: 'At most so many samples may fail.' }),
    ),
  },
  { $id: 'http.limits' },
);

const evidence = s.object(
  {
    steps: s.array(
      s.object({
        name: s.text(),
        status: s.integer(),
        tookMs: s.number({ minimum: 0 }),
        checks: s.array(s.object({ id: s.text(), title: s.text(), holds: s.boolean() }), { minItems: 1, maxItems: 200 }),
      }),
      { minItems: 1, maxItems: 30 },
    ),
    latency: s.optional(
      s.object({
        samples: s.integer({ minimum: 1 }),
        warmup: s.integer({ minimum: 0 }),
        failed: s.integer({ minimum: 0 }),
        p50: s.number({ minimum: 0 }),
        p95: s.number({ minimum: 0 }),
        p99: s.number({ minimum: 0 }),
        max: s.number({ minimum: 0 }),
      }),
    ),
  },
  { $id: 'http.evidence' },
);

type Evidence = Static<typeof evidence>;
type Limits = Static<typeof limits>;

const percentiles = ['p50', 'p95', 'p99', 'max'] as const;

export const http = defineGate({
  id: 'http',
  title: 'Smoke test by HTTP',
  about:
    'Sends requests one after the other and holds each answer against what is expected: status, headers, JSON, text. Values of one answer may go ' +
    'into the next request. Latency is taken on a warm connection, from the request to the last byte, by the nearest rank; warm-up does not count. ' +
    'It proves these answers at this time from where it runs, not how the service bears load.',
  needs: ['target'],
  keeps: { hours: 1 },
  source,
  limits,
  evidence,

  async collect(wanted, context) {
    const { collectHttp } = await import('./probes/smoke.ts');
    return collectHttp(wanted, context);
  },

  judge(seen, asked) {
    const { steps, latency } = seen;
    const limited = percentiles.filter((name) => asked[name] !== undefined);
    if (limited.length > 0 && latency === undefined)
      return cannotTell(`no samples were taken, and ${limited.join(', ')} is limited`, 'Set `samples` in the source.');
    if (latency !== undefined && !(latency.p50 <= latency.p95 && latency.p95 <= latency.p99 && latency.p99 <= latency.max))
      return cannotTell('the percentiles contradict each other', 'Run it again.');
    const findings = [...stepFindings(seen), ...latencyFindings(seen, asked)];
    const measured: Measured[] = [
      ...steps.map((each) => ({ metric: each.name, value: each.status, ok: each.checks.every(({ holds }) => holds) })),
      ...measuredLatency(latency, asked),
    ];
    const rank = latency === undefined ? '' : `, p95 ${shown(latency.p95)} ms (nearest rank of ${latency.samples})`;
    const summary = `${steps.length === 1 ? '1 step' : `${steps.length} steps`}, ${findings.length === 0 ? 'all as expected' : `${findings.length} not as expected`}${rank}`;
    if (findings.length === 0) return { result: 'pass', summary, measured, findings };
    return { result: 'fail', summary, measured, findings, remedy: `See first: ${findings[0]?.title ?? 'the steps'}.` };
  },
});

function stepFindings({ steps }: Evidence): Finding[] {
  return steps.flatMap(({ name, checks }, at) =>
    checks.filter(({ holds }) => !holds).map(({ id, title }) => ({ id: `${at + 1}:${id}`, title: `${name}: ${title}` })),
  );
}

function latencyFindings({ latency }: Evidence, asked: Limits): Finding[] {
  if (latency === undefined) return [];
  const { failed = 0 } = asked;
  const slow = percentiles.flatMap((name): Finding[] => {
    const [most, value] = [asked[name], latency[name]];
    if (most === undefined || value <= most) return [];
    return [
      { id: name, title: `${name} of the latency is ${shown(value)} ms, at most ${most} ms is asked`, value, better: 'lower' },
    ];
  });
  return latency.failed > failed
    ? [
        ...slow,
        {
          id: 'failed',
          title: `${latency.failed} samples failed, at most ${failed} may`,
          value: latency.failed,
          better: 'lower',
        },
      ]
    : slow;
}

function measuredLatency(latency: Evidence['latency'], asked: Limits): Measured[] {
  if (latency === undefined) return [];
  const each = percentiles.map((name): Measured => {
    const [most, value] = [asked[name], latency[name]];
    const base = { metric: name, value: shown(value), unit: 'ms' };
    return most === undefined ? base : { ...base, limit: `at most ${most} ms`, ok: value <= most };
  });
  const { failed = 0 } = asked;
  return [...each, { metric: 'failed samples', value: latency.failed, limit: `at most ${failed}`, ok: latency.failed <= failed }];
}

/** Rounded up, so that what is shown never keeps a limit that is missed. */
function shown(value: number): number {
  return Math.ceil(value * 100) / 100;
}
