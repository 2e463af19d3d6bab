import { type Static, s } from '../../engine/schema.ts';
import { grades } from './grade.ts';
import { profileNames } from './profiles.ts';

/** What can be asked for by its name alone. */
export const demands = [
  'certificate',
  'trusted',
  'hostname',
  'chain',
  'dates',
  'signatures',
  'keys',
  'strong-suites',
  'forward-secrecy',
  'server-preference',
  'post-quantum',
  'secure-renegotiation',
  'no-client-renegotiation',
  'no-compression',
  'no-heartbeat',
  'fallback',
  'resumption',
  'stapling',
  'timestamps',
  'caa',
  'same-everywhere',
] as const;
export type Demand = (typeof demands)[number];

const names = () => s.array(s.text({ minLength: 1 }), { minItems: 1 });

export const limitFields = {
  minimum: s.optional(
    s.oneOf(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'], { tightens: 'equal', description: 'Nothing older may be offered.' }),
  ),
  profile: s.optional(
    s.oneOf(profileNames, { tightens: 'equal', description: 'Everything that this profile of Mozilla asks for, version 6.0.' }),
  ),
  grade: s.optional(s.oneOf(grades, { tightens: 'equal', description: 'At least this grade.' })),
  require: s.optional(
    s.array(s.oneOf(demands), {
      minItems: 1,
      tightens: 'superset',
      description:
        'What must be so. `certificate` is `trusted`, `hostname`, `chain`, `dates`, `signatures` and `keys` together; `stapling` ' +
        'asks only certificates that name a responder.',
    }),
  ),
  days: s.optional(
    s.number({ minimum: 0, tightens: 'higher', description: 'The certificate lasts at least so many days more.' }),
  ),
  lifetime: s.optional(
    s.number({
      minimum: 0,
      maximum: 100,
      tightens: 'higher',
      description: 'At least so many percent of its lifetime are left, however short that is.',
    }),
  ),
  rsaBits: s.optional(s.integer({ minimum: 1, tightens: 'higher', description: 'RSA keys have at least so many bits.' })),
  ecBits: s.optional(s.integer({ minimum: 1, tightens: 'higher', description: 'Elliptic keys have at least so many bits.' })),
  dhBits: s.optional(s.integer({ minimum: 1, tightens: 'higher', description: 'Primes of DHE have at least so many bits.' })),
  suites: s.optional({ ...names(), tightens: 'subset', description: 'No other suites may be offered; names as IANA has them.' }),
  groups: s.optional({ ...names(), tightens: 'subset', description: 'No other groups may be offered, such as x25519.' }),
  offers: s.optional({ ...names(), tightens: 'superset', description: 'Versions, suites and groups that must be offered.' }),
  alpn: s.optional({ ...names(), tightens: 'superset', description: 'Protocols that must be offered by ALPN, such as h2.' }),
};

const limits = s.object(limitFields);
export type TlsLimits = Static<typeof limits>;
