import { cannotTell, defineGate, type Finding, type Judgement, type Measured, workspaceOf } from './engine/contract.ts';
import { type Static, s } from './engine/schema.ts';

const amount = () => s.integer({ minimum: 0 });
const most = (options: object = {}) => s.optional(s.integer({ minimum: 0, tightens: 'lower', ...options }));

/** What looks for secrets. A clean report of anything else says nothing about them. */
const scanners = ['gitleaks', 'trufflehog', 'ggshield', 'gitguardian', 'detect-secrets', 'noseyparker', 'kingfisher', 'talisman'];

const source = s.object(
  {
    files: s.union([s.text({ minLength: 1 }), s.array(s.text({ minLength: 1 }), { minItems: 1 })], {
      description: 'Paths or globs of the reports, each of which must match. Several are taken together.',
    }),
    format: s.optional(
      s.oneOf(['gitleaks', 'sarif'], {
        description:
          'What the reports must be; by their content when absent. A clean report of gitleaks is `[]`, which needs it said.',
      }),
    ),
    tools: s.optional(
      s.array(s.text({ minLength: 1 }), { description: `Further tools that look for secrets, besides ${scanners.join(', ')}.` }),
    ),
    ignore: s.optional(
      s.array(s.text({ minLength: 1 }), {
        description: 'Globs of files whose secrets do not count. They are counted and shown.',
      }),
    ),
  },
  { $id: 'secrets-scan.source' },
);

const limits = s.object(
  {
    secrets: most({ default: 0, description: 'At most so many.' }),
    suppressed: most({ description: 'At most so many that are suppressed.' }),
  },
  { $id: 'secrets-scan.limits' },
);

/** Where secrets are, and by which rule they were found: neither they nor their lines. */
const evidence = s.object(
  {
    reports: s.array(s.object({ path: s.text(), format: s.text(), tools: s.array(s.text()) })),
    tools: s.array(s.text()),
    secrets: amount(),
    suppressed: amount(),
    ignored: amount(),
    kept: s.array(
      s.object({ id: s.text(), rule: s.text(), file: s.optional(s.text()), line: s.optional(s.integer({ minimum: 1 })) }),
    ),
    doubts: s.array(s.text()),
  },
  { $id: 'secrets-scan.evidence' },
);

type Evidence = Static<typeof evidence>;

export const secretsScan = defineGate({
  id: 'secrets-scan',
  title: 'Secrets in the code',
  about:
    'Reads what a scanner of this run found (gitleaks, or SARIF of a scanner for secrets) and asks for no secret at all. Only places and ' +
    'rules are kept: a secret, and the line that it stands in, are neither printed nor uploaded. It proves that the scanner found none ' +
    'where it looked, which may be less than the history.',
  needs: ['workspace'],
  keeps: 'commit',
  source,
  limits,
  evidence,

  async collect(wanted, context) {
    const { collectSecrets } = await import('./reports/secrets.ts');
    return collectSecrets(
      { ...wanted, tools: [...scanners, ...(wanted.tools ?? [])] },
      { workspace: workspaceOf(context), signal: context.signal },
    );
  },

  judge(seen, { secrets = 0, suppressed }) {
    const doubts = doubtsOf(seen);
    if (doubts.length > 0) return doubted(doubts);
    const findings = [...found(seen, secrets), ...tooManySuppressed(seen, suppressed)];
    const measured = measuredOf(seen, secrets, suppressed);
    const hidden = [
      ...(seen.suppressed > 0 ? [`, ${seen.suppressed} suppressed`] : []),
      ...(seen.ignored > 0 ? [`, ${seen.ignored} in ignored files`] : []),
    ].join('');
    const summary = `${seen.secrets === 0 ? 'no secret' : many(seen.secrets)} found by ${seen.tools.join(' and ')}${hidden}`;
    if (findings.length === 0) return { result: 'pass', summary, measured, findings };
    const remedy =
      'Make every one of them useless first: revoke it where it belongs. Then take it out of the code, and of the history.';
    return { result: 'fail', summary, measured, findings, remedy };
  },
});

function many(secrets: number): string {
  return secrets === 1 ? '1 secret' : `${secrets} secrets`;
}

function found(seen: Evidence, limit: number): Finding[] {
  if (seen.secrets <= limit) return [];
  const named = seen.kept.map(({ id, rule, file, line }): Finding => {
    const place = file === undefined ? '' : ` in ${file}${line === undefined ? '' : `:${line}`}`;
    return {
      id,
      title: `${rule}${place}`,
      severity: 'critical',
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
    };
  });
  const unseen = seen.secrets - named.length;
  if (unseen === 0) return named;
  return [...named, { id: 'more-secrets', title: `${many(unseen)} more`, value: unseen, better: 'lower' }];
}

function tooManySuppressed(seen: Evidence, limit: number | undefined): Finding[] {
  if (limit === undefined || seen.suppressed <= limit) return [];
  const title = `${many(seen.suppressed)} suppressed, at most ${limit} are allowed`;
  return [{ id: 'suppressed', title, value: seen.suppressed, better: 'lower' }];
}

function measuredOf(seen: Evidence, secrets: number, suppressed: number | undefined): Measured[] {
  const hidden: Measured[] =
    suppressed === undefined
      ? [{ metric: 'suppressed', value: seen.suppressed }]
      : [{ metric: 'suppressed', value: seen.suppressed, limit: `at most ${suppressed}`, ok: seen.suppressed <= suppressed }];
  return [
    { metric: 'secrets', value: seen.secrets, limit: `at most ${secrets}`, ok: seen.secrets <= secrets },
    ...hidden,
    ...(seen.ignored > 0 ? [{ metric: 'in ignored files', value: seen.ignored }] : []),
    { metric: 'tools', value: seen.tools.join(', ') },
  ];
}

function doubtsOf({ doubts, reports, tools, secrets, kept }: Evidence): string[] {
  return [
    ...doubts,
    ...(reports.length === 0 ? ['no report was read'] : []),
    ...(tools.length === 0 ? ['no tool is named'] : []),
    ...(kept.length > secrets || (kept.length === 0 && secrets > 0)
      ? ['the secrets that are listed do not make their number']
      : []),
    ...(new Set(kept.map(({ id }) => id)).size < kept.length ? ['a secret is listed twice'] : []),
  ];
}

function doubted(doubts: readonly string[]): Judgement {
  const more = doubts.length > 1 ? ` (and ${doubts.length - 1} more such)` : '';
  return cannotTell(`the scan proves nothing: ${doubts[0]}${more}`, 'See in the log what the scanner did, and run it again.');
}
