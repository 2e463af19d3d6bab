import { defineGate, targetOf } from './engine/contract.ts';
import { s } from './engine/schema.ts';
import { evidenceFields } from './rules/tls/evidence.ts';
import { judgeTls } from './rules/tls/judge.ts';
import { limitFields } from './rules/tls/limits.ts';

const source = s.object(
  {
    startTls: s.optional(
      s.oneOf(['smtp', 'imap', 'pop3', 'ldap', 'postgres', 'mysql'], {
        description: 'What is spoken before TLS begins; nothing when absent.',
      }),
    ),
    port: s.optional(
      s.integer({ minimum: 1, maximum: 65_535, description: 'Where it listens, when it is not the port of the target.' }),
    ),
    name: s.optional(
      s.text({ minLength: 1, maxLength: 253, description: 'The name that is asked for and certified, when it is not the host.' }),
    ),
    protocols: s.optional(
      s.array(s.text({ minLength: 1, maxLength: 255 }), {
        maxItems: 10,
        description: 'What is asked for by ALPN, one after the other; h2 and http/1.1 when absent.',
      }),
    ),
  },
  { $id: 'tls.source' },
);

const limits = s.object(limitFields, { $id: 'tls.limits', minProperties: 1, description: 'What TLS must be like.' });
const evidence = s.object(evidenceFields, { $id: 'tls.evidence' });

export const tls = defineGate({
  id: 'tls',
  title: 'TLS of a live address',
  about:
    'Asks every address of a host what it offers: versions from SSLv2 to TLS 1.3, suites, groups, the chain exactly as it is sent, and ' +
    'what else a server shows. Each is offered, refused by the server itself, or untested; what was not tested never passes. It proves ' +
    'what this host shows to where the gate runs, and tries nothing that could harm it: Heartbleed and its like are not tested.',
  needs: ['target'],
  keeps: { hours: 24 },
  source,
  limits,
  evidence,

  async collect(wanted, context) {
    const { collectTarget } = await import('./probes/tls/target.ts');
    return collectTarget(wanted, targetOf(context), context.signal);
  },

  judge(seen, asked) {
    return judgeTls(seen, asked);
  },
});
