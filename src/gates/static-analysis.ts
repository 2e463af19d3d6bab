import { cannotTell, defineGate, type Finding, type Judgement, type Measured, workspaceOf } from './engine/contract.ts';
import { type Static, s } from './engine/schema.ts';

const severities = ['critical', 'high', 'medium', 'low'] as const;
type Severity = (typeof severities)[number];

const most = () => s.optional(s.integer({ minimum: 0, tightens: 'lower' }));
const bySeverity = () => ({ critical: most(), high: most(), medium: most(), low: most() });

const amount = () => s.integer({ minimum: 0 });
const counts = () => s.object({ critical: amount(), high: amount(), medium: amount(), low: amount(), none: amount() });

const source = s.object(
  {
    files: s.union([s.text({ minLength: 1 }), s.array(s.text({ minLength: 1 }), { minItems: 1 })], {
      description: 'Paths or globs of the reports, each of which must match. Several are taken together.',
    }),
    format: s.optional(s.oneOf(['sarif'], { description: 'What the reports must be; by their content when absent.' })),
    ignore: s.optional(
      s.array(s.text({ minLength: 1 }), {
        description: 'Globs of source files whose findings do not count. They are counted and shown.',
      }),
    ),
  },
  { $id: 'static-analysis.source' },
);

/** `high` includes critical: nobody who asks for no high findings means that critical ones are welcome. */
const limits = s.object(
  {
    ...bySeverity(),
    new: s.optional(
      s.object(bySeverity(), {
        minProperties: 1,
        description: 'The same for what the baseline of the tool does not know. All counts as new where there is none.',
      }),
    ),
    suppressed: most(),
    undecided: most(),
    tools: s.optional(
      s.array(s.text({ minLength: 1 }), {
        tightens: 'superset',
        description: 'Tools that must have run, by the name in their report.',
      }),
    ),
  },
  {
    $id: 'static-analysis.limits',
    minProperties: 1,
    description: 'At most so many findings of that severity or worse.',
  },
);

const evidence = s.object(
  {
    reports: s.array(s.object({ path: s.text(), format: s.text(), tools: s.array(s.text()) })),
    tools: s.array(s.text()),
    counts: counts(),
    fresh: counts(),
    suppressed: amount(),
    ignored: amount(),
    undecided: amount(),
    accepted: s.array(s.object({ rule: s.text(), file: s.optional(s.text()), reason: s.optional(s.text()) })),
    /** Worst first; no more than a hundred of each severity. */
    kept: s.array(
      s.object({
        id: s.text(),
        rule: s.text(),
        severity: s.oneOf([...severities, 'none']),
        isNew: s.boolean(),
        title: s.optional(s.text()),
        file: s.optional(s.text()),
        line: s.optional(s.integer({ minimum: 1 })),
      }),
    ),
    doubts: s.array(s.text()),
  },
  { $id: 'static-analysis.evidence' },
);

type Limits = Static<typeof limits>;
type Evidence = Static<typeof evidence>;

export const staticAnalysis = defineGate({
  id: 'static-analysis',
  title: 'Static analysis',
  about:
    'Reads what analysers of this run found in the code (SARIF 2.1.0), and asks for at most so many findings of a severity or worse. A ' +
    'score of security comes before a level, and a level before nothing. What is suppressed does not count and is shown. A tool that ' +
    'failed, or that lists no results at all, proves nothing. It proves what the tools look for, and no more.',
  needs: ['workspace'],
  keeps: 'commit',
  source,
  limits,
  evidence,

  async collect(wanted, context) {
    const { collectFindings } = await import('./reports/findings.ts');
    return collectFindings(wanted, {
      workspace: workspaceOf(context),
      signal: context.signal,
      howToMake: 'Let the analyser write SARIF',
      formats: ['sarif'],
      saysTitles: true,
    });
  },

  judge(seen, asked) {
    const doubts = doubtsOf(seen);
    if (doubts.length > 0) return doubted(doubts);
    const missing = (asked.tools ?? []).filter((tool) => !seen.tools.some((each) => each.toLowerCase() === tool.toLowerCase()));
    const rules = rulesOf(asked);
    const findings = [...findingsOf(rules, seen), ...excess(asked, seen)];
    if (findings.length === 0 && missing.length > 0) return notRun(missing, seen);
    const measured = [...rules.map((rule) => measure(rule, seen)), ...others(asked, seen)];
    const summary = summaryOf(seen);
    if (findings.length === 0) return { result: 'pass', summary, measured, findings };
    return { result: 'fail', summary, measured, findings, remedy: remedyFor(findings) };
  },
});

/** One number that is asked for: of a severity and all that is worse. */
interface Rule {
  readonly severity: Severity;
  readonly most: number;
  readonly of: 'all' | 'new';
}

function rulesOf(asked: Limits): Rule[] {
  const rules = (of: Rule['of'], numbers: Partial<Record<Severity, number>>) =>
    severities.flatMap((severity): Rule[] => {
      const limit = numbers[severity];
      return limit === undefined ? [] : [{ severity, most: limit, of }];
    });
  return [...rules('all', asked), ...rules('new', asked.new ?? {})];
}

function worseThan(severity: Severity): Severity[] {
  return severities.slice(0, severities.indexOf(severity) + 1);
}

function numberFor({ severity, of }: Rule, seen: Evidence): number {
  const numbers = of === 'all' ? seen.counts : seen.fresh;
  return worseThan(severity).reduce((sum, each) => sum + numbers[each], 0);
}

function nameOf({ severity, of }: Rule): string {
  const worse = severity === 'critical' ? severity : `${severity} or worse`;
  return of === 'all' ? worse : `new, ${worse}`;
}

function measure(rule: Rule, seen: Evidence): Measured {
  const value = numberFor(rule, seen);
  return { metric: nameOf(rule), value, limit: `at most ${rule.most}`, ok: value <= rule.most };
}

/** Every finding that a broken limit is about, once, and what is beyond those that are kept. */
function findingsOf(rules: readonly Rule[], seen: Evidence): Finding[] {
  const broken = rules.filter((rule) => numberFor(rule, seen) > rule.most);
  const isMeant = (issue: Evidence['kept'][number]) =>
    broken.some(
      ({ severity, of }) => worseThan(severity).some((each) => each === issue.severity) && (of === 'all' || issue.isNew),
    );
  const found = seen.kept.filter(isMeant).map(({ id, rule, severity, title, file, line }): Finding => {
    const place = file === undefined ? '' : ` in ${file}${line === undefined ? '' : `:${line}`}`;
    const text = title === undefined ? '' : `: ${title}`;
    return {
      id,
      severity,
      title: `${rule}${place}${text}`,
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
    };
  });
  const all = Math.max(0, ...broken.map((rule) => numberFor(rule, seen)));
  const unseen = all - found.length;
  if (unseen <= 0) return found;
  return [...found, { id: 'more-findings', title: `${unseen} more findings`, value: unseen, better: 'lower' }];
}

function excess({ suppressed, undecided }: Limits, seen: Evidence): Finding[] {
  return [
    ...over('suppressed', 'findings are suppressed', { value: seen.suppressed, limit: suppressed }),
    ...over('undecided', 'results wait for somebody to decide', { value: seen.undecided, limit: undecided }),
  ];
}

function over(
  id: string,
  what: string,
  { value, limit }: { readonly value: number; readonly limit: number | undefined },
): Finding[] {
  if (limit === undefined || value <= limit) return [];
  return [{ id, title: `${value} ${what}, at most ${limit} are allowed`, value, better: 'lower' }];
}

function others({ suppressed, undecided, tools }: Limits, seen: Evidence): Measured[] {
  const limited = (metric: string, value: number, limit: number | undefined): Measured[] => {
    if (limit !== undefined) return [{ metric, value, limit: `at most ${limit}`, ok: value <= limit }];
    return value > 0 ? [{ metric, value }] : [];
  };
  return [
    { metric: 'findings', value: severities.reduce((sum, each) => sum + seen.counts[each], 0) },
    ...limited('suppressed', seen.suppressed, suppressed),
    ...limited('undecided', seen.undecided, undecided),
    ...limited('in ignored files', seen.ignored, undefined),
    {
      metric: 'tools',
      value: seen.tools.join(', '),
      ...(tools !== undefined && { limit: `with ${tools.join(', ')}`, ok: true }),
    },
  ];
}

function summaryOf(seen: Evidence): string {
  const found = severities
    .filter((severity) => seen.counts[severity] > 0)
    .map((severity) => `${seen.counts[severity]} ${severity}`);
  const hidden = [
    ...(seen.suppressed > 0 ? [`${seen.suppressed} suppressed`] : []),
    ...(seen.ignored > 0 ? [`${seen.ignored} in ignored files`] : []),
  ];
  return `${found.length === 0 ? 'no findings' : `${found.join(', ')} findings`} by ${[seen.tools.join(' and '), ...hidden].join(', ')}`;
}

function remedyFor(findings: readonly Finding[]): string {
  const [first] = findings;
  const place = first?.file === undefined ? '' : ` in ${first.file}`;
  return `Mend what was found, the worst first${place}; what is no problem is suppressed in the source, with its reason.`;
}

function notRun(missing: readonly string[], seen: Evidence): Judgement {
  const summary = `${missing.join(' and ')} did not run: the reports are by ${seen.tools.join(' and ') || 'nobody'}`;
  return cannotTell(
    summary,
    `Let ${missing.join(' and ')} run for this commit, and name its report under gates.static-analysis.source.`,
  );
}

/** What the reader doubted, and what no reader of ours would have written. */
function doubtsOf(seen: Evidence): string[] {
  const { doubts, reports, tools, counts: all, fresh, kept } = seen;
  const impossible = [...severities, 'none' as const].flatMap((severity) => {
    const listed = kept.filter((issue) => issue.severity === severity);
    const isPossible =
      fresh[severity] <= all[severity] && listed.length <= all[severity] && (listed.length > 0 || all[severity] === 0);
    return isPossible ? [] : [`the findings listed as ${severity} do not make their number`];
  });
  return [
    ...doubts,
    ...(reports.length === 0 ? ['no report was read'] : []),
    ...(tools.length === 0 ? ['no tool is named'] : []),
    ...impossible,
    ...(new Set(kept.map(({ id }) => id)).size < kept.length ? ['a finding is listed twice'] : []),
  ];
}

function doubted(doubts: readonly string[]): Judgement {
  const more = doubts.length > 1 ? ` (and ${doubts.length - 1} more such)` : '';
  return cannotTell(
    `the analysis proves nothing: ${doubts[0]}${more}`,
    'See in the log why the tool did not look at everything, and run it again.',
  );
}
