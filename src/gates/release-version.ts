import { cannotTell, defineGate, type Finding, type Measured } from './engine/contract.ts';
import { address, requestFields } from './engine/request.ts';
import { type Static, s } from './engine/schema.ts';
import { triesFields } from './engine/tries.ts';

const place = (what: string) =>
  s.optional(
    s.text({
      minLength: 1,
      maxLength: 200,
      description: `Where the ${what} stands: a path in JSON such as build.${what}, \`header:NAME\`, or \`text\` for the whole body.`,
    }),
  );
const word = () => s.text({ minLength: 1, maxLength: 100 });

const source = s.object(
  {
    path: s.optional(address('Where the service says what it is; the target when absent.')),
    version: place('version'),
    commit: place('commit'),
    expect: s.optional(
      s.object(
        { version: s.optional(word()), commit: s.optional(word()) },
        { minProperties: 1, description: 'What must run; what is released here when absent.' },
      ),
    ),
    ...triesFields(),
    ...requestFields(),
  },
  { $id: 'release-version.source' },
);

const limits = s.object(
  {
    silent: s.optional(
      s.integer({ minimum: 0, default: 0, tightens: 'lower', description: 'At most so many times there may be no answer.' }),
    ),
  },
  { $id: 'release-version.limits' },
);

const release = () => s.object({ version: s.optional(s.text()), commit: s.optional(s.text()) });

const evidence = s.object(
  {
    url: s.text(),
    expected: release(),
    seen: s.array(s.object({ running: release(), status: s.integer(), isRight: s.boolean(), times: s.integer({ minimum: 1 }) }), {
      minItems: 1,
      maxItems: 50,
    }),
    inARow: s.integer({ minimum: 0 }),
    wanted: s.integer({ minimum: 1 }),
    failed: s.integer({ minimum: 0 }),
  },
  { $id: 'release-version.evidence' },
);

type Seen = Static<typeof evidence>['seen'][number];

export const releaseVersion = defineGate({
  id: 'release-version',
  title: 'The released version runs',
  about:
    'Asks a service what it is, by a new connection each time, until so many answers in a row are exactly what is released: its commit, its ' +
    'version, or both. An instance of the version before fails it. It meets the instances that a balancer shows, which may not be all.',
  needs: ['target'],
  compares: 'release',
  keeps: { hours: 1 },
  source,
  limits,
  evidence,

  async collect(wanted, context) {
    const { collectReleaseVersion } = await import('./probes/release-version.ts');
    return collectReleaseVersion(wanted, context);
  },

  judge({ url, expected, seen, inARow, wanted, failed }, { silent = 0 }) {
    const good = seen.filter(({ isRight }) => isRight).reduce((sum, { times }) => sum + times, 0);
    if (Object.keys(expected).length === 0 || inARow > good)
      return cannotTell('what was seen contradicts itself', 'Run it again.');
    const isStable = inARow >= wanted;
    const measured: Measured[] = [
      { metric: 'expected', value: say(expected) },
      ...seen.map((each) => ({
        metric: `${each.times} times`,
        value: each.status >= 300 ? `status ${each.status}` : say(each.running),
      })),
      { metric: 'in a row', value: inARow, limit: `at least ${wanted}`, ok: isStable },
      { metric: 'without an answer', value: failed, limit: `at most ${silent}`, ok: failed <= silent },
    ];
    const others = isStable ? [] : seen.filter(({ isRight }) => !isRight).map((each) => other(each, url));
    const findings: Finding[] = [
      ...others,
      ...(isStable || others.length > 0
        ? []
        : [{ id: 'in-a-row', title: `only ${inARow} answers in a row were right, ${wanted} are asked` }]),
      ...(failed > silent
        ? [{ id: 'silent', title: `${failed} times there was no answer`, value: failed, better: 'lower' as const }]
        : []),
    ];
    const summary = `${say(expected)} ${isStable ? `runs, ${inARow} times in a row` : `was seen ${inARow} of ${wanted} times in a row`}`;
    if (findings.length === 0) return { result: 'pass', summary, measured, findings };
    return {
      result: 'fail',
      summary,
      measured,
      findings,
      remedy: 'Wait until the rollout is complete, or see which instances are left, then run it again.',
    };
  },
});

function other({ running, status }: Seen, url: string): Finding {
  const what = status >= 300 ? `status ${status}` : say(running);
  return { id: `runs:${what}`, title: `${url} answers as ${what}`, url };
}

function say({ version, commit }: Seen['running']): string {
  const parts = [...(version === undefined ? [] : [version]), ...(commit === undefined ? [] : [`commit ${commit.slice(0, 12)}`])];
  return parts.length === 0 ? 'nothing that is known' : parts.join(', ');
}
