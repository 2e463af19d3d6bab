import { cannotTell, defineGate, type Finding, type Measured } from './engine/contract.ts';
import { address, requestFields } from './engine/request.ts';
import { type Static, s } from './engine/schema.ts';
import { triesFields } from './engine/tries.ts';

const health = () => s.oneOf(['up', 'warn', 'down', 'unknown']);

const source = s.object(
  {
    path: s.optional(address('Where the service says how it is; the target when absent.')),
    ...triesFields(),
    ...requestFields(),
  },
  { $id: 'health.source' },
);

const limits = s.object(
  {
    warnings: s.optional(
      s.boolean({ default: false, tightens: 'equal', description: 'It may say that something is not quite well.' }),
    ),
    parts: s.optional(
      s.array(s.text({ minLength: 1, maxLength: 80 }), {
        uniqueItems: true,
        tightens: 'superset',
        description: 'Parts that must be told of, and be well.',
      }),
    ),
    ignore: s.optional(
      s.array(s.text({ minLength: 1, maxLength: 80 }), {
        uniqueItems: true,
        tightens: 'subset',
        description: 'Parts that may be unwell.',
      }),
    ),
  },
  { $id: 'health.limits' },
);

const evidence = s.object(
  {
    answer: s.object({
      url: s.text(),
      status: s.integer(),
      format: s.text(),
      health: health(),
      parts: s.array(s.object({ name: s.text(), health: health() }), { maxItems: 200 }),
    }),
    inARow: s.integer({ minimum: 0 }),
    wanted: s.integer({ minimum: 1 }),
    looks: s.integer({ minimum: 1 }),
    failed: s.integer({ minimum: 0 }),
  },
  { $id: 'health.evidence' },
);

type Evidence = Static<typeof evidence>;
type Limits = Static<typeof limits>;

export const healthGate = defineGate({
  id: 'health',
  title: 'Health',
  about:
    'Asks a service how it is, and believes status and body only together: health+json, Spring Actuator, Terminus, the text of Kubernetes, or one ' +
    'word. What it depends on must be well too. It proves what the service says of itself, so many times in a row, from where it runs.',
  needs: ['target'],
  keeps: { hours: 1 },
  source,
  limits,
  evidence,

  async collect(wanted, context) {
    const { collectHealth } = await import('./probes/health.ts');
    return collectHealth(wanted, context);
  },

  judge(seen, asked) {
    const { answer, inARow, wanted, looks, failed } = seen;
    if (inARow > looks || failed > looks) return cannotTell('the counts contradict each other', 'Run it again.');
    const isWell = answer.status >= 200 && answer.status < 300;
    const findings = findingsIn(seen, asked);
    if (findings.length === 0 && answer.health === 'unknown')
      return cannotTell(
        `${answer.url} says nothing that is known of health`,
        'Answer with health+json, or with the one word ok.',
      );
    const measured: Measured[] = [
      { metric: 'status', value: answer.status, limit: 'success', ok: isWell },
      {
        metric: 'says',
        value: answer.health,
        limit: asked.warnings === true ? 'up or warn' : 'up',
        ok: isFine(answer.health, asked),
      },
      { metric: 'in a row', value: inARow, limit: `at least ${wanted}`, ok: inARow >= wanted || findings.length === 0 },
      ...answer.parts.map((part) => ({ metric: part.name, value: part.health })),
    ];
    const summary = `${answer.status}, ${answer.health} by ${answer.format}, ${answer.parts.length === 1 ? '1 part' : `${answer.parts.length} parts`}, ${inARow} of ${wanted} in a row`;
    if (findings.length === 0) return { result: 'pass', summary, measured, findings };
    return {
      result: 'fail',
      summary,
      measured,
      findings,
      remedy: 'See the log of the service and of what it depends on, then run it again.',
    };
  },
});

function isFine(said: Evidence['answer']['health'], { warnings = false }: Limits): boolean {
  return said === 'up' || (warnings && said === 'warn');
}

function findingsIn({ answer, inARow, wanted, failed }: Evidence, asked: Limits): Finding[] {
  const { status, health: said, parts, url } = answer;
  const { ignore = [], parts: needed = [] } = asked;
  const isWell = status >= 200 && status < 300;
  const isLenient = asked.warnings === true || ignore.length > 0;
  const unwell = parts.filter((part) => !ignore.includes(part.name) && !isFine(part.health, asked));
  const rules: readonly (readonly [boolean, string, string])[] = [
    [status >= 300 && status < 400, 'redirected', `${url} sends one elsewhere (${status}), perhaps to a login`],
    [!isWell && said === 'up', 'contradiction', `the status is ${status}, and the body says up`],
    [isWell && said === 'down', 'contradiction', `the status is ${status}, and the body says down`],
    [!isWell && said !== 'up' && (status < 300 || status >= 400), 'status', `the status is ${status}`],
    [said === 'warn' && !isFine(said, asked), 'warning', 'it says that something is not quite well'],
    // What is accepted by the limits was not counted as good while it was asked.
    [
      inARow < wanted && !isLenient,
      'in-a-row',
      `it was well ${inARow} times in a row, ${wanted} are asked (${failed} without an answer)`,
    ],
  ];
  const names = new Set(parts.map(({ name }) => name));
  return [
    ...rules.flatMap(([isSo, id, title]) =>
      isSo && !(id === 'in-a-row' && said === 'unknown' && isWell) ? [{ id, title, url }] : [],
    ),
    ...[...new Map(unwell.map((part) => [part.name, part])).values()].map(
      (part): Finding => ({ id: `part:${part.name}`, title: `${part.name} is ${part.health}` }),
    ),
    ...needed
      .filter((name) => !names.has(name))
      .map((name): Finding => ({ id: `missing:${name}`, title: `${name} is not told of` })),
  ];
}
