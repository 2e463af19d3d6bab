import { defineGate, workspaceOf } from './engine/contract.ts';
import { s } from './engine/schema.ts';
import { scanEvidence } from './scan/evidence.ts';
import { judgeScan } from './scan/judge.ts';
import { scanLimits } from './scan/limits.ts';

const files = (description: string) =>
  s.optional(s.union([s.text({ minLength: 1 }), s.array(s.text({ minLength: 1 }), { minItems: 1 })], { description }));

const source = s.object(
  {
    files: files('Paths or globs of the reports, each of which must match. Several reports are merged.'),
    run: s.optional(
      s.oneOf(['npm', 'pnpm', 'yarn-1', 'yarn-berry'], {
        description:
          'In place of files: run this audit, and again where only the registry failed. Yarn may run code of the repository.',
      }),
    ),
    folder: s.optional(s.text({ minLength: 1, description: 'Where to run it, from the root.' })),
    format: s.optional(
      s.oneOf(
        ['npm-audit', 'pnpm-audit', 'yarn-audit', 'osv-scanner', 'pip-audit', 'snyk', 'cyclonedx', 'trivy', 'grype', 'sarif'],
        {
          description:
            'What the reports must be; by their content when absent. SARIF, which any analyser may write, needs it said.',
        },
      ),
    ),
    lockfile: s.optional(
      s.text({ minLength: 1, description: 'package-lock.json: tells what is only for development, where the report does not.' }),
    ),
    base: files('Reports of the base, to tell what is new.'),
    exemptions: files('Statements in OpenVEX about what does no harm. What they cover is shown as suppressed.'),
  },
  { $id: 'dependencies.source' },
);

const limits = s.object(
  {
    ...scanLimits(),
    scope: s.optional(
      s.oneOf(['prod', 'all'], {
        tightens: 'equal',
        description: 'prod: what is known to be only for development does not count. What is not known does.',
      }),
    ),
  },
  { $id: 'dependencies.limits', minProperties: 1 },
);

export const dependencies = defineGate({
  id: 'dependencies',
  title: 'Vulnerable dependencies',
  about:
    'Reads the reports of npm, pnpm and yarn (audit --json), osv-scanner, pip-audit, Snyk, Trivy, Grype or CycloneDX, or runs the audit ' +
    'itself. One advisory for one package counts once, however many paths, versions, names and reports it has. Limits are held ' +
    'against the whole report, never against what the tool makes of it. It proves that no more is known to be wrong than is allowed; ' +
    'what nobody has found yet it cannot know.',
  needs: ['workspace'],
  keeps: { hours: 72 },
  source,
  limits,
  evidence: scanEvidence('dependencies.evidence'),

  async collect(wanted, context) {
    const { collectScan } = await import('./reports/scan.ts');
    const howToMake = 'Run the audit with --json into a file';
    return collectScan(wanted, { workspace: workspaceOf(context), signal: context.signal, howToMake });
  },

  judge: (seen, asked, reached) => judgeScan(seen, asked, reached),
});
