import { defineGate, workspaceOf } from './engine/contract.ts';
import { s } from './engine/schema.ts';
import { evidenceFields } from './rules/tls/evidence.ts';
import { judgeTls } from './rules/tls/judge.ts';
import { limitFields } from './rules/tls/limits.ts';

const source = s.object(
  {
    files: s.union([s.text({ minLength: 1 }), s.array(s.text({ minLength: 1 }), { minItems: 1 })], {
      description: 'Paths or globs of the reports, each of which must match.',
    }),
    host: s.text({ minLength: 1, maxLength: 253, description: 'The host that they must speak of.' }),
    port: s.optional(s.integer({ minimum: 1, maximum: 65_535, description: 'And the port; any when absent.' })),
    format: s.optional(
      s.oneOf(['testssl', 'sslyze', 'ssllabs'], { description: 'What the reports must be; by their content when absent.' }),
    ),
  },
  { $id: 'tls-report.source' },
);

const limits = s.object(limitFields, { $id: 'tls-report.limits', minProperties: 1, description: 'What TLS must be like.' });

const evidence = s.object(
  { ...evidenceFields, reports: s.array(s.object({ path: s.text(), format: s.text() })) },
  { $id: 'tls-report.evidence' },
);

export const tlsReport = defineGate({
  id: 'tls-report',
  title: 'TLS, as another scanner saw it',
  about:
    'Reads the JSON of testssl.sh, sslyze or SSL Labs of this run and judges it by the same limits as the gate tls. It proves what that ' +
    'tool plainly says; what its report leaves out is untested, and never passes.',
  needs: ['workspace'],
  keeps: 'commit',
  source,
  limits,
  evidence,

  async collect(wanted, context) {
    const { collectTlsReports } = await import('./reports/tls/collect.ts');
    return collectTlsReports(wanted, { workspace: workspaceOf(context), signal: context.signal });
  },

  judge(seen, asked) {
    return judgeTls(seen, asked);
  },
});
