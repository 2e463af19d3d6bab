import { cannotTell, defineGate, type Finding, type Measured } from './engine/contract.ts';
import { address, isGone, requestFields } from './engine/request.ts';
import { type Static, s } from './engine/schema.ts';

const grades = ['A+', 'A', 'A-', 'B+', 'B', 'B-', 'C+', 'C', 'C-', 'D+', 'D', 'D-', 'F'] as const;
type Grade = (typeof grades)[number];

const kinds = ['page', 'api', 'error', 'asset', 'login'] as const;
const presets = ['observatory', 'owasp', 'api', 'strict'] as const;

const tests = [
  'content-security-policy',
  'cookies',
  'cross-origin-resource-sharing',
  'redirection',
  'referrer-policy',
  'strict-transport-security',
  'subresource-integrity',
  'x-content-type-options',
  'x-frame-options',
  'cross-origin-resource-policy',
  'cross-origin-embedder-policy',
  'cross-origin-opener-policy',
] as const;

const source = s.object(
  {
    pages: s.optional(
      s.array(s.object({ path: address('A path of the target, or a whole address.'), kind: s.optional(s.oneOf(kinds)) }), {
        minItems: 1,
        maxItems: 20,
        description: 'What is looked at beside the score, and what it is; the target and a page that is not there when absent.',
      }),
    ),
    plain: s.optional(address('The plain address, when it is not http:// and the host of the target at port 80.')),
    sessionCookies: s.optional(
      s.array(s.text({ minLength: 1, maxLength: 200 }), {
        maxItems: 50,
        description: 'Patterns (RE2) of cookies that carry a session; the usual names when absent.',
      }),
    ),
    ...requestFields(),
  },
  { $id: 'headers.source' },
);

const limits = s.object(
  {
    preset: s.optional(
      s.oneOf(presets, {
        default: 'observatory',
        tightens: 'equal',
        description:
          '`observatory`: the score, and what the score lets through · `owasp`: also what OWASP lists · `api`: what an API needs, without a score · `strict`: everything.',
      }),
    ),
    grade: s.optional(
      s.oneOf(grades, {
        tightens: 'equal',
        description: 'At least this grade; B for observatory, A for owasp, A+ for strict when absent.',
      }),
    ),
    score: s.optional(s.integer({ minimum: 0, maximum: 145, tightens: 'higher', description: 'At least this score.' })),
    require: s.optional(
      s.array(s.oneOf(tests), {
        uniqueItems: true,
        tightens: 'superset',
        description: 'Tests that must pass whatever the grade.',
      }),
    ),
    allow: s.optional(
      s.array(s.text({ minLength: 1, maxLength: 200 }), {
        uniqueItems: true,
        tightens: 'subset',
        description: 'Findings that are accepted, by the first part of their id.',
      }),
    ),
  },
  { $id: 'headers.limits' },
);

const flaw = s.object({
  id: s.text({ minLength: 1, maxLength: 200 }),
  title: s.text(),
  severity: s.oneOf(['high', 'medium', 'low']),
  presets: s.array(s.oneOf(presets)),
});

const evidence = s.object(
  {
    url: s.text(),
    status: s.integer(),
    untrusted: s.optional(s.text()),
    tests: s.array(
      s.object({
        id: s.oneOf(tests),
        outcome: s.text(),
        modifier: s.integer({ minimum: -50, maximum: 10 }),
        passes: s.boolean(),
      }),
    ),
    pages: s.array(
      s.object({ url: s.text(), kind: s.oneOf(kinds), status: s.integer(), flaws: s.array(flaw, { maxItems: 200 }) }),
      {
        minItems: 1,
        maxItems: 20,
      },
    ),
    untested: s.array(s.text()),
  },
  { $id: 'headers.evidence' },
);

type Limits = Static<typeof limits>;
type Evidence = Static<typeof evidence>;

export const headers = defineGate({
  id: 'headers',
  title: 'Security headers',
  about:
    "Scores a page by the twelve tests of MDN's HTTP Observatory (algorithm 6), and finds what they let through: a time of HSTS that is none, " +
    'frame-ancestors that allow everybody, scripts from anywhere, session cookies by any name. Further pages are looked at by the same rules. ' +
    'It proves what these addresses answer from where it runs; that a host is on the list that browsers carry is known only for whole domains.',
  needs: ['target'],
  keeps: { hours: 24 },
  source,
  limits,
  evidence,

  async collect(wanted, context) {
    const { collectHeaders } = await import('./probes/headers/collect.ts');
    return collectHeaders(wanted, context);
  },

  judge(seen, asked) {
    const doubt = doubtOf(seen);
    if (doubt !== undefined) return cannotTell(doubt, 'Let the address answer as visitors see it, then run it again.');
    const { preset = 'observatory' } = asked;
    const score = scoreOf(seen.tests);
    const grade = gradeOf(score);
    const findings = [...scoreFindings({ score, grade }, asked), ...testFindings(seen, asked), ...flawFindings(seen, asked)];
    const measured: Measured[] = [
      measuredGrade({ score, grade }, asked),
      ...seen.tests.map((each) => measuredTest(each, asked)),
      ...seen.pages.map(({ url, kind, flaws }) => ({
        metric: `${kind} ${pathOf(url)}`,
        value: count(flaws.filter((each) => each.presets.includes(preset)).length),
      })),
    ];
    const summary = `grade ${grade} (${score}), ${count(findings.length)} by ${preset}`;
    if (findings.length === 0) return { result: 'pass', summary, measured, findings };
    return { result: 'fail', summary, measured, findings, remedy: remedyFor(findings, seen.tests) };
  },
});

/** Bonuses count only where nothing worse than an A is left without them. */
function scoreOf(tested: Evidence['tests']): number {
  const sum = (modifiers: readonly number[]) => modifiers.reduce((all, each) => all + each, 100);
  const plain = sum(tested.map(({ modifier }) => Math.min(0, modifier)));
  return Math.max(0, plain >= 90 ? sum(tested.map(({ modifier }) => modifier)) : plain);
}

function gradeOf(score: number): Grade {
  const least = [100, 90, 85, 80, 70, 65, 60, 50, 45, 40, 30, 25, 0];
  return grades[least.findIndex((each) => score >= each)] ?? 'F';
}

function doubtOf({ status, tests: tested, url, pages }: Evidence): string | undefined {
  const isPage = (status >= 200 && status < 400) || status === 401 || status === 403;
  if (!isPage) return `${url} answers ${status}, which is not how a page is`;
  // The headers of an error are not those of the page.
  const gone = pages.find((each) => each.kind !== 'error' && isGone(each.status));
  if (gone !== undefined) return `${gone.url} answers ${gone.status}, which is not how a page is`;
  const ids = new Set(tested.map(({ id }) => id));
  return ids.size === tests.length && tested.length === tests.length
    ? undefined
    : 'not every test was made, or one was made twice';
}

const usualGrades: { readonly [P in (typeof presets)[number]]: Grade | undefined } = {
  observatory: 'B',
  owasp: 'A',
  api: undefined,
  strict: 'A+',
};

/** The grade that is asked for; none where only a score is, or where the preset has none. */
function gradeAsked({ preset = 'observatory', grade, score }: Limits): Grade | undefined {
  return grade ?? (score === undefined ? usualGrades[preset] : undefined);
}

interface Scored {
  readonly score: number;
  readonly grade: Grade;
}

function scoreFindings({ score, grade }: Scored, asked: Limits): Finding[] {
  const wanted = gradeAsked(asked);
  const isLow = wanted !== undefined && grades.indexOf(grade) > grades.indexOf(wanted);
  return [
    ...(isLow
      ? [
          {
            id: 'grade',
            title: `the grade is ${grade} (${score}), at least ${wanted} is asked`,
            value: score,
            better: 'higher' as const,
          },
        ]
      : []),
    ...(asked.score !== undefined && score < asked.score
      ? [
          {
            id: 'score',
            title: `the score is ${score}, at least ${asked.score} is asked`,
            value: score,
            better: 'higher' as const,
          },
        ]
      : []),
  ];
}

function measuredGrade({ score, grade }: Scored, asked: Limits): Measured {
  const wanted = gradeAsked(asked);
  const said = [
    ...(wanted === undefined ? [] : [`at least ${wanted}`]),
    ...(asked.score === undefined ? [] : [`at least ${asked.score}`]),
  ];
  const value = `${grade} (${score})`;
  return said.length === 0
    ? { metric: 'grade', value }
    : { metric: 'grade', value, limit: said.join(' and '), ok: scoreFindings({ score, grade }, asked).length === 0 };
}

function isRequired(id: Evidence['tests'][number]['id'], { require = [], preset }: Limits): boolean {
  return preset === 'strict' || require.includes(id);
}

function measuredTest({ id, outcome, modifier, passes }: Evidence['tests'][number], asked: Limits): Measured {
  const value = `${modifier > 0 ? '+' : ''}${modifier} ${outcome.replaceAll('-', ' ')}`;
  return isRequired(id, asked) ? { metric: id, value, limit: 'must pass', ok: passes } : { metric: id, value };
}

function testFindings({ tests: tested }: Evidence, asked: Limits): Finding[] {
  return tested
    .filter(({ id, passes }) => isRequired(id, asked) && !passes)
    .map(({ id, outcome }) => ({ id: `test:${id}`, title: `${id} must pass: ${outcome.replaceAll('-', ' ')}` }));
}

function flawFindings({ pages, untrusted, url }: Evidence, { preset = 'observatory', allow = [] }: Limits): Finding[] {
  const certificate: Finding[] = untrusted === undefined ? [] : [{ id: 'certificate', title: untrusted, severity: 'high', url }];
  const flaws = pages.flatMap((page) =>
    page.flaws
      .filter(({ id, presets: by }) => by.includes(preset) && !allow.includes(id))
      .map(({ id, title, severity }) => ({
        id: `${id}:${page.url}`,
        title: `${pathOf(page.url)}: ${title}`,
        severity,
        url: page.url,
      })),
  );
  return [...certificate, ...new Map(flaws.map((each) => [each.id, each])).values()];
}

/** A low grade is mended by what lowers it, and nobody sees that in the grade. */
function remedyFor([first]: readonly Finding[], tested: Evidence['tests']): string {
  const costs = tested.filter(({ modifier }) => modifier < 0).toSorted((a, b) => a.modifier - b.modifier);
  const named = costs.slice(0, 3).map(({ id, outcome, modifier }) => `${id} (${modifier}: ${outcome.replaceAll('-', ' ')})`);
  const isGrade = first?.id === 'grade' || first?.id === 'score';
  const what = isGrade && named.length > 0 ? named.join(', then ') : (first?.title ?? 'the headers');
  return `Mend first: ${what}. How each header is set is on https://developer.mozilla.org/en-US/observatory.`;
}

function pathOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? url : parsed.pathname;
}

function count(findings: number): string {
  return findings === 1 ? '1 finding' : `${findings} findings`;
}
